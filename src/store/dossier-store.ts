import type { IdentityTraits } from '../domain/document.js';

export interface DossierRecord {
  readonly id: string;
  /** Whose dossier this is; absent until a deposit or a person says so. */
  readonly patient: IdentityTraits | undefined;
  /** ISO 8601. */
  readonly createdAt: string;
}

export interface SourceDetails {
  readonly fileName: string;
  readonly size: number;
  /** Who brought it; absent in dossiers of before this was kept. */
  readonly by?: string | undefined;
}

export interface SourceRecord extends SourceDetails {
  readonly sha256: string;
  /** ISO 8601. */
  readonly depositedAt: string;
}

/** What is deposited. */
export interface SourceFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly by?: string | undefined;
}

/** What is derived from the sources and may be made again: its stamp says from which rules and models (`attempt`: how often begun). */
export type RecordKind = 'origin' | 'reading' | 'layout' | 'note' | 'facts' | 'passages' | 'index' | 'synthesis' | 'attempt';

/** What a person, or the software that deposits, said (and `answer`: what it was answered); never derived, never discarded. */
export type DecisionKind = 'deposit' | 'refusal' | 'identity' | 'statement' | 'answer' | 'team' | 'break-glass';

export interface StoredRecord {
  readonly key: string;
  readonly stamp: string;
  readonly value: Uint8Array;
}

export interface RecordReference {
  readonly kind: RecordKind | DecisionKind;
  readonly key: string;
}

/** What a reader keeps in memory of a dossier stands on these kinds; the others are read anew each time, or follow from them. */
const STATE_KINDS: ReadonlySet<RecordKind | DecisionKind> = new Set(['origin', 'reading', 'index', 'deposit', 'refusal', 'identity']);

/** Does it change what a reader may keep in memory? */
export function changesState({ remove = [], put = [] }: RecordChanges): boolean {
  return [...remove, ...put].some(({ kind }) => STATE_KINDS.has(kind));
}

/** A turn at a dossier: nobody else has one meanwhile, in this process or another. */
export interface Turn {
  /** Turns in a row before this one that were cut with nothing done: kills, power cuts, or a document that brings the process down. */
  readonly interrupted: number;
  /** Says that something was done: what cuts the turn from now on is not held against the dossier. */
  progressed(): Promise<void>;
}

/** What becomes of a dossier's records at one stroke: `remove` first, then `put`. */
export interface RecordChanges {
  readonly remove?: readonly RecordReference[];
  readonly put?: readonly (StoredRecord & RecordReference)[];
}

/**
 * Keeps dossiers. A source is durable once `putSource` resolves. Everything that could be read as a patient's is
 * encrypted with the dossier's own key; `eraseDossier` destroys that key and the rows.
 *
 * Errors: FRS-ST-001 wrong master key or damaged database, FRS-ST-002 no room or no right to write, FRS-ST-003 altered bytes,
 * FRS-ST-004 held by another process, FRS-IN-012 no such dossier.
 */
export interface DossierStore {
  /** Returns the dossier, made if absent. */
  openDossier(id: string): Promise<DossierRecord>;
  findDossier(id: string): Promise<DossierRecord | undefined>;
  findDossierByIns(insMatricule: string): Promise<DossierRecord | undefined>;
  listDossiers(): Promise<readonly DossierRecord[]>;
  setPatient(dossierId: string, patient: IdentityTraits): Promise<void>;
  eraseDossier(dossierId: string): Promise<void>;

  /** Keeps the bytes; the same bytes again change nothing but the file name and who deposited them. */
  putSource(dossierId: string, source: SourceFile): Promise<SourceRecord>;
  listSources(dossierId: string): Promise<readonly SourceRecord[]>;
  getSource(dossierId: string, sha256: string): Promise<Uint8Array | undefined>;
  removeSource(dossierId: string, sha256: string): Promise<void>;

  putRecord(dossierId: string, kind: RecordKind | DecisionKind, record: StoredRecord): Promise<void>;
  getRecord(dossierId: string, kind: RecordKind | DecisionKind, key: string): Promise<StoredRecord | undefined>;
  listRecords(dossierId: string, kind: RecordKind | DecisionKind): Promise<readonly StoredRecord[]>;
  /** Keys and stamps, without opening the values. */
  listStamps(dossierId: string, kind: RecordKind | DecisionKind): Promise<readonly Pick<StoredRecord, 'key' | 'stamp'>[]>;
  removeRecord(dossierId: string, kind: RecordKind | DecisionKind, key: string): Promise<void>;
  /** All of it or nothing, in one transaction: what a document gives is never half there, and costs one sync of the disk. */
  writeRecords(dossierId: string, changes: RecordChanges): Promise<void>;

  /** Goes up by one with each change of what a reader may keep in memory, in whichever process; undefined where there is no such dossier. */
  revision(dossierId: string): Promise<number | undefined>;
  /**
   * Runs the action as the only one of its kind for the dossier, across processes. A turn whose process died is free again. Where
   * somebody else has it, waits, or throws FRS-ST-004 with `wait: false`.
   */
  exclusively<T>(dossierId: string, action: (turn: Turn) => Promise<T>, options?: { readonly wait?: boolean }): Promise<T>;

  /** Throws where the store cannot be read or written. */
  check(): Promise<void>;
  close(): Promise<void>;
}
