import Database from 'better-sqlite3-multiple-ciphers';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../errors.js';

export type SqliteDatabase = Database.Database;

/** How long a writer waits for another, milliseconds. */
const WAIT_MS = 10_000;

/**
 * Opens an encrypted file, made if absent, and brings it to the last of `migrations` (forward only: a released entry is never
 * edited, a new one is added). Throws FRS-ST-001 when the key does not open it, FRS-ST-002 when it cannot be written, FRS-ST-004
 * when another process holds it.
 */
export function openDatabase(file: string, key: Uint8Array, migrations: readonly string[], waitMs = WAIT_MS): SqliteDatabase {
  return guarded(() => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const db = new Database(file, { timeout: waitMs });
    try {
      db.pragma(`key=${keyLiteral(key)}`);
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('foreign_keys = ON');
      db.pragma('secure_delete = ON');
      migrate(db, migrations);
      chmodSync(file, 0o600);
      return db;
    } catch (cause) {
      db.close();
      throw cause;
    }
  });
}

/** The key as a PRAGMA takes it: raw, not stretched. */
export function keyLiteral(key: Uint8Array): string {
  return `"x'${Buffer.from(key).toString('hex')}'"`;
}

function migrate(db: SqliteDatabase, migrations: readonly string[]): void {
  if ((db.pragma('user_version', { simple: true }) as number) === migrations.length) return;
  db.transaction(() => {
    const version = db.pragma('user_version', { simple: true }) as number;
    // A newer release has written here: going on would lose what it added.
    if (version > migrations.length) throw new AppError('FRS-ST-001', { detail: 'base écrite par une version plus récente de Frise' });
    for (const step of migrations.slice(version)) db.exec(step);
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
}

/** Runs an action on the database; what SQLite or the disk refuses becomes a typed error. */
export function guarded<T>(action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw storageError(cause);
  }
}

/** What comes from neither SQLite nor the disk is a fault of ours, and stays what it is. */
function storageError(cause: unknown): unknown {
  const code = (cause as { code?: string }).code ?? '';
  if (cause instanceof AppError || !/^(SQLITE_|E[A-Z]+$)/.test(code)) return cause;
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return new AppError('FRS-ST-004', { cause });
  const unreadable = /^SQLITE_(NOTADB|CORRUPT|IOERR_(SHORT_READ|READ|DATA|CORRUPTFS))/.test(code);
  return new AppError(unreadable ? 'FRS-ST-001' : 'FRS-ST-002', { cause });
}

/** Throws FRS-ST-001 where a page does not open or the structure is broken. */
export function checkIntegrity(db: SqliteDatabase): void {
  const [result] = guarded(() => db.pragma('quick_check')) as { quick_check: string }[];
  if (result?.quick_check !== 'ok') throw new AppError('FRS-ST-001', { detail: 'contrôle d’intégrité' });
}
