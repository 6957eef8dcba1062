import pg from 'pg';
import { AppError } from '../errors.js';
import { checkDatabaseUrl } from './database-url.js';
import { POSTGRES_MIGRATIONS } from './postgres-schema.js';

export type PostgresPool = pg.Pool;
export type PostgresClient = pg.ClientBase;

/** Rows of a statement; parameters are always passed apart from the text. */
export type Query = <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** What the server's list of sessions shows of Frise: a rotation of keys looks for it. */
export const APPLICATION_NAME = 'frise';
/** Connections of one process; a worker adds one for each dossier that it reads. */
const CONNECTIONS = 10;
const CONNECT_MS = 10_000;
/** One advisory lock for whoever changes the schema or the keys. */
export const SCHEMA_LOCK = 7_281_900_001;
/**
 * A commit is on the disk before it is acknowledged, whatever the server's default. A machine that vanished is noticed within half a
 * minute, so that what it held is free again.
 */
const SESSION =
  '-c synchronous_commit=on -c lock_timeout=30s -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';

function settingsOf(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: APPLICATION_NAME,
    options: SESSION,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  };
}

export function openPool(url: string): PostgresPool {
  checkDatabaseUrl(url);
  // Kept open while idle: the sessions tell a rotation of keys that somebody is there.
  const pool = new pg.Pool({ ...settingsOf(url), max: CONNECTIONS, idleTimeoutMillis: 0 });
  // A session that breaks while nobody uses it is replaced at the next need.
  pool.on('error', () => undefined);
  return pool;
}

export function queryOn(client: PostgresPool | PostgresClient): Query {
  return async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
    guarded(async () => (await client.query<Row>(text, [...values])).rows);
}

/** All of the action's statements or none of them. */
export async function transaction<T>(pool: PostgresPool, action: (query: Query) => Promise<T>): Promise<T> {
  const client = await begin(pool).catch((cause: unknown) => {
    // A session that died while idle, as after a restart of the server: nothing was done yet, and another may live.
    if (cause instanceof AppError && cause.code === 'FRS-ST-008') return begin(pool);
    throw cause;
  });
  let broken = false;
  const fail = (): void => {
    broken = true;
  };
  client.on('error', fail);
  const query = queryOn(client);
  try {
    const result = await action(query);
    await query('COMMIT');
    return result;
  } catch (cause) {
    await query('ROLLBACK').catch(fail);
    throw cause;
  } finally {
    client.off('error', fail);
    client.release(broken);
  }
}

async function begin(pool: PostgresPool): Promise<pg.PoolClient> {
  const client = await guarded(() => pool.connect());
  try {
    await queryOn(client)('BEGIN');
    return client;
  } catch (cause) {
    client.release(true);
    throw cause;
  }
}

/** Runs the action on a connection of its own, apart from the pool: what it locks for its session is let go when it ends, or dies. */
export async function withSession<T>(url: string, action: (query: Query) => Promise<T>): Promise<T> {
  const client = new pg.Client(settingsOf(url));
  client.on('error', () => undefined);
  await guarded(() => client.connect());
  try {
    return await action(queryOn(client));
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Brings the schema to the last migration, one process at a time. Throws FRS-ST-001 where a newer release has been here. */
export async function migrate(url: string): Promise<void> {
  await withSession(url, async (query) => {
    await query('SELECT pg_advisory_lock($1)', [SCHEMA_LOCK]);
    const [known] = await query<{ known: boolean }>("SELECT to_regclass('frise.migration') IS NOT NULL AS known");
    // Asked first: a role that may not make a schema still opens one that is there.
    if (known?.known !== true)
      await query(
        'CREATE SCHEMA IF NOT EXISTS frise; CREATE TABLE frise.migration (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
      );
    const [row] = await query<{ version: number }>('SELECT coalesce(max(version), 0) AS version FROM frise.migration');
    const version = row?.version ?? 0;
    if (version > POSTGRES_MIGRATIONS.length)
      throw new AppError('FRS-ST-001', { detail: 'base écrite par une version plus récente de Frise' });
    for (const [i, step] of POSTGRES_MIGRATIONS.entries()) {
      if (i < version) continue;
      // One text without parameters: the server runs it as one transaction.
      await query(`BEGIN; ${step} INSERT INTO frise.migration (version) VALUES (${i + 1}); COMMIT;`);
    }
  });
}

/** Runs an action on the database; what the server or the way to it refuses becomes a typed error. */
async function guarded<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    throw storageError(cause);
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html. The message of a server may repeat a value: it is not passed on. */
function storageError(cause: unknown): unknown {
  if (cause instanceof AppError) return cause;
  const { code = '', message = '' } = cause as { code?: string; message?: string };
  if (/^(40001|40P01|55P03)$/.test(code)) return new AppError('FRS-ST-004', { cause });
  if (/^(XX00[12]|58P0[12]|58030)$/.test(code)) return new AppError('FRS-ST-001', { cause });
  if (/^(53[12]00|25006|42501)$/.test(code)) return new AppError('FRS-ST-002', { cause });
  if (/^(08|28|57P|3D|53)/.test(code) || /^E[A-Z]+$/.test(code) || /^SELF_SIGNED|^CERT_|^UNABLE_|^ERR_TLS/.test(code))
    return new AppError('FRS-ST-008', { cause });
  if (/Connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i.test(message))
    return new AppError('FRS-ST-008', { cause });
  return cause;
}

/** What the server is and how it keeps its word. Throws FRS-ST-010 where a power cut would lose what it has acknowledged. */
export async function inspectServer(query: Query): Promise<string> {
  const [row] = await query<{ version: string; fsync: string; pages: string; checksums: string; encrypted: boolean | null }>(
    `SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages,
       current_setting('data_checksums') AS checksums, (SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()) AS encrypted`,
  );
  if (row?.fsync !== 'on' || row.pages !== 'on') throw new AppError('FRS-ST-010');
  const sums = row.checksums === 'on' ? 'sommes de contrôle' : 'sans sommes de contrôle (initdb --data-checksums les donnerait)';
  return `PostgreSQL ${row.version.split(' ')[0]}, ${sums}${row.encrypted === true ? ', liaison chiffrée' : ''}`;
}
