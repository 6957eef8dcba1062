import type { Turn } from '../store/dossier-store.js';
import type { DossierArchive } from './dossier-archive.js';

/** After this many turns in a row that were cut with nothing done, each document is noted before it is begun. */
const WARY_AFTER = 5;
/** Begun this often and never ended: the document itself cuts the turns. */
const ATTEMPTS = 5;

/**
 * Keeps one document from stopping all the others: a file that brings the process down would do so again at each start. It costs
 * nothing until turns are cut; then the document that was under way is known, and is set aside when it has had its attempts.
 */
export class Attempts {
  readonly #archive: DossierArchive;
  readonly #dossierId: string;
  readonly #turn: Turn;
  #counts: ReadonlyMap<string, number> | undefined;

  constructor(archive: DossierArchive, dossierId: string, turn: Turn) {
    this.#archive = archive;
    this.#dossierId = dossierId;
    this.#turn = turn;
  }

  /** May this be begun? False where it has had its attempts. */
  async begin(key: string): Promise<boolean> {
    if (this.#turn.interrupted < WARY_AFTER) return true;
    this.#counts ??= await this.#archive.attempts(this.#dossierId);
    const count = this.#counts.get(key) ?? 0;
    if (count >= ATTEMPTS) return false;
    await this.#archive.noteAttempt(this.#dossierId, key, count + 1);
    return true;
  }

  /** Something was done and kept; what cuts the turn from now on counts anew. */
  async progressed(): Promise<void> {
    await this.#turn.progressed();
  }
}
