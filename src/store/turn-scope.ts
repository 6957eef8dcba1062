import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '../errors.js';

interface Held {
  readonly dossierId: string;
  /** What only this making of the dossier has: it is another once it was erased and made again under the same identifier. */
  readonly making: string;
  /** What was begun in the turn and goes on after it is no longer of it. */
  over: boolean;
}

/**
 * What a turn does is for the dossier as it was found: what was read of one that is erased meanwhile never enters the one that is then
 * made under its identifier.
 */
export class TurnScope {
  readonly #held = new AsyncLocalStorage<Held>();

  async run<T>(dossierId: string, making: string, action: () => Promise<T>): Promise<T> {
    const held: Held = { dossierId, making, over: false };
    try {
      return await this.#held.run(held, action);
    } finally {
      held.over = true;
    }
  }

  /** Throws FRS-IN-012 in a turn that was at another making of this dossier. */
  check(dossierId: string, making: string): void {
    const held = this.#held.getStore();
    if (held?.over === false && held.dossierId === dossierId && held.making !== making)
      throw new AppError('FRS-IN-012', { detail: 'dossier' });
  }
}
