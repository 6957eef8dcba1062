import { IdentityTraits } from '../domain/document.js';
import { AppError } from '../errors.js';
import { blobFolderName } from './blob-folder.js';
import {
  changesState,
  type DecisionKind,
  type DossierRecord,
  type DossierStore,
  type RecordChanges,
  type RecordKind,
  type SourceDetails,
  type SourceFile,
  type SourceRecord,
  type StoredRecord,
  type Turn,
} from './dossier-store.js';
import { newDataKey, open, seal } from './keys.js';
import { pack, unpack } from './packed.js';
import { transaction, type Query } from './postgres-database.js';
import { PostgresServiceStore } from './postgres-service-store.js';
import { openSite, pseudonymOf, rowHash, type PostgresSite } from './postgres-site.js';
import { finishErasures, tidyFolders } from './postgres-tidy.js';
import { WORK_REQUEST } from './postgres-schema.js';
import { takeTurn } from './postgres-turn.js';
import { TurnScope } from './turn-scope.js';

/** Records of one statement: it takes four parameters for each, of 65,535. */
const AT_ONCE = 500;
/** How often the clock is noted, milliseconds. */
const CLOCK_MS = 60_000;

interface DossierRow {
  readonly dossier_id: Buffer;
  readonly folder: string;
  readonly label: Buffer;
  readonly patient: Buffer | null;
  readonly created_at: Date;
}
const COLUMNS = 'dossier_id, folder, label, patient, created_at';

/**
 * A PostgreSQL database and a shared folder of encrypted originals and wrapped data keys, for sites that outgrow one machine. The
 * database holds nothing in clear but kinds, sizes, counts and moments; the keys are not in it at all (`KeyFolder`).
 */
export class PostgresDossierStore implements DossierStore {
  readonly services: PostgresServiceStore;
  readonly site: PostgresSite;
  /** How far this machine's clock stood behind the last one noted when the store was opened, milliseconds; 0 where it did not. */
  readonly clockLagMs: number;
  readonly #now: () => Date;
  readonly #dataKeys = new Map<string, Buffer>();
  readonly #turn = new TurnScope();
  #clockNotedAt = 0;

