import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../errors.js';

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** What `seal` adds to what it seals. */
export const SEAL_BYTES = IV_BYTES + TAG_BYTES;

/** Where the master key comes from; exactly one source, the first that is set, wins. */
export interface MasterKeySource {
  /** 64 hexadecimal digits. */
  readonly value?: string | undefined;
  /** A command, split on spaces and run without a shell, that prints the 64 digits: a vault's client, for example. */
  readonly command?: string | undefined;
  /** A file readable by its owner alone; made on the first run. */
  readonly file: string;
}

/** Loads the master key, 32 bytes. Throws FRS-ST-001 when what it finds is no key, FRS-ST-002 when a new one cannot be kept. */
export function loadMasterKey(source: MasterKeySource): Buffer {
  if (source.value !== undefined) return parseKey(source.value);
  if (source.command !== undefined) return parseKey(runKeyCommand(source.command));
  if (!existsSync(source.file)) return createKeyFile(source.file);
  return readKeyFile(source.file);
}

/** Throws FRS-ST-001 where the file holds no key, or may not be read. */
export function readKeyFile(file: string): Buffer {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AppError('FRS-ST-001', { detail: 'fichier de clé illisible', cause });
  }
  return parseKey(text);
}

export function parseKey(text: string): Buffer {
  const digits = text.trim();
  if (!/^[0-9a-f]{64}$/i.test(digits))
    throw new AppError('FRS-ST-001', { detail: 'la clé maîtresse doit compter 64 chiffres hexadécimaux' });
  return Buffer.from(digits, 'hex');
}

function runKeyCommand(command: string): string {
  const [file = '', ...args] = command.split(' ').filter((word) => word !== '');
  try {
    return execFileSync(file, args, { encoding: 'utf8', timeout: 10_000 });
  } catch (cause) {
    throw new AppError('FRS-ST-001', { detail: 'la commande de clé maîtresse a échoué', cause });
  }
}

function createKeyFile(file: string): Buffer {
  const key = randomBytes(KEY_BYTES);
  try {
    writeKeyFile(file, key);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return readKeyFile(file);
    throw new AppError('FRS-ST-002', { detail: 'fichier de clé', cause });
  }
  return key;
}

/** Durable when it returns: a database whose key a power cut has taken is lost. Fails where the file exists. */
export function writeKeyFile(file: string, key: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // `wx`: two processes that start together must not each believe in a key of their own.
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, `${Buffer.from(key).toString('hex')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  syncFolder(dirname(file));
}

/** A rename survives a power cut only once its folder is synced. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function newDataKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** A key for one use, derived from the master key (HKDF-SHA-256), so that no key serves twice. */
export function deriveKey(masterKey: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, new Uint8Array(), `frise:${use}`, KEY_BYTES));
}

/** AES-256-GCM. `context` is bound to the ciphertext: a record moved elsewhere does not open. Layout: iv ‖ tag ‖ ciphertext. */
export function seal(key: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Opens what `seal` made. Throws FRS-ST-003 when key, context or bytes are not the ones that were sealed. */
export function open(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES));
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new AppError('FRS-ST-003', { cause });
  }
}

/** A hash that only the holder of the key can compute: looks a patient up without storing the number in clear. */
export function keyedHash(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}
