import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AccessDeps } from './access-deps.js';
import type { SessionPerson } from './sessions.js';

/** What the page opens on. */
export interface LaunchContext {
  readonly dossier: string;
  readonly reason?: string;
  readonly since?: string;
  readonly vue?: string;
}

interface Launch {
  readonly who: SessionPerson;
  readonly context: LaunchContext;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** From the click in the practice software to its browser: seconds. */
const LIFE_MS = 60_000;

/**
 * Links that open the page on a patient under the identity of whoever asked for them. A link holds a number drawn at random and its
 * signature, no identity and no patient; what it stands for waits here for a minute, and goes with its first use.
 */
export class Launches {
  readonly #access: Pick<AccessDeps, 'services' | 'secret' | 'clock'>;

  constructor(access: Pick<AccessDeps, 'services' | 'secret' | 'clock'>) {
    this.#access = access;
  }

  async make(who: SessionPerson, context: LaunchContext): Promise<{ readonly token: string; readonly expiresAt: string }> {
    const { services, clock } = this.#access;
    await this.#forget();
    const id = randomBytes(24).toString('base64url');
    const expiresAt = new Date(clock().getTime() + LIFE_MS).toISOString();
    const launch: Launch = { who, context, expiresAt };
    await services.put('launch', id, Buffer.from(JSON.stringify(launch)));
    return { token: `${id}.${this.#sign(id)}`, expiresAt };
  }

  /** Once, and in its minute; undefined for any other. */
  async use(token: string): Promise<Pick<Launch, 'who' | 'context'> | undefined> {
    const [id = '', mark = ''] = token.split('.');
    const [given, expected] = [Buffer.from(mark), Buffer.from(this.#sign(id))];
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    const { services, clock } = this.#access;
    const value = await services.get('launch', id);
    if (value === undefined) return undefined;
    await services.remove('launch', id);
    const { who, context, expiresAt } = JSON.parse(Buffer.from(value).toString()) as Launch;
    return expiresAt < clock().toISOString() ? undefined : { who, context };
  }

  #sign(id: string): string {
    return createHmac('sha256', this.#access.secret).update(`launch:${id}`).digest('base64url');
  }

  /** Those that nobody used: a reason of consultation does not stay. */
  async #forget(): Promise<void> {
    const now = this.#access.clock().toISOString();
    for (const { key, value } of await this.#access.services.list('launch'))
      if ((JSON.parse(Buffer.from(value).toString()) as Launch).expiresAt < now) await this.#access.services.remove('launch', key);
  }
}

/** The page's own address. */
export const pageOf = (context: LaunchContext): string =>
  `/?${new URLSearchParams(Object.entries(context).filter((entry): entry is [string, string] => entry[1] !== undefined))}`;
