import type { ReadFilter } from './habilitation.js';

/** Under whose name something is done, and what that person may read. */
export interface Access {
  /** A person's identifier, stable: what the audit keeps. */
  readonly actor: string;
  /** How colleagues know them. */
  readonly name?: string;
  /** The key of the software that asks for them; absent where they ask themselves. */
  readonly via?: string;
  /** The professional who delegates to them. */
  readonly onBehalfOf?: string;
  /** Absent: everything. Whoever serves other people than the machine's own user must give one. */
  readonly may?: ReadFilter;
  /** What the person said to open the dossier (break-glass, emergency): kept in the audit. */
  readonly reason?: string;
  /** The dossier is none of theirs: for them it does not exist. */
  readonly outside?: boolean;
}

/** Whoever sits at the machine, where there are no accounts. */
export const LOCAL: Access = { actor: 'poste local' };

/** How a decision is signed: a name that colleagues know, and the identifier that tells namesakes apart. */
export function signatureOf({ actor, name }: Access): string {
  return name === undefined || name === actor ? actor : `${name} (${actor})`;
}
