import Database from 'better-sqlite3-multiple-ciphers';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { IdentityTraits } from '../domain/document.js';
import { AppError } from '../errors.js';
import { BlobFolder } from './blob-folder.js';
import type { DecisionKind, DossierRecord, DossierStore, RecordKind, SourceRecord, StoredRecord } from './dossier-store.js';
import { deriveKey, keyedHash, newDataKey, open, seal } from './keys.js';

/** Forward only: a released entry is never edited, a new one is added. */
const MIGRATIONS = [
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
];

interface DossierRow {
  id: string;
  wrapped_key: Buffer;
  patient: Buffer | null;
  created_at: string;
}

/** One encrypted SQLite file and a folder of encrypted originals, for a practice on one machine. */
export class SqliteDossierStore implements DossierStore {
  readonly #db: Database.Database;
  readonly #blobs: BlobFolder;
  readonly #wrappingKey: Buffer;
  readonly #hashKey: Buffer;
  readonly #dataKeys = new Map<string, Buffer>();
  readonly #now: () => Date;

  /** `home` is made if absent. Throws FRS-ST-001 when the key does not open the database, FRS-ST-002 when it cannot be written. */
  constructor(home: string, masterKey: Uint8Array, now: () => Date = () => new Date()) {
    this.#wrappingKey = deriveKey(masterKey, 'wrap');
    this.#hashKey = deriveKey(masterKey, 'ins');
    this.#now = now;
    this.#blobs = new BlobFolder(join(home, 'blobs'));
    this.#db = openDatabase(home, deriveKey(masterKey, 'database'));
  }

