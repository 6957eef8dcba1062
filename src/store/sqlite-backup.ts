import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.js';
import { BackupWriter, unpackBackup } from './backup-file.js';
import { blobFolderName, blobName } from './blob-folder.js';
import { deriveKey, open, syncFolder } from './keys.js';
import { checkIntegrity, guarded, openDatabase, type SqliteDatabase } from './sqlite-database.js';
import { SqliteDossierStore } from './sqlite-dossier-store.js';
import { AUDIT_MIGRATIONS, MIGRATIONS, type DossierRow } from './sqlite-schema.js';

const DATABASE = 'frise.db';
const AUDIT = 'audit.db';

export interface BackupCount {
  readonly dossiers: number;
  readonly originals: number;
}

/**
 * Writes the whole store to one file while others read and write it: a snapshot of the database, the originals that it names, the
 * audit. Everything in it is encrypted, under the master key, which is not in it. An original removed meanwhile is left out of the
 * snapshot too. Throws FRS-ST-002 where there is no room, and then leaves no file.
 */
export function backUp(home: string, masterKey: Uint8Array, file: string): BackupCount {
  const scratch = guarded(() => mkdtempSync(join(home, '.backup-')));
  try {
    const databaseKey = deriveKey(masterKey, 'database');
    const snapshot = join(scratch, DATABASE);
    copyDatabase(join(home, DATABASE), databaseKey, MIGRATIONS, snapshot);
    const writer = guarded(() => new BackupWriter(file, deriveKey(masterKey, 'backup')));
    try {
      const db = openDatabase(snapshot, databaseKey, MIGRATIONS);
      let count: BackupCount;
      try {
        count = guarded(() => addOriginals(db, masterKey, home, writer));
        // After the database: the note that it keeps of the audit's end never runs ahead of the audit.
        const auditKey = serviceKeyOf(db, masterKey, 'audit');
        if (auditKey !== undefined && existsSync(join(home, AUDIT)))
          copyDatabase(join(home, AUDIT), auditKey, AUDIT_MIGRATIONS, join(scratch, AUDIT));
        guarded(() => db.pragma('wal_checkpoint(TRUNCATE)'));
      } finally {
        db.close();
      }
      guarded(() => {
        writer.add(AUDIT, join(scratch, AUDIT));
        writer.add(DATABASE, snapshot);
        writer.finish();
      });
      return count;
    } catch (cause) {
      writer.abandon();
      throw cause;
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A consistent copy under the same key; writers go on meanwhile. */
function copyDatabase(from: string, key: Uint8Array, migrations: readonly string[], to: string): void {
  const db = openDatabase(from, key, migrations);
  try {
    guarded(() => db.prepare('VACUUM INTO ?').run(to));
  } finally {
    db.close();
  }
}

function addOriginals(db: SqliteDatabase, masterKey: Uint8Array, home: string, writer: BackupWriter): BackupCount {
  const wrappingKey = deriveKey(masterKey, 'wrap');
  const dossiers = db.prepare<[], DossierRow>('SELECT id, wrapped_key FROM dossier').all();
  const sources = db.prepare<[string], { sha256: string }>('SELECT sha256 FROM source WHERE dossier_id = ?');
  const removal = db.prepare('DELETE FROM source WHERE dossier_id = ? AND sha256 = ?');
  let originals = 0;
  for (const { id, wrapped_key } of dossiers) {
    const key = open(wrappingKey, wrapped_key, `key:${id}`);
    for (const { sha256 } of sources.all(id)) {
      const name = join('blobs', blobFolderName(key), blobName(key, sha256));
      if (writer.add(name, join(home, name))) originals += 1;
      else removal.run(id, sha256);
    }
  }
  return { dossiers: dossiers.length, originals };
}

function serviceKeyOf(db: SqliteDatabase, masterKey: Uint8Array, use: string): Buffer | undefined {
  const row = db.prepare<[string], { value: Buffer }>("SELECT value FROM service WHERE kind = 'key' AND key = ?").get(use);
  return row && open(deriveKey(masterKey, 'wrap'), row.value, `service:${use}`);
}

/**
 * Puts a backup into a home that holds no database yet, once each of its parts has been opened: integrity of the database, and every
 * original against the key and the digest it is kept under. Throws FRS-ST-005 where there is a database already, FRS-ST-006 where
 * the file is damaged or under another key; the home is then as it was.
 */
export async function restore(home: string, masterKey: Uint8Array, file: string): Promise<BackupCount> {
  if (existsSync(join(home, DATABASE))) throw new AppError('FRS-ST-005');
  if (!existsSync(file)) throw new AppError('FRS-IN-001', { detail: 'sauvegarde' });
  const scratch = guarded(() => {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    return mkdtempSync(join(home, '.restore-'));
  });
  try {
    guarded(() => unpackBackup(file, deriveKey(masterKey, 'backup'), scratch));
    const count = await verifyStore(scratch, masterKey);
    guarded(() => {
      // The database last: until it is there, the home is one that holds nothing.
      const parts = readdirSync(scratch).toSorted((a, b) => Number(a === DATABASE) - Number(b === DATABASE));
      for (const part of parts) renameSync(join(scratch, part), join(home, part));
      syncFolder(home);
    });
    return count;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Opens everything that a store holds. Throws at the first thing that does not open. */
async function verifyStore(home: string, masterKey: Uint8Array): Promise<BackupCount> {
  const store = new SqliteDossierStore(home, masterKey);
  try {
    await store.check();
    const dossiers = await store.listDossiers();
    let originals = 0;
    for (const { id } of dossiers) {
      for (const { sha256, size } of await store.listSources(id)) {
        const bytes = await store.getSource(id, sha256);
        if (bytes?.length !== size) throw new AppError('FRS-ST-003', { detail: 'original absent' });
        originals += 1;
      }
    }
    if (existsSync(join(home, AUDIT))) {
      const audit = openDatabase(join(home, AUDIT), store.serviceKey('audit'), AUDIT_MIGRATIONS);
      checkIntegrity(audit);
      audit.close();
    }
    return { dossiers: dossiers.length, originals };
  } finally {
    await store.close();
  }
}
