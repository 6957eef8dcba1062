import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DossierStore } from '../store/dossier-store.js';

const KeptAnswer = z.object({
  /** Of what was asked: the same key for something else is a mistake of the caller. */
  fingerprint: z.string(),
  /** JSON. */
  answer: z.string(),
  /** ISO 8601. */
  at: z.string(),
});
export type KeptAnswer = z.infer<typeof KeptAnswer>;

/** A caller that has had no answer for a week has given up. */
const KEPT_MS = 7 * 86_400_000;

const keyOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** Answers by the key that a caller gave its request, kept with the dossier for seven days, encrypted and erased with it. */
export class KeptAnswers {
  readonly #store: DossierStore;

  constructor(store: DossierStore) {
    this.#store = store;
  }

  async find(dossierId: string, key: string, now: Date): Promise<KeptAnswer | undefined> {
    if ((await this.#store.findDossier(dossierId)) === undefined) return undefined;
    const record = await this.#store.getRecord(dossierId, 'answer', keyOf(key));
    if (record === undefined) return undefined;
    const kept = KeptAnswer.parse(JSON.parse(Buffer.from(record.value).toString()));
    return isOld(kept.at, now) ? undefined : kept;
  }

  /** Durable when it resolves; answers older than a week go at the same stroke. */
  async keep(dossierId: string, key: string, kept: KeptAnswer): Promise<void> {
    const now = new Date(kept.at);
    const old = (await this.#store.listStamps(dossierId, 'answer')).filter(({ stamp }) => isOld(stamp, now));
    await this.#store.writeRecords(dossierId, {
      remove: old.map(({ key: stale }) => ({ kind: 'answer', key: stale })),
      put: [{ kind: 'answer', key: keyOf(key), stamp: kept.at, value: Buffer.from(JSON.stringify(kept)) }],
    });
  }
}

const isOld = (at: string, now: Date): boolean => now.getTime() - Date.parse(at) > KEPT_MS;
