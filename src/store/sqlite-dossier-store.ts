import { join } from 'node:path';
import { IdentityTraits } from '../domain/document.js';
import { AppError } from '../errors.js';
import { BlobFolder, blobFolderName, blobName } from './blob-folder.js';
import {
  changesState,
  type DecisionKind,
  type DossierRecord,
  type DossierStore,
  type RecordChanges,
  type RecordKind,
  type RecordReference,
  type SourceDetails,
  type SourceFile,
  type SourceRecord,
  type StoredRecord,
  type Turn,
} from './dossier-store.js';
import { deriveKey, keyedHash, newDataKey, open, seal } from './keys.js';
import type { ServiceStore } from './service-store.js';
import { checkIntegrity, guarded, openDatabase, type SqliteDatabase } from './sqlite-database.js';
import { MIGRATIONS, type DossierRow } from './sqlite-schema.js';
import { SqliteServiceStore } from './sqlite-service-store.js';
import { takeTurn } from './sqlite-turn.js';
import { TurnScope } from './turn-scope.js';

/** Folders of originals touched this long before the last tidying are looked at again: clocks and processes overlap. */
const OVERLAP_MS = 86_400_000;
/** Further back than this, the clock was set and did not merely drift. */
const CLOCK_SLACK_MS = 60_000;

/** One encrypted SQLite file and a folder of encrypted originals, for a practice on one machine. */
export class SqliteDossierStore implements DossierStore {
  readonly services: ServiceStore;
  readonly #db: SqliteDatabase;
  readonly #blobs: BlobFolder;
  readonly #wrappingKey: Buffer;
  readonly #hashKey: Buffer;
  readonly #dataKeys = new Map<string, { readonly wrapped: Buffer; readonly key: Buffer }>();
  readonly #turn = new TurnScope();
  readonly #now: () => Date;
  /** How far the clock stood behind the last write when this store was opened, milliseconds; 0 where it did not. */
  readonly clockLagMs: number;