  async openDossier(id: string): Promise<DossierRecord> {
    this.#write(() =>
      this.#db
        .prepare('INSERT INTO dossier (id, wrapped_key, created_at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING')
        .run(id, seal(this.#wrappingKey, newDataKey(), `key:${id}`), this.#now().toISOString()),
    );
    const dossier = await this.findDossier(id);
    if (dossier === undefined) throw new AppError('FRS-ST-003');
    return dossier;
  }

  async findDossier(id: string): Promise<DossierRecord | undefined> {
    const row = this.#db.prepare<[string], DossierRow>('SELECT id, wrapped_key, patient, created_at FROM dossier WHERE id = ?').get(id);
    return row && this.#dossier(row);
  }

  async findDossierByIns(insMatricule: string): Promise<DossierRecord | undefined> {
    const hash = keyedHash(this.#hashKey, insMatricule);
    const row = this.#db
      .prepare<[string], DossierRow>('SELECT id, wrapped_key, patient, created_at FROM dossier WHERE ins_hash = ?')
      .get(hash);
    return row && this.#dossier(row);
  }

  async listDossiers(): Promise<readonly DossierRecord[]> {
    return this.#db
      .prepare<[], DossierRow>('SELECT id, wrapped_key, patient, created_at FROM dossier ORDER BY created_at, id')
      .all()
      .map((row) => this.#dossier(row));
  }

  async setPatient(dossierId: string, patient: IdentityTraits): Promise<void> {
    const sealed = seal(this.#dataKey(dossierId), Buffer.from(JSON.stringify(patient)), `patient:${dossierId}`);
    const hash = patient.insMatricule === undefined ? null : keyedHash(this.#hashKey, patient.insMatricule);
    this.#write(() => this.#db.prepare('UPDATE dossier SET patient = ?, ins_hash = ? WHERE id = ?').run(sealed, hash, dossierId));
  }

  async eraseDossier(dossierId: string): Promise<void> {
    // The key goes first: whatever an interruption leaves behind can no longer be read.
    this.#write(() => this.#db.prepare('DELETE FROM dossier WHERE id = ?').run(dossierId));
    this.#dataKeys.delete(dossierId);
    this.#blobs.removeAll(dossierId);
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
  }

  async putSource(
    dossierId: string,
    source: { readonly fileName: string; readonly sha256: string; readonly bytes: Uint8Array },
  ): Promise<SourceRecord> {
    const key = this.#dataKey(dossierId);
    this.#blobs.put(dossierId, key, source.sha256, source.bytes);
    const details = { fileName: source.fileName, size: source.bytes.length };
    const sealed = seal(key, Buffer.from(JSON.stringify(details)), `source:${source.sha256}`);
    const depositedAt = this.#now().toISOString();
    this.#write(() =>
      this.#db
        .prepare(
          'INSERT INTO source (dossier_id, sha256, details, deposited_at) VALUES (?, ?, ?, ?) ON CONFLICT (dossier_id, sha256) DO UPDATE SET details = excluded.details',
        )
        .run(dossierId, source.sha256, sealed, depositedAt),
    );
    return { sha256: source.sha256, depositedAt, ...details };
  }

  async listSources(dossierId: string): Promise<readonly SourceRecord[]> {
    const key = this.#dataKey(dossierId);
    return this.#db
      .prepare<[string], { sha256: string; details: Buffer; deposited_at: string }>(
        'SELECT sha256, details, deposited_at FROM source WHERE dossier_id = ? ORDER BY deposited_at, sha256',
      )
      .all(dossierId)
      .map((row) => {
        const details = JSON.parse(open(key, row.details, `source:${row.sha256}`).toString()) as { fileName: string; size: number };
        return { sha256: row.sha256, depositedAt: row.deposited_at, ...details };
      });
  }

  async getSource(dossierId: string, sha256: string): Promise<Uint8Array | undefined> {
    return this.#blobs.get(dossierId, this.#dataKey(dossierId), sha256);
  }

  async removeSource(dossierId: string, sha256: string): Promise<void> {
    this.#write(() => this.#db.prepare('DELETE FROM source WHERE dossier_id = ? AND sha256 = ?').run(dossierId, sha256));
    this.#blobs.remove(dossierId, this.#dataKey(dossierId), sha256);
  }

  async putRecord(dossierId: string, kind: RecordKind | DecisionKind, record: StoredRecord): Promise<void> {
    const sealed = seal(this.#dataKey(dossierId), record.value, recordContext(kind, record));
    this.#write(() =>
      this.#db
        .prepare(
          'INSERT INTO record (dossier_id, kind, key, stamp, value) VALUES (?, ?, ?, ?, ?) ON CONFLICT (dossier_id, kind, key) DO UPDATE SET stamp = excluded.stamp, value = excluded.value',
        )
        .run(dossierId, kind, record.key, record.stamp, sealed),
    );
  }

  async getRecord(dossierId: string, kind: RecordKind | DecisionKind, key: string): Promise<StoredRecord | undefined> {
    const row = this.#db
      .prepare<[string, string, string], { key: string; stamp: string; value: Buffer }>(
        'SELECT key, stamp, value FROM record WHERE dossier_id = ? AND kind = ? AND key = ?',
      )
      .get(dossierId, kind, key);
    return row && { key: row.key, stamp: row.stamp, value: open(this.#dataKey(dossierId), row.value, recordContext(kind, row)) };
  }

  async listRecords(dossierId: string, kind: RecordKind | DecisionKind): Promise<readonly StoredRecord[]> {
    const key = this.#dataKey(dossierId);
    return this.#db
      .prepare<[string, string], { key: string; stamp: string; value: Buffer }>(
        'SELECT key, stamp, value FROM record WHERE dossier_id = ? AND kind = ? ORDER BY key',
      )
      .all(dossierId, kind)
      .map((row) => ({ key: row.key, stamp: row.stamp, value: open(key, row.value, recordContext(kind, row)) }));
  }

  async removeRecord(dossierId: string, kind: RecordKind | DecisionKind, key: string): Promise<void> {
    this.#write(() => this.#db.prepare('DELETE FROM record WHERE dossier_id = ? AND kind = ? AND key = ?').run(dossierId, kind, key));
  }

  async check(): Promise<void> {
    this.#write(() => {
      this.#db.exec('BEGIN IMMEDIATE');
      this.#db.exec('ROLLBACK');
    });
    const [result] = this.#db.pragma('quick_check') as { quick_check: string }[];
    if (result?.quick_check !== 'ok') throw new AppError('FRS-ST-003');
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  #dossier(row: DossierRow): DossierRecord {
    const key = this.#unwrap(row.id, row.wrapped_key);
    const patient =
      row.patient === null ? undefined : IdentityTraits.parse(JSON.parse(open(key, row.patient, `patient:${row.id}`).toString()));
    return { id: row.id, patient, createdAt: row.created_at };
  }

  #dataKey(dossierId: string): Buffer {
    const known = this.#dataKeys.get(dossierId);
    if (known !== undefined) return known;
    const row = this.#db.prepare<[string], { wrapped_key: Buffer }>('SELECT wrapped_key FROM dossier WHERE id = ?').get(dossierId);
    if (row === undefined) throw new AppError('FRS-IN-012', { detail: 'dossier' });
    return this.#unwrap(dossierId, row.wrapped_key);
  }

  #unwrap(dossierId: string, wrapped: Uint8Array): Buffer {
    const key = open(this.#wrappingKey, wrapped, `key:${dossierId}`);
    this.#dataKeys.set(dossierId, key);
    return key;
  }

  #write(action: () => unknown): void {
    try {
      action();
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw storageError(cause);
    }
  }
}

function recordContext(kind: string, record: { readonly key: string; readonly stamp: string }): string {
  return `${kind}:${record.key}:${record.stamp}`;
}

function openDatabase(home: string, key: Buffer): Database.Database {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const db = new Database(join(home, 'frise.db'), { timeout: 10_000 });
    db.pragma(`key="x'${key.toString('hex')}'"`);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('secure_delete = ON');
    migrate(db);
    return db;
  } catch (cause) {
    throw storageError(cause);
  }
}

function migrate(db: Database.Database): void {
  db.transaction(() => {
    const version = db.pragma('user_version', { simple: true }) as number;
    for (const step of MIGRATIONS.slice(version)) db.exec(step);
    db.pragma(`user_version = ${MIGRATIONS.length}`);
  }).immediate();
}

function storageError(cause: unknown): AppError {
  const code = (cause as { code?: string }).code ?? '';
  const wrongKey = code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT');
  return new AppError(wrongKey ? 'FRS-ST-001' : 'FRS-ST-002', { cause });
}
