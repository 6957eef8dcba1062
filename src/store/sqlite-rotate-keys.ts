import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { IdentityTraits } from '../domain/document.js';
import { AppError } from '../errors.js';
import {
  deriveKey,
  keyedHash,
  loadMasterKey,
  newDataKey,
  open,
  readKeyFile,
  seal,
  syncFolder,
  writeKeyFile,
  type MasterKeySource,
} from './keys.js';
import { guarded, keyLiteral, openDatabase, type SqliteDatabase } from './sqlite-database.js';
import { MIGRATIONS, type DossierRow } from './sqlite-schema.js';
import { SqliteDossierStore } from './sqlite-dossier-store.js';

/** How long a rotation waits for others to let go of the database, milliseconds. */
const WAIT_MS = 2_000;

/**
 * Puts the database under another master key: every data key wrapped anew in one transaction, then every page of the file
 * encrypted anew in another. Cut anywhere, it is called again with the same two keys and goes on. Originals and records are under
 * data keys, which do not change. Throws FRS-ST-004 while another process has the database open, FRS-ST-001 where neither key opens it.
 */
export function rotateMasterKey(home: string, current: Uint8Array, next: Uint8Array): void {
  const file = join(home, 'frise.db');
  let [db, done] = [openUnder(file, current), false];
  if (db === undefined) [db, done] = [openUnder(file, next), true];
  if (db === undefined) throw new AppError('FRS-ST-001');
  const database = db;
  try {
    guarded(() => {
      // Leaving WAL asks for the whole file: it fails where anybody else has it open, and encrypting anew is not done in WAL.
      database.pragma('locking_mode = EXCLUSIVE');
      database.pragma('journal_mode = DELETE');
      rewrapKeys(database, current, next);
      if (!done) database.pragma(`rekey=${keyLiteral(deriveKey(next, 'database'))}`);
      database.pragma('journal_mode = WAL');
    });
  } finally {
    database.close();
  }
}

function openUnder(file: string, masterKey: Uint8Array): SqliteDatabase | undefined {
  try {
    return openDatabase(file, deriveKey(masterKey, 'database'), MIGRATIONS, WAIT_MS);
  } catch (error) {
    if (error instanceof AppError && error.code === 'FRS-ST-001') return undefined;
    throw error;
  }
}

/** The first of the two transactions. */
export function rewrapKeys(db: SqliteDatabase, current: Uint8Array, next: Uint8Array): void {
  const [from, to, hashKey] = [deriveKey(current, 'wrap'), deriveKey(next, 'wrap'), deriveKey(next, 'ins')];
  /** What an earlier attempt wrapped already opens under the new key. */
  const unwrap = (wrapped: Uint8Array, context: string): Buffer => {
    try {
      return open(to, wrapped, context);
    } catch {
      return open(from, wrapped, context);
    }
  };
  db.transaction(() => {
    const dossiers = db.prepare<[], DossierRow>('SELECT id, wrapped_key, patient, created_at FROM dossier').all();
    const update = db.prepare('UPDATE dossier SET wrapped_key = ?, ins_hash = ? WHERE id = ?');
    for (const { id, wrapped_key, patient } of dossiers) {
      const key = unwrap(wrapped_key, `key:${id}`);
      const traits = patient === null ? undefined : IdentityTraits.parse(JSON.parse(open(key, patient, `patient:${id}`).toString()));
      const hash = traits?.insMatricule === undefined ? null : keyedHash(hashKey, traits.insMatricule);
      update.run(seal(to, key, `key:${id}`), hash, id);
    }
    const services = db.prepare<[], { key: string; value: Buffer }>("SELECT key, value FROM service WHERE kind = 'key'").all();
    const updateService = db.prepare("UPDATE service SET value = ? WHERE kind = 'key' AND key = ?");
    for (const { key, value } of services) {
      const context = `service:${key}`;
      updateService.run(seal(to, unwrap(value, context), context), key);
    }
  }).exclusive();
}

/** Tells keys apart without saying them. */
export function keyFingerprint(key: Uint8Array): string {
  return createHash('sha256').update('frise:fingerprint').update(key).digest('hex').slice(0, 8);
}

/**
 * Replaces the key file's key by a new one. The new key is on the disk beside the old before anything is encrypted under it, and takes its
 * place last; the old one stays beside, named after its fingerprint: backups made before open with it alone.
 */
export function rotateKeyFile(home: string, file: string): { readonly oldKeyFile: string } {
  const current = readKeyFile(file);
  const aside = `${file}.next`;
  if (!existsSync(aside)) guarded(() => writeKeyFile(aside, newDataKey()));
  const next = readKeyFile(aside);
  try {
    rotateMasterKey(home, current, next);
  } catch (error) {
    // Nothing was begun: the next start must not take this for a rotation to finish.
    if (error instanceof AppError && error.code === 'FRS-ST-004') rmSync(aside, { force: true });
    throw error;
  }
  return guarded(() => {
    const oldKeyFile = `${file}.old-${keyFingerprint(current)}`;
    if (!existsSync(oldKeyFile)) writeKeyFile(oldKeyFile, current);
    renameSync(aside, file);
    syncFolder(dirname(file));
    return { oldKeyFile };
  });
}

/** Opens the store of a site, once a rotation that was cut short is finished. Errors: those of `loadMasterKey` and of the store. */
export function openStore(home: string, source: MasterKeySource): SqliteDossierStore {
  const fromFile = source.value === undefined && source.command === undefined;
  if (fromFile && existsSync(`${source.file}.next`)) finishRotation(home, source.file);
  return new SqliteDossierStore(home, loadMasterKey(source));
}

function finishRotation(home: string, file: string): void {
  // Cut while the new key itself was being written: nothing is under it yet.
  if (!/^[0-9a-f]{64}$/.test(readFileSync(`${file}.next`, 'utf8').trim())) rmSync(`${file}.next`);
  else rotateKeyFile(home, file);
}
