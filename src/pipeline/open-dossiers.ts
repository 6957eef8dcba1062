import { AppError } from '../errors.js';
import type { DossierStore } from '../store/dossier-store.js';
import type { DossierState } from './dossier-state.js';

/** A dossier that is changing is made again at most this part of the time: while two hundred documents are read, each changes it. */
const SHARE = 4;

/** Dossiers in memory: a consultation opens one, a morning some tens; each takes about what its text does, several times over. */
const KEPT = 64;

interface Known {
  readonly revision: number;
  readonly state: Promise<DossierState>;
  /** Milliseconds: when it was made, and how long that took. */
  readonly at: number;
  took: number;
}

/**
 * Dossiers kept in memory, each for as long as nothing in the store has changed, in this process or another. What changes without
 * `forget` is seen a little later, four times what it takes to open the dossier; what is erased is gone at once.
 */
export class OpenDossiers {
  readonly #store: DossierStore;
  readonly #known = new Map<string, Known>();

  constructor(store: DossierStore) {
    this.#store = store;
  }

  /** Throws FRS-IN-012 where there is no such dossier. */
  async get(dossierId: string, make: () => Promise<DossierState>): Promise<DossierState> {
    const revision = await this.#store.revision(dossierId);
    if (revision === undefined) {
      this.#known.delete(dossierId);
      throw new AppError('FRS-IN-012', { detail: 'dossier' });
    }
    const known = this.#known.get(dossierId);
    const now = performance.now();
    if (known !== undefined && (known.revision === revision || now - known.at < known.took * (1 + SHARE))) {
      this.#hold(dossierId, known);
      return known.state;
    }
    const made: Known = { revision, state: make(), at: now, took: Infinity };
    this.#hold(dossierId, made);
    made.state.then(
      () => (made.took = performance.now() - now),
      () => this.#known.get(dossierId) === made && this.#known.delete(dossierId),
    );
    return made.state;
  }

  /** Keeps what was made of the store as it stood at `revision`, unless the store has changed since. */
  async keep(dossierId: string, revision: number | undefined, state: DossierState): Promise<void> {
    if (revision === undefined || (await this.#store.revision(dossierId)) !== revision) this.#known.delete(dossierId);
    else this.#hold(dossierId, { revision, state: Promise.resolve(state), at: performance.now(), took: 0 });
  }

  forget(dossierId: string): void {
    this.#known.delete(dossierId);
  }

  /** As the last one used; the one that nobody has used for the longest gives way. */
  #hold(dossierId: string, known: Known): void {
    this.#known.delete(dossierId);
    this.#known.set(dossierId, known);
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
  }
}