  /** Errors: those of `openSite`. What an interruption left is tidied. */
  static async open(url: string, files: string, masterKey: Uint8Array, now: () => Date = () => new Date()): Promise<PostgresDossierStore> {
    const site = await openSite(url, files, masterKey);
    try {
      const services = new PostgresServiceStore(site.query, await site.serviceKey('service'));
      const store = new PostgresDossierStore(site, services, now, await services.clockLag(now()));
      await finishErasures(site);
      await tidyFolders(site, services, (folder) => store.#dataKey(folder));
      return store;
    } catch (cause) {
      await site.close();
      throw cause;
    }
  }

  private constructor(site: PostgresSite, services: PostgresServiceStore, now: () => Date, clockLagMs: number) {
    this.site = site;
    this.services = services;
    this.#now = now;
    this.clockLagMs = clockLagMs;
  }

  async openDossier(id: string): Promise<DossierRecord> {
    const known = await this.findDossier(id);
    if (known !== undefined) return known;
    const { keys, query, wrappingKey } = this.site;
    // An erasure cut half-way keeps the row until it is finished.
    await finishErasures(this.site);
    const dataKey = newDataKey();
    const folder = blobFolderName(dataKey);
    keys.put(folder, seal(wrappingKey, dataKey, `key:${folder}`));
    const made = await query(
      'INSERT INTO frise.dossier (dossier_id, folder, label) VALUES ($1, $2, $3) ON CONFLICT (dossier_id) DO NOTHING RETURNING 1',
      [pseudonymOf(this.site, id), folder, seal(dataKey, Buffer.from(id), `label:${folder}`)],
    );
    // Another process was faster: its key is the dossier's.
    if (made.length === 0) keys.remove(folder);
    await this.#noteClock();
    const dossier = await this.findDossier(id);
    if (dossier === undefined) throw new AppError('FRS-IN-012', { detail: 'dossier' });
    return dossier;
  }

  async findDossier(id: string): Promise<DossierRecord | undefined> {
    return this.#find('dossier_id = $1', pseudonymOf(this.site, id));
  }

  /** Which dossier a job is about; undefined where it has been erased. */
  async idOf(pseudonym: Buffer): Promise<string | undefined> {
    return (await this.#find('dossier_id = $1', pseudonym))?.id;
  }

  async findDossierByIns(insMatricule: string): Promise<DossierRecord | undefined> {
    return this.#find('ins_hash = $1', this.#insHash(insMatricule));
  }

  async listDossiers(): Promise<readonly DossierRecord[]> {
    const rows = await this.site.query<DossierRow>(
      `SELECT ${COLUMNS} FROM frise.dossier WHERE NOT erasing ORDER BY created_at, dossier_id`,
    );
    return rows.map((row) => this.#dossier(row));
  }

  async setPatient(dossierId: string, patient: IdentityTraits): Promise<void> {
    await this.#write(dossierId, true, async (query, pseudonym, dataKey) => {
      const hash = patient.insMatricule === undefined ? null : this.#insHash(patient.insMatricule);
      const sealed = seal(dataKey, Buffer.from(JSON.stringify(patient)), 'patient');
      await query('UPDATE frise.dossier SET patient = $2, ins_hash = $3 WHERE dossier_id = $1', [pseudonym, sealed, hash]);
    });
  }

  async eraseDossier(dossierId: string): Promise<void> {
    // Waits for whoever is writing in the dossier; from then on nobody finds it.
    const rows = await this.site.query('UPDATE frise.dossier SET erasing = true WHERE dossier_id = $1 RETURNING 1', [
      pseudonymOf(this.site, dossierId),
    ]);
    if (rows.length > 0) await finishErasures(this.site);
    this.#dataKeys.clear();
  }

  async putSource(dossierId: string, { sha256, bytes, fileName, by }: SourceFile): Promise<SourceRecord> {
    const { blobs } = this.site;
    const details: SourceDetails = { fileName, size: bytes.length, ...(by === undefined ? {} : { by }) };
    const stagedKey = await this.#keyOf(dossierId);
    const staged = blobs.stage(stagedKey, sha256, bytes);
    const depositedAt = await this.#write(dossierId, true, async (query, pseudonym, key) => {
      // With the dossier's row locked: what was there when the bytes were staged may be gone, and nobody tidies between file and row.
      const aside = key.equals(stagedKey) && staged !== undefined ? staged : blobs.stage(key, sha256, bytes);
      if (aside !== undefined) blobs.settle(key, sha256, aside);
      const sealed = seal(key, Buffer.from(JSON.stringify({ sha256, ...details })), 'source');
      const [row] = await query<{ deposited_at: Date }>(
        `INSERT INTO frise.source (dossier_id, source_hash, seq, details) VALUES ($1, $2, nextval('frise.source_seq'), $3)
         ON CONFLICT (dossier_id, source_hash) DO UPDATE SET details = excluded.details RETURNING deposited_at`,
        [pseudonym, rowHash(key, `source:${sha256}`), sealed],
      );
      // What is acknowledged will be read, were this process to die before it asks anybody to.
      await query(WORK_REQUEST, [pseudonym]);
      return row?.deposited_at.toISOString() ?? '';
    });
    await this.#noteClock();
    return { sha256, depositedAt, ...details };
  }

  async listSources(dossierId: string): Promise<readonly SourceRecord[]> {
    const key = await this.#keyOf(dossierId);
    const rows = await this.site.query<{ details: Buffer; deposited_at: Date }>(
      'SELECT details, deposited_at FROM frise.source WHERE dossier_id = $1 ORDER BY seq',
      [pseudonymOf(this.site, dossierId)],
    );
    return rows.map((row) => ({
      ...(JSON.parse(open(key, row.details, 'source').toString()) as SourceDetails & { sha256: string }),
      depositedAt: row.deposited_at.toISOString(),
    }));
  }

  async getSource(dossierId: string, sha256: string): Promise<Uint8Array | undefined> {
    return this.site.blobs.get(await this.#keyOf(dossierId), sha256);
  }

  async removeSource(dossierId: string, sha256: string): Promise<void> {
    const removal = 'DELETE FROM frise.source WHERE dossier_id = $1 AND source_hash = $2';
    await this.#write(dossierId, true, (query, pseudonym, key) => query(removal, [pseudonym, rowHash(key, `source:${sha256}`)]));
    // Apart: were it undone, a row without its file would be left. Looked at again: another process may have put it back.
    await this.#write(dossierId, false, async (query, pseudonym, key) => {
      const back = await query('SELECT 1 FROM frise.source WHERE dossier_id = $1 AND source_hash = $2', [
        pseudonym,
        rowHash(key, `source:${sha256}`),
      ]);
      if (back.length === 0) this.site.blobs.remove(key, sha256);
    });
  }

  async putRecord(dossierId: string, kind: RecordKind | DecisionKind, record: StoredRecord): Promise<void> {
    await this.writeRecords(dossierId, { put: [{ kind, ...record }] });
  }

  async getRecord(dossierId: string, kind: RecordKind | DecisionKind, key: string): Promise<StoredRecord | undefined> {
    const dataKey = await this.#keyOf(dossierId);
    const [row] = await this.site.query<{ label: Buffer; value: Buffer }>(
      'SELECT label, value FROM frise.record WHERE dossier_id = $1 AND kind = $2 AND key_hash = $3',
      [pseudonymOf(this.site, dossierId), kind, recordHash(dataKey, kind, key)],
    );
    return row && openRecord(dataKey, kind, row);
  }

  async listRecords(dossierId: string, kind: RecordKind | DecisionKind): Promise<readonly StoredRecord[]> {
    const dataKey = await this.#keyOf(dossierId);
    const rows = await this.site.query<{ label: Buffer; value: Buffer }>(
      'SELECT label, value FROM frise.record WHERE dossier_id = $1 AND kind = $2',
      [pseudonymOf(this.site, dossierId), kind],
    );
    return byKey(rows.map((row) => openRecord(dataKey, kind, row)));
  }

  async listStamps(dossierId: string, kind: RecordKind | DecisionKind): Promise<readonly Pick<StoredRecord, 'key' | 'stamp'>[]> {
    const dataKey = await this.#keyOf(dossierId);
    const rows = await this.site.query<{ label: Buffer }>('SELECT label FROM frise.record WHERE dossier_id = $1 AND kind = $2', [
      pseudonymOf(this.site, dossierId),
      kind,
    ]);
    return byKey(rows.map(({ label }) => openLabel(dataKey, kind, label)));
  }

  async removeRecord(dossierId: string, kind: RecordKind | DecisionKind, key: string): Promise<void> {
    await this.writeRecords(dossierId, { remove: [{ kind, key }] });
  }

  async writeRecords(dossierId: string, changes: RecordChanges): Promise<void> {
    const { remove = [], put = [] } = changes;
    await this.#write(dossierId, changesState(changes), async (query, pseudonym, dataKey) => {
      if (remove.length > 0)
        await query(
          'DELETE FROM frise.record WHERE dossier_id = $1 AND (kind, key_hash) IN (SELECT * FROM unnest($2::text[], $3::bytea[]))',
          [pseudonym, remove.map(({ kind }) => kind), remove.map(({ kind, key }) => recordHash(dataKey, kind, key))],
        );
      // Of two records under one key the last holds, and one statement may not write a row twice.
      const rows = [...new Map(put.map((record) => [`${record.kind}:${record.key}`, record])).values()].map((record) => [
        record.kind,
        recordHash(dataKey, record.kind, record.key),
        seal(dataKey, Buffer.from(JSON.stringify([record.key, record.stamp])), `label:${record.kind}`),
        seal(dataKey, pack(record.value), valueContext(record.kind, record)),
      ]);
      for (let at = 0; at < rows.length; at += AT_ONCE) {
        const batch = rows.slice(at, at + AT_ONCE);
        const places = batch.map((_, i) => `($1, $${4 * i + 2}, $${4 * i + 3}, $${4 * i + 4}, $${4 * i + 5})`).join(', ');
        await query(
          `INSERT INTO frise.record (dossier_id, kind, key_hash, label, value) VALUES ${places}
           ON CONFLICT (dossier_id, kind, key_hash) DO UPDATE SET label = excluded.label, value = excluded.value`,
          [pseudonym, ...batch.flat()],
        );
      }
    });
  }

  async revision(dossierId: string): Promise<number | undefined> {
    const [row] = await this.site.query<{ revision: string }>('SELECT revision FROM frise.dossier WHERE dossier_id = $1 AND NOT erasing', [
      pseudonymOf(this.site, dossierId),
    ]);
    return row && Number(row.revision);
  }

  async exclusively<T>(
    dossierId: string,
    action: (turn: Turn) => Promise<T>,
    { wait = true }: { readonly wait?: boolean } = {},
  ): Promise<T> {
    return takeTurn(
      this.site,
      pseudonymOf(this.site, dossierId),
      async (turn) => this.#turn.run(dossierId, await this.#folderOf(dossierId), () => action(turn)),
      wait,
    );
  }

  /**
   * The server reads every row by way of its index, so that a damaged page is met and a lost one missed; one write is tried in the
   * database and one in the folder.
   */
  async check(): Promise<void> {
    const { pool, keys } = this.site;
    await this.services.put('state', 'check', Buffer.from(this.#now().toISOString()));
    keys.put('check', Buffer.from('check'));
    keys.remove('check');
    await transaction(pool, async (query) => {
      await query('SET LOCAL enable_seqscan = off');
      await query('SET LOCAL enable_bitmapscan = off');
      // Hashing has the server fetch the whole of a value, where its length alone stands in the row.
      await query(
        'SELECT sum(length(md5(value)) + length(label)) FROM (SELECT value, label FROM frise.record ORDER BY dossier_id, kind, key_hash) AS record',
      );
      await query('SELECT sum(length(details)) FROM (SELECT details FROM frise.source ORDER BY dossier_id, source_hash) AS source');
      await query('SELECT sum(length(label)) FROM (SELECT label FROM frise.dossier ORDER BY dossier_id) AS dossier');
    });
  }

  async close(): Promise<void> {
    await this.site.close();
  }

  async #find(condition: string, hash: Buffer): Promise<DossierRecord | undefined> {
    const [row] = await this.site.query<DossierRow>(`SELECT ${COLUMNS} FROM frise.dossier WHERE NOT erasing AND ${condition}`, [hash]);
    return row && this.#dossier(row);
  }

  #dossier(row: DossierRow): DossierRecord {
    const key = this.#dataKey(row.folder);
    const patient = row.patient === null ? undefined : IdentityTraits.parse(JSON.parse(open(key, row.patient, 'patient').toString()));
    return { id: open(key, row.label, `label:${row.folder}`).toString(), patient, createdAt: row.created_at.toISOString() };
  }

  #insHash(insMatricule: string): Buffer {
    return rowHash(this.site.lookupKey, `ins:${insMatricule}`);
  }

  async #keyOf(dossierId: string): Promise<Buffer> {
    return this.#dataKey(await this.#folderOf(dossierId));
  }

  async #folderOf(dossierId: string): Promise<string> {
    const [row] = await this.site.query<{ folder: string }>('SELECT folder FROM frise.dossier WHERE dossier_id = $1 AND NOT erasing', [
      pseudonymOf(this.site, dossierId),
    ]);
    if (row === undefined) throw new AppError('FRS-IN-012', { detail: 'dossier' });
    this.#turn.check(dossierId, row.folder);
    return row.folder;
  }

  /** Remembered by its folder: a dossier erased and made again has another. Throws FRS-ST-003 where the file is gone or altered. */
  #dataKey(folder: string): Buffer {
    const known = this.#dataKeys.get(folder);
    if (known !== undefined) return known;
    const wrapped = this.site.keys.get(folder);
    if (wrapped === undefined) throw new AppError('FRS-ST-003', { detail: 'clé de dossier absente' });
    const key = open(this.site.wrappingKey, wrapped, `key:${folder}`);
    this.#dataKeys.set(folder, key);
    return key;
  }

  /** Runs the action with the dossier's row locked: writers of one dossier take turns, and an erasure waits for them. */
  async #write<T>(
    dossierId: string,
    counted: boolean,
    action: (query: Query, pseudonym: Buffer, dataKey: Buffer) => Promise<T>,
  ): Promise<T> {
    const pseudonym = pseudonymOf(this.site, dossierId);
    return transaction(this.site.pool, async (query) => {
      const [row] = await query<{ folder: string }>(
        `UPDATE frise.dossier SET revision = revision + ${counted ? 1 : 0} WHERE dossier_id = $1 AND NOT erasing RETURNING folder`,
        [pseudonym],
      );
      if (row === undefined) throw new AppError('FRS-IN-012', { detail: 'dossier' });
      this.#turn.check(dossierId, row.folder);
      return action(query, pseudonym, this.#dataKey(row.folder));
    });
  }

  async #noteClock(): Promise<void> {
    const now = this.#now();
    if (now.getTime() - this.#clockNotedAt < CLOCK_MS) return;
    this.#clockNotedAt = now.getTime();
    await this.services.noteClock(now);
  }
}

function recordHash(dataKey: Uint8Array, kind: string, key: string): Buffer {
  return rowHash(dataKey, `${kind}:${key}`);
}

function openLabel(dataKey: Uint8Array, kind: string, label: Buffer): Pick<StoredRecord, 'key' | 'stamp'> {
  const [key, stamp] = JSON.parse(open(dataKey, label, `label:${kind}`).toString()) as [string, string];
  return { key, stamp };
}

function openRecord(dataKey: Uint8Array, kind: string, row: { readonly label: Buffer; readonly value: Buffer }): StoredRecord {
  const label = openLabel(dataKey, kind, row.label);
  return { ...label, value: unpack(open(dataKey, row.value, valueContext(kind, label))) };
}

function valueContext(kind: string, record: { readonly key: string; readonly stamp: string }): string {
  return `${kind}:${record.key}:${record.stamp}`;
}

function byKey<T extends { readonly key: string }>(records: T[]): T[] {
  return records.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
