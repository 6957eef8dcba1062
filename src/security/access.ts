import type { ReadFilter } from './habilitation.js';

/** Under whose name something is done, and what that person may read. */
export interface Access {
  readonly actor: string;
  /** Absent: everything. Whoever serves other people than the machine's own user must give one. */
  readonly may?: ReadFilter;
  /** What the person said to open the dossier (break-glass, emergency): kept in the audit. */
  readonly reason?: string;
}

/** Whoever sits at the machine, where there are no accounts. */
export const LOCAL: Access = { actor: 'local' };
