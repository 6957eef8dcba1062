import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '../errors.js';
import { keyedHash, open, seal } from './keys.js';

/**
 * Encrypted files, one folder a dossier, each named after a keyed hash of its content: equal content is kept once
 * and the name tells nothing. A file appears whole or not at all (written aside, synced, renamed).
 */
export class BlobFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  put(dossierId: string, key: Uint8Array, sha256: string, bytes: Uint8Array): void {
    const folder = join(this.#root, dossierId);
    const path = this.#path(dossierId, key, sha256);
    if (existsSync(path)) return;
    const aside = join(folder, `.${randomBytes(8).toString('hex')}`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const file = openSync(aside, 'wx', 0o600);
      try {
        const sealed = seal(key, bytes, sha256);
        for (let at = 0; at < sealed.length;) at += writeSync(file, sealed, at);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(aside, path);
      syncFolder(folder);
    } catch (cause) {
      rmSync(aside, { force: true });
      throw new AppError('FRS-ST-002', { cause });
    }
  }

  get(dossierId: string, key: Uint8Array, sha256: string): Uint8Array | undefined {
    const path = this.#path(dossierId, key, sha256);
    return existsSync(path) ? open(key, readFileSync(path), sha256) : undefined;
  }

  remove(dossierId: string, key: Uint8Array, sha256: string): void {
    rmSync(this.#path(dossierId, key, sha256), { force: true });
  }

  removeAll(dossierId: string): void {
    rmSync(join(this.#root, dossierId), { recursive: true, force: true });
  }

  #path(dossierId: string, key: Uint8Array, sha256: string): string {
    return join(this.#root, dossierId, keyedHash(key, sha256));
  }
}

/** A rename survives a power cut only once its folder is synced. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