  /**
   * `home` is made if absent. What an interruption left in it is tidied. Throws FRS-ST-001 when the key does not open the database,
   * FRS-ST-002 when it cannot be written.
   */
  constructor(home: string, masterKey: Uint8Array, now: () => Date = () => new Date()) {
    this.#wrappingKey = deriveKey(masterKey, 'wrap');
    this.#hashKey = deriveKey(masterKey, 'ins');
    this.#now = now;
    this.#blobs = new BlobFolder(join(home, 'blobs'));
    this.#db = openDatabase(join(home, 'frise.db'), deriveKey(masterKey, 'database'), MIGRATIONS);
    this.services = new SqliteServiceStore(this.#db);
    const lag = Date.parse(this.#lastWrite() ?? '') - now().getTime();
    this.clockLagMs = lag > CLOCK_SLACK_MS ? lag : 0;
    try {
      this.#tidy();
    } catch (cause) {
      // A full disk must not keep anyone from reading: tidying waits for room.
      if (cause instanceof AppError && cause.code === 'FRS-ST-002') return;
      this.#db.close();
      throw cause;
    }
  }

  async openDossier(id: string): Promise<DossierRecord> {
    this.#write(() =>
      this.#db
        .prepare('INSERT INTO dossier (id, wrapped_key, created_at, revision) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING')
        // From the moment on: a dossier erased and made again never comes back to a revision that somebody remembers.
        .run(id, seal(this.#wrappingKey, newDataKey(), `key:${id}`), this.#moment(), Date.now() * 1000),
    );
    const dossier = await this.findDossier(id);
    if (dossier === undefined) throw new AppError('FRS-IN-012', { detail: 'dossier' });
    return dossier;
  }

  async findDossier(id: string): Promise<DossierRecord | undefined> {
    const row = guarded(() =>
      this.#db.prepare<[string], DossierRow>('SELECT id, wrapped_key, patient, created_at FROM dossier WHERE id = ?').get(id),
    );
    return row && this.#dossier(row);
  }

  async findDossierByIns(insMatricule: string): Promise<DossierRecord | undefined> {
    const hash = keyedHash(this.#hashKey, insMatricule);
    const row = guarded(() =>
      this.#db.prepare<[string], DossierRow>('SELECT id, wrapped_key, patient, created_at FROM dossier WHERE ins_hash = ?').get(hash),
    );
    return row && this.#dossier(row);
  }

  async listDossiers(): Promise<readonly DossierRecord[]> {
    return this.#rows().map((row) => this.#dossier(row));
  }

  async setPatient(dossierId: string, patient: IdentityTraits): Promise<void> {
    const hash = patient.insMatricule === undefined ? null : keyedHash(this.#hashKey, patient.insMatricule);
    this.#write(() => {
      const sealed = seal(this.#dataKey(dossierId), Buffer.from(JSON.stringify(patient)), `patient:${dossierId}`);
      this.#db.prepare('UPDATE dossier SET patient = ?, ins_hash = ? WHERE id = ?').run(sealed, hash, dossierId);
      this.#changed(dossierId);
    });
  }

  async eraseDossier(dossierId: string): Promise<void> {
    const row = guarded(() => this.#db.prepare<[string], DossierRow>('SELECT id, wrapped_key FROM dossier WHERE id = ?').get(dossierId));
    if (row === undefined) return;
    const key = this.#unwrap(dossierId, row.wrapped_key);
    // The key goes first: whatever an interruption leaves behind can no longer be read, and the next start removes it.
    this.#write(() => this.#db.prepare('DELETE FROM dossier WHERE id = ?').run(dossierId));
    this.#dataKeys.delete(dossierId);
    this.#blobs.removeAll(key);
    guarded(() => this.#db.pragma('wal_checkpoint(TRUNCATE)'));
  }

  async putSource(dossierId: string, { sha256, bytes, fileName, by }: SourceFile): Promise<SourceRecord> {
    const details: SourceDetails = { fileName, size: bytes.length, ...(by === undefined ? {} : { by }) };
    const staged = this.#blobs.stage(this.#dataKey(dossierId), sha256, bytes);
    return this.#write(() => {
      const key = this.#dataKey(dossierId);
      // Under the lock: what was there when the bytes were staged may be gone, and nobody tidies between file and row.
      const aside = staged ?? this.#blobs.stage(key, sha256, bytes);
      if (aside !== undefined) this.#blobs.settle(key, sha256, aside);
      const sealed = seal(key, Buffer.from(JSON.stringify(details)), `source:${sha256}`);
      const row = this.#db
        .prepare<[string, string, Buffer, string], { deposited_at: string }>(
          'INSERT INTO source (dossier_id, sha256, details, deposited_at) VALUES (?, ?, ?, ?) ON CONFLICT (dossier_id, sha256) DO UPDATE SET details = excluded.details RETURNING deposited_at',
        )
        .get(dossierId, sha256, sealed, this.#moment());
      this.#changed(dossierId);
      return { sha256, depositedAt: row?.deposited_at ?? '', ...details };
    });
  }

  async listSources(dossierId: string): Promise<readonly SourceRecord[]> {
    const key = this.#dataKey(dossierId);
    return guarded(() =>
      this.#db
        .prepare<[string], { sha256: string; details: Buffer; deposited_at: string }>(
          'SELECT sha256, details, deposited_at FROM source WHERE dossier_id = ? ORDER BY deposited_at, rowid',
        )
        .all(dossierId),
    ).map((row) => {
      const details = JSON.parse(open(key, row.details, `source:${row.sha256}`).toString()) as SourceDetails;
      return { sha256: row.sha256, depositedAt: row.deposited_at, ...details };
    });
  }

  async getSource(dossierId: string, sha256: string): Promise<Uint8Array | undefined> {
    return this.#blobs.get(this.#dataKey(dossierId), sha256);
  }

  async removeSource(dossierId: string, sha256: string): Promise<void> {
    this.#write(() => {
      this.#dataKey(dossierId);
      this.#db.prepare('DELETE FROM source WHERE dossier_id = ? AND sha256 = ?').run(dossierId, sha256);
      this.#changed(dossierId);
    });
    // Apart: were it undone, a row without its file would be left. Looked at again: another process may have put it back.
    this.#write(() => {
      const back = this.#db.prepare('SELECT 1 FROM source WHERE dossier_id = ? AND sha256 = ?').get(dossierId, sha256);
      if (back === undefined) this.#blobs.remove(this.#dataKey(dossierId), sha256);
    });
  }

  async putRecord(dossierId: string, kind: RecordKind | DecisionKind, record: StoredRecord): Promise<void> {
    await this.writeRecords(dossierId, { put: [{ kind, ...record }] });
  }

  async getRecord(dossierId: string, kind: RecordKind | DecisionKind, key: string): Promise<StoredRecord | undefined> {
    const row = guarded(() =>
      this.#db
        .prepare<[string, string, string], { key: string; stamp: string; value: Buffer }>(
          'SELECT key, stamp, value FROM record WHERE dossier_id = ? AND kind = ? AND key = ?',
        )
        .get(dossierId, kind, key),
    );
    return row && { key: row.key, stamp: row.stamp, value: open(this.#dataKey(dossierId), row.value, recordContext(kind, row)) };
  }

  async listRecords(dossierId: string, kind: RecordKind | DecisionKind): Promise<readonly StoredRecord[]> {
    const key = this.#dataKey(dossierId);
    return guarded(() =>
      this.#db
        .prepare<[string, string], { key: string; stamp: string; value: Buffer }>(
          'SELECT key, stamp, value FROM record WHERE dossier_id = ? AND kind = ? ORDER BY key',
        )
        .all(dossierId, kind),
    ).map((row) => ({ key: row.key, stamp: row.stamp, value: open(key, row.value, recordContext(kind, row)) }));
  }

  async listStamps(dossierId: string, kind: RecordKind | DecisionKind): Promise<readonly Pick<StoredRecord, 'key' | 'stamp'>[]> {
    return guarded(() =>
      this.#db
        .prepare<[string, string], Pick<StoredRecord, 'key' | 'stamp'>>(
          'SELECT key, stamp FROM record WHERE dossier_id = ? AND kind = ? ORDER BY key',
        )
        .all(dossierId, kind),
    );
  }

  async removeRecord(dossierId: string, kind: RecordKind | DecisionKind, key: string): Promise<void> {
    await this.writeRecords(dossierId, { remove: [{ kind, key }] });
  }

  async writeRecords(dossierId: string, changes: RecordChanges): Promise<void> {
    const { remove = [], put = [] } = changes;
    this.#write(() => {
      const dataKey = this.#dataKey(dossierId);
      if (changesState(changes)) this.#changed(dossierId);
      const removal = this.#db.prepare('DELETE FROM record WHERE dossier_id = ? AND kind = ? AND key = ?');
      for (const { kind, key } of remove) removal.run(dossierId, kind, key);
      const upsert = this.#db.prepare(
        'INSERT INTO record (dossier_id, kind, key, stamp, value) VALUES (?, ?, ?, ?, ?) ON CONFLICT (dossier_id, kind, key) DO UPDATE SET stamp = excluded.stamp, value = excluded.value',
      );
      for (const record of put)
        upsert.run(dossierId, record.kind, record.key, record.stamp, seal(dataKey, record.value, recordContext(record.kind, record)));
    });
  }

