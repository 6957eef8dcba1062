import type { Turn } from '../store/dossier-store.js';
import type { DossierArchive } from './dossier-archive.js';

/** After this many turns in a row that were cut with nothing done, each document is noted before it is begun. */
const WARY_AFTER = 5;
/** Begun this often and never ended, while others were: the document itself cuts the turns. */
const ATTEMPTS = 5;
/** The same where nothing else gets done: a machine that is stopped again and again is the likelier cause. Fewer than the queue gives a dossier. */
const ATTEMPTS_ALONE = 20;

/**
 * Keeps one document from stopping all the others: a file that brings the process down would do so again at each start. It costs
 * nothing until turns are cut; then the document that was under way is known, comes last, and is set aside when it has had its attempts.
 * Where nothing at all gets done (a machine that is stopped again and again), no document is to blame.
 */
export class Attempts {
  readonly #archive: DossierArchive;
  readonly #dossierId: string;
  readonly #turn: Turn;
  #counts: ReadonlyMap<string, number> | undefined;
  #anyDone = false;

  constructor(archive: DossierArchive, dossierId: string, turn: Turn) {
    this.#archive = archive;
    this.#dossierId = dossierId;
    this.#turn = turn;
  }

  /** In the order in which to begin: what was begun and cut before comes after the rest. */
  async ordered<T>(all: readonly T[], keyOf: (one: T) => string): Promise<T[]> {
    const counts = await this.#known();
    return all.toSorted((a, b) => (counts.get(keyOf(a)) ?? 0) - (counts.get(keyOf(b)) ?? 0));
  }

  /** May this be begun? False where it has had its attempts. */
  async begin(key: string): Promise<boolean> {
    if (!this.#isWary) return true;
    const count = (await this.#known()).get(key) ?? 0;
    if (count >= (this.#anyDone ? ATTEMPTS : ATTEMPTS_ALONE)) return false;
    await this.#archive.noteAttempt(this.#dossierId, key, count + 1);
    return true;
  }

  /** Something was done and kept; what cuts the turn from now on counts anew. */
  async progressed(): Promise<void> {
    this.#anyDone = true;
    await this.#turn.progressed();
  }

  get #isWary(): boolean {
    return this.#turn.interrupted >= WARY_AFTER;
  }

  async #known(): Promise<ReadonlyMap<string, number>> {
    this.#counts ??= this.#isWary ? await this.#archive.attempts(this.#dossierId) : new Map();
    return this.#counts;
  }
}
