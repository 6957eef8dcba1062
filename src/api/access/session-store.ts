import type { SessionStore } from '@fastify/session';
import type { Session } from 'fastify';
import { createHash } from 'node:crypto';
import type { ServiceStore } from '../../store/service-store.js';

type Done = (error?: unknown) => void;

const keyOf = (sessionId: string): string => createHash('sha256').update(sessionId).digest('hex');

/** Open sessions beside the accounts, so that several processes know them; by the hash of their identifier, which opens nothing. */
export class ServiceSessionStore implements SessionStore {
  readonly #services: ServiceStore;

  constructor(services: ServiceStore) {
    this.#services = services;
  }

  set(sessionId: string, session: Session, done: Done): void {
    this.#services.put('session', keyOf(sessionId), Buffer.from(JSON.stringify(session))).then(() => done(), done);
  }

  get(sessionId: string, done: (error: unknown, session?: Session | null) => void): void {
    this.#services.get('session', keyOf(sessionId)).then(
      (value) => done(null, value === undefined ? null : (JSON.parse(Buffer.from(value).toString()) as Session)),
      (error: unknown) => done(error),
    );
  }

  destroy(sessionId: string, done: Done): void {
    this.#services.remove('session', keyOf(sessionId)).then(() => done(), done);
  }

  /** Removes those that nobody has used since. `since`: ISO 8601. */
  async forget(since: string): Promise<void> {
    for (const { key, value } of await this.#services.list('session')) {
      const { seenAt } = JSON.parse(Buffer.from(value).toString()) as Session;
      if (seenAt === undefined || seenAt < since) await this.#services.remove('session', key);
    }
  }
}