  async revision(dossierId: string): Promise<number | undefined> {
    return guarded(() => this.#db.prepare<[string], { revision: number }>('SELECT revision FROM dossier WHERE id = ?').get(dossierId))
      ?.revision;
  }

  async exclusively<T>(
    dossierId: string,
    action: (turn: Turn) => Promise<T>,
    { wait = true }: { readonly wait?: boolean } = {},
  ): Promise<T> {
    const bound = (turn: Turn): Promise<T> => this.#turn.run(dossierId, this.#wrappedKey(dossierId).toString('base64'), () => action(turn));
    return takeTurn(this.#db, dossierId, bound, wait);
  }

  /** A key of the product's own, made on first use: random, wrapped by the master key, and so untouched by its rotation. */
  serviceKey(use: string): Buffer {
    return this.#write(() => {
      this.#db
        .prepare("INSERT INTO service (kind, key, value) VALUES ('key', ?, ?) ON CONFLICT (kind, key) DO NOTHING")
        .run(use, seal(this.#wrappingKey, newDataKey(), `service:${use}`));
      const row = this.#db.prepare<[string], { value: Buffer }>("SELECT value FROM service WHERE kind = 'key' AND key = ?").get(use);
      return open(this.#wrappingKey, row?.value ?? Buffer.alloc(0), `service:${use}`);
    });
  }

  async check(): Promise<void> {
    this.#write(() => undefined);
    checkIntegrity(this.#db);
  }

  async close(): Promise<void> {
    guarded(() => this.#db.close());
  }

  #changed(dossierId: string): void {
    this.#db.prepare('UPDATE dossier SET revision = revision + 1 WHERE id = ?').run(dossierId);
  }

  #rows(): DossierRow[] {
    return guarded(() =>
      this.#db.prepare<[], DossierRow>('SELECT id, wrapped_key, patient, created_at FROM dossier ORDER BY created_at, rowid').all(),
    );
  }

  #dossier(row: DossierRow): DossierRecord {
    const key = this.#unwrap(row.id, row.wrapped_key);
    const patient =
      row.patient === null ? undefined : IdentityTraits.parse(JSON.parse(open(key, row.patient, `patient:${row.id}`).toString()));
    return { id: row.id, patient, createdAt: row.created_at };
  }

  #dataKey(dossierId: string): Buffer {
    const wrapped = this.#wrappedKey(dossierId);
    this.#turn.check(dossierId, wrapped.toString('base64'));
    return this.#unwrap(dossierId, wrapped);
  }

  #wrappedKey(dossierId: string): Buffer {
    const row = guarded(() =>
      this.#db.prepare<[string], { wrapped_key: Buffer }>('SELECT wrapped_key FROM dossier WHERE id = ?').get(dossierId),
    );
    if (row === undefined) throw new AppError('FRS-IN-012', { detail: 'dossier' });
    return row.wrapped_key;
  }

