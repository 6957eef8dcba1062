import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.js';
import { BlobFolder } from './blob-folder.js';
import { KeyFolder } from './key-folder.js';
import { deriveKey, keyedHash, newDataKey, open, seal } from './keys.js';
import { migrate, openPool, queryOn, SCHEMA_LOCK, withSession, type PostgresPool, type Query } from './postgres-database.js';

const HASH_BYTES = 16;

/** What every adapter on PostgreSQL needs: the database, the shared folder beside it, and the site's own keys. */
export interface PostgresSite {
  readonly url: string;
  readonly pool: PostgresPool;
  readonly query: Query;
  readonly blobs: BlobFolder;
  readonly keys: KeyFolder;
  /** Wraps data keys and the site's keys; derived from the master key. */
  readonly wrappingKey: Buffer;
  /** Hashes identifiers: random, wrapped, and so untouched by a rotation of the master key. */
  readonly lookupKey: Buffer;
  serviceKey(use: string): Promise<Buffer>;
  close(): Promise<void>;
}

/**
 * Opens the database and the folder that belong together. Throws FRS-ST-008 where the server does not answer, FRS-ST-001 where the
 * master key is another, FRS-ST-009 where the folder is not the one that this database was made with: nothing is then touched.
 */
export async function openSite(url: string, files: string, masterKey: Uint8Array): Promise<PostgresSite> {
  const pool = openPool(url);
  try {
    await migrate(url);
    const query = queryOn(pool);
    const wrappingKey = deriveKey(masterKey, 'wrap');
    const serviceKey = (use: string): Promise<Buffer> => keyOf(query, wrappingKey, use);
    await joinFolder(url, files, await serviceKey('site'));
    return {
      url,
      pool,
      query,
      blobs: new BlobFolder(join(files, 'blobs')),
      keys: new KeyFolder(join(files, 'keys')),
      wrappingKey,
      lookupKey: await serviceKey('lookup'),
      serviceKey,
      close: () => pool.end(),
    };
  } catch (cause) {
    await pool.end();
    throw cause;
  }
}

/** A key of the site's own, made on first use: random, kept wrapped. Throws FRS-ST-001 where the master key does not open it. */
async function keyOf(query: Query, wrappingKey: Uint8Array, use: string): Promise<Buffer> {
  const context = `service:${use}`;
  const select = 'SELECT wrapped FROM frise.service_key WHERE use = $1';
  let [row] = await query<{ wrapped: Buffer }>(select, [use]);
  if (row === undefined) {
    const wrapped = seal(wrappingKey, newDataKey(), context);
    await query('INSERT INTO frise.service_key (use, wrapped) VALUES ($1, $2) ON CONFLICT (use) DO NOTHING', [use, wrapped]);
    [row] = await query<{ wrapped: Buffer }>(select, [use]);
  }
  try {
    return open(wrappingKey, row?.wrapped ?? Buffer.alloc(0), context);
  } catch (cause) {
    throw new AppError('FRS-ST-001', { cause });
  }
}

/** A folder is marked as the database's on first use; afterwards another one, or a share that is not mounted, is refused. */
async function joinFolder(url: string, files: string, siteKey: Uint8Array): Promise<void> {
  const mark = keyedHash(siteKey, 'site').slice(0, 2 * HASH_BYTES);
  const markers = new KeyFolder(join(files, 'site'));
  if (markers.get(mark) !== undefined) return;
  await withSession(url, async (query) => {
    // One process makes the mark; those that start beside it wait, and then find it.
    await query('SELECT pg_advisory_lock($1)', [SCHEMA_LOCK]);
    if (markers.get(mark) !== undefined) return;
    const [row] = await query<{ used: boolean }>('SELECT EXISTS (SELECT FROM frise.dossier) AS used');
    if (row?.used === true || holdsFiles(join(files, 'site'))) throw new AppError('FRS-ST-009');
    mkdirSafely(files);
    markers.put(mark, Buffer.from(`${mark}\n`));
  });
}

function holdsFiles(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true && readdirSync(folder).length > 0;
}

function mkdirSafely(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new AppError('FRS-ST-002', { cause });
  }
}

/** The first 128 bits of an HMAC: looks a row up without saying of what. */
export function rowHash(key: Uint8Array, text: string): Buffer {
  return Buffer.from(keyedHash(key, text).slice(0, 2 * HASH_BYTES), 'hex');
}

/** How a dossier is called in the database, in locks and in jobs. */
export function pseudonymOf(site: Pick<PostgresSite, 'lookupKey'>, dossierId: string): Buffer {
  return rowHash(site.lookupKey, `dossier:${dossierId}`);
}
