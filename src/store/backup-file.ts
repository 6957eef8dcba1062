import { createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { AppError } from '../errors.js';
import { syncFolder } from './keys.js';

/**
 * One file for a whole store. Layout: the magic, then for each entry its name's length (u32), name, length (u64) and bytes, then a
 * zero length and an HMAC-SHA-256 of all that precedes. The entries are encrypted already; the HMAC says that none is missing.
 */
const MAGIC = Buffer.from('FRISEBK1');
const MAC_BYTES = 32;
const NAME_BYTES = 512;
const CHUNK = 1 << 20;

/** Writes entries one after the other; the file takes its name once whole and synced. */
export class BackupWriter {
  readonly #file: string;
  readonly #aside: string;
  readonly #handle: number;
  readonly #mac: ReturnType<typeof createHmac>;

  /** Throws FRS-ST-002 where the file cannot be made. */
  constructor(file: string, key: Uint8Array) {
    this.#file = file;
    this.#aside = `${file}.partial`;
    this.#mac = createHmac('sha256', key);
    this.#handle = openSync(this.#aside, 'w', 0o600);
    this.#write(MAGIC);
  }

  /** Copies a file into the backup; false where it is no longer there. */
  add(name: string, path: string): boolean {
    let source: number;
    try {
      source = openSync(path, 'r');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw cause;
    }
    try {
      const label = Buffer.from(name);
      const header = Buffer.alloc(4 + label.length + 8);
      header.writeUInt32BE(label.length, 0);
      label.copy(header, 4);
      const { size } = fstatSync(source);
      header.writeBigUInt64BE(BigInt(size), 4 + label.length);
      this.#write(header);
      const chunk = Buffer.alloc(Math.min(CHUNK, Math.max(size, 1)));
      for (let left = size; left > 0;) {
        const read = readSync(source, chunk, 0, Math.min(chunk.length, left), null);
        if (read === 0) throw new AppError('FRS-ST-003', { detail: 'fichier écourté pendant la sauvegarde' });
        this.#write(chunk.subarray(0, read));
        left -= read;
      }
      return true;
    } finally {
      closeSync(source);
    }
  }

  finish(): void {
    this.#write(Buffer.alloc(4));
    writeAll(this.#handle, this.#mac.digest());
    fsyncSync(this.#handle);
    closeSync(this.#handle);
    renameSync(this.#aside, this.#file);
    syncFolder(dirname(this.#file));
  }

  abandon(): void {
    closeSync(this.#handle);
    rmSync(this.#aside, { force: true });
  }

  #write(bytes: Uint8Array): void {
    this.#mac.update(bytes);
    writeAll(this.#handle, bytes);
  }
}

function writeAll(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
}

/** Writes the entries of a backup under `folder`, once its HMAC holds: a damaged or foreign file writes nothing. Throws FRS-ST-006. */
export function unpackBackup(file: string, key: Uint8Array, folder: string): number {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    verifyMac(handle, size, key);
    const end = size - MAC_BYTES;
    let [at, count] = [MAGIC.length, 0];
    for (;;) {
      const length = readAt(handle, at, 4, end).readUInt32BE(0);
      if (length === 0) return count;
      if (length > NAME_BYTES) throw new AppError('FRS-ST-006');
      const header = readAt(handle, at + 4, length + 8, end);
      const path = join(folder, safeName(header.subarray(0, length).toString()));
      const bytes = Number(header.readBigUInt64BE(length));
      at += 4 + length + 8;
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      copyOut(handle, at, bytes, end, path);
      at += bytes;
      count += 1;
    }
  } finally {
    closeSync(handle);
  }
}

function verifyMac(handle: number, size: number, key: Uint8Array): void {
  if (size < MAGIC.length + 4 + MAC_BYTES) throw new AppError('FRS-ST-006');
  const mac = createHmac('sha256', key);
  const end = size - MAC_BYTES;
  for (let at = 0; at < end;) {
    const chunk = readAt(handle, at, Math.min(CHUNK, end - at), end);
    mac.update(chunk);
    at += chunk.length;
  }
  if (!timingSafeEqual(mac.digest(), readAt(handle, end, MAC_BYTES, size))) throw new AppError('FRS-ST-006');
  if (!readAt(handle, 0, MAGIC.length, end).equals(MAGIC)) throw new AppError('FRS-ST-006', { detail: 'format inconnu' });
}

function readAt(handle: number, at: number, length: number, end: number): Buffer {
  if (at + length > end) throw new AppError('FRS-ST-006');
  const bytes = Buffer.alloc(length);
  for (let read = 0; read < length;) {
    const got = readSync(handle, bytes, read, length - read, at + read);
    if (got === 0) throw new AppError('FRS-ST-006');
    read += got;
  }
  return bytes;
}

function copyOut(handle: number, from: number, length: number, end: number, path: string): void {
  const target = openSync(path, 'wx', 0o600);
  try {
    for (let at = 0; at < length;) {
      const chunk = readAt(handle, from + at, Math.min(CHUNK, length - at), end);
      writeAll(target, chunk);
      at += chunk.length;
    }
    fsyncSync(target);
  } finally {
    closeSync(target);
  }
}

function safeName(name: string): string {
  const path = normalize(name);
  if (path.startsWith('..') || path.startsWith(sep)) throw new AppError('FRS-ST-006');
  return path;
}
