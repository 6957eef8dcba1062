/** Forward only: a released entry is never edited, a new one is added. */
export const MIGRATIONS = [
  `CREATE TABLE dossier (
     id TEXT PRIMARY KEY,
     wrapped_key BLOB NOT NULL,
     ins_hash TEXT,
     patient BLOB,
     created_at TEXT NOT NULL
   ) STRICT;
   CREATE INDEX dossier_ins ON dossier (ins_hash);
   CREATE TABLE source (
     dossier_id TEXT NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
     sha256 TEXT NOT NULL,
     details BLOB NOT NULL,
     deposited_at TEXT NOT NULL,
     PRIMARY KEY (dossier_id, sha256)
   ) STRICT;
   CREATE TABLE record (
     dossier_id TEXT NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
     kind TEXT NOT NULL,
     key TEXT NOT NULL,
     stamp TEXT NOT NULL,
     value BLOB NOT NULL,
     PRIMARY KEY (dossier_id, kind, key)
   ) STRICT;`,
  `CREATE TABLE service (
     kind TEXT NOT NULL,
     key TEXT NOT NULL,
     value BLOB NOT NULL,
     PRIMARY KEY (kind, key)
   ) STRICT;`,
  `ALTER TABLE dossier ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
   CREATE TABLE turn (
     dossier_id TEXT PRIMARY KEY REFERENCES dossier (id) ON DELETE CASCADE,
     holder TEXT,
     until INTEGER NOT NULL,
     interrupted INTEGER NOT NULL
   ) STRICT;`,
] as const;

/** Of the audit's own file. */
export const AUDIT_MIGRATIONS = [`CREATE TABLE audit (seq INTEGER PRIMARY KEY, body TEXT NOT NULL, mark TEXT NOT NULL) STRICT;`] as const;

export interface DossierRow {
  readonly id: string;
  readonly wrapped_key: Buffer;
  readonly patient: Buffer | null;
  readonly created_at: string;
}