  /** Remembered by its wrapping: another process may have erased the dossier and made it again, under another key. */
  #unwrap(dossierId: string, wrapped: Buffer): Buffer {
    const known = this.#dataKeys.get(dossierId);
    if (known?.wrapped.equals(wrapped) === true) return known.key;
    const key = open(this.#wrappingKey, wrapped, `key:${dossierId}`);
    this.#dataKeys.set(dossierId, { wrapped, key });
    return key;
  }

  /** The writer's lock is taken at once: what the action reads is then what its writes follow. */
  #write<T>(action: () => T): T {
    return guarded(() => this.#db.transaction(action).immediate());
  }

  #lastWrite(): string | undefined {
    return this.#db
      .prepare<[], { value: Buffer }>("SELECT value FROM service WHERE kind = 'state' AND key = 'clock'")
      .get()
      ?.value.toString();
  }

  /** ISO 8601, never before an earlier one: a clock that goes back must not change the order of deposits. Inside a write. */
  #moment(): string {
    const [now, last] = [this.#now().toISOString(), this.#lastWrite()];
    if (last !== undefined && last >= now) return last;
    this.#db
      .prepare(
        "INSERT INTO service (kind, key, value) VALUES ('state', 'clock', ?) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value",
      )
      .run(Buffer.from(now));
    return now;
  }

  /** Removes what a kill left between a file and its row, or between a row and its file. */
  #tidy(): void {
    const state = this.#db.prepare<[], { value: Buffer }>("SELECT value FROM service WHERE kind = 'state' AND key = 'tidied'");
    this.#write(() => {
      const since = Number(state.get()?.value.toString() ?? 0) - OVERLAP_MS;
      const sources = this.#db.prepare<[string], { sha256: string }>('SELECT sha256 FROM source WHERE dossier_id = ?');
      const dossiers = this.#rows().map(({ id, wrapped_key }) => {
        const key = this.#unwrap(id, wrapped_key);
        this.#blobs.adopt(id, key);
        return [blobFolderName(key), () => new Set(sources.all(id).map(({ sha256 }) => blobName(key, sha256)))] as const;
      });
      this.#blobs.collect(new Map(dossiers), since, Date.now());
      this.#db
        .prepare(
          "INSERT INTO service (kind, key, value) VALUES ('state', 'tidied', ?) ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value",
        )
        .run(Buffer.from(String(Date.now())));
    });
  }
}

function recordContext(kind: RecordReference['kind'], record: { readonly key: string; readonly stamp: string }): string {
  return `${kind}:${record.key}:${record.stamp}`;
}
