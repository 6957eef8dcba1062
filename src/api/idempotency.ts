import { z } from 'zod';
import { AppError } from '../errors.js';
import type { PersonalPipeline } from '../pipeline/personal-pipeline.js';

/** A request that bears it may be sent again without being done again (draft-ietf-httpapi-idempotency-key-header). */
export const IdempotencyHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/)
    .optional()
    .describe('Clé choisie par l’appelant : la même demande renvoyée avec elle reçoit la même réponse, sans être refaite'),
});

export interface Received<T> {
  /** Of all that was asked, the same for the same request. */
  readonly fingerprint: string;
  /** Undefined where `replay` was true: nothing was done. */
  readonly answer: T | undefined;
}

/** One request for one key: the second gets the answer of the first. */
export class Idempotency {
  readonly #now: () => Date;
  readonly #running = new Set<string>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  /**
   * @param receive reads the request, and does what it asks unless `replay`.
   * @throws AppError FRS-IN-015 where the same key is being answered, FRS-IN-016 where it was given to another request.
   */
  async once<T>(
    pipeline: PersonalPipeline,
    dossierId: string,
    key: string | undefined,
    receive: (replay: boolean) => Promise<Received<T>>,
  ): Promise<{ readonly answer: T; readonly replayed: boolean }> {
    if (key === undefined) return { answer: (await receive(false)).answer as T, replayed: false };
    const running = JSON.stringify([dossierId, key]);
    if (this.#running.has(running)) throw new AppError('FRS-IN-015');
    this.#running.add(running);
    try {
      const known = await pipeline.findAnswer(dossierId, key);
      const { fingerprint, answer } = await receive(known !== undefined);
      if (known === undefined) {
        await pipeline.keepAnswer(dossierId, key, { fingerprint, answer: JSON.stringify(answer), at: this.#now().toISOString() });
        return { answer: answer as T, replayed: false };
      }
      if (known.fingerprint !== fingerprint) throw new AppError('FRS-IN-016');
      return { answer: JSON.parse(known.answer) as T, replayed: true };
    } finally {
      this.#running.delete(running);
    }
  }
}
