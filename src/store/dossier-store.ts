import type { IdentityTraits } from '../domain/document.js';

export interface DossierRecord {
  readonly id: string;
  /** Whose dossier this is; absent until a deposit or a person says so. */
  readonly patient: IdentityTraits | undefined;
  /** ISO 8601. */
  readonly createdAt: string;
}

export interface SourceRecord {
  readonly sha256: string;
  readonly fileName: string;
  readonly size: number;
  /** ISO 8601. */
  readonly depositedAt: string;
}

/** What is derived from the sources and may be made again: its stamp says from which rules and models. */
export type RecordKind = 'reading' | 'layout' | 'facts' | 'index';

/** What a person, or the software that deposits, said; never derived, never discarded. */
export type DecisionKind = 'deposit' | 'refusal' | 'identity' | 'statement';

export interface StoredRecord {
  readonly key: string;
  readonly stamp: string;
  readonly value: Uint8Array;
}

/**
 * Keeps dossiers. A source is durable once `putSource` resolves. Everything that could be read as a patient's is
 * encrypted with the dossier's own key; `eraseDossier` destroys that key and the rows.
 *
 * Errors: FRS-ST-001 wrong master key, FRS-ST-002 no room or no right to write, FRS-ST-003 altered bytes.
 */
export interface DossierStore {
  /** Returns the dossier, made if absent. */
  openDossier(id: string): Promise<DossierRecord>;
  findDossier(id: string): Promise<DossierRecord | undefined>;
  findDossierByIns(insMatricule: string): Promise<DossierRecord | undefined>;
  listDossiers(): Promise<readonly DossierRecord[]>;
  setPatient(dossierId: string, patient: IdentityTraits): Promise<void>;
  eraseDossier(dossierId: string): Promise<void>;

  /** Keeps the bytes; the same bytes again change nothing but the file name. */
  putSource(
    dossierId: string,
    source: { readonly fileName: string; readonly sha256: string; readonly bytes: Uint8Array },
  ): Promise<SourceRecord>;
  listSources(dossierId: string): Promise<readonly SourceRecord[]>;
  getSource(dossierId: string, sha256: string): Promise<Uint8Array | undefined>;
  removeSource(dossierId: string, sha256: string): Promise<void>;

  putRecord(dossierId: string, kind: RecordKind | DecisionKind, record: StoredRecord): Promise<void>;
  getRecord(dossierId: string, kind: RecordKind | DecisionKind, key: string): Promise<StoredRecord | undefined>;
  listRecords(dossierId: string, kind: RecordKind | DecisionKind): Promise<readonly StoredRecord[]>;
  removeRecord(dossierId: string, kind: RecordKind | DecisionKind, key: string): Promise<void>;

  /** Throws where the store cannot be read or written. */
  check(): Promise<void>;
  close(): Promise<void>;
}
