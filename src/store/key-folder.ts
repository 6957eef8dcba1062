import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.js';
import { syncFolder } from './keys.js';

/**
 * The wrapped data keys, one small file a dossier, outside the database: a database keeps what was deleted in its dead rows, its log, its
 * replicas and its backups, and a key that never was in it is in none of these. To erase a dossier is to remove its file.
 */
export class KeyFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** Durable when it returns; replaces what was under that name. Throws FRS-ST-002. */
  put(name: string, wrapped: Uint8Array): void {
    const folder = this.#folder(name);
    const aside = join(folder, `.${randomBytes(8).toString('hex')}`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const file = openSync(aside, 'wx', 0o600);
      try {
        writeSync(file, wrapped);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(aside, join(folder, name));
      syncFolder(folder);
      syncFolder(this.#root);
    } catch (cause) {
      rmSync(aside, { force: true });
      throw new AppError('FRS-ST-002', { cause });
    }
  }

  /** Undefined where there is none. Throws FRS-ST-003 where it cannot be read. */
  get(name: string): Buffer | undefined {
    try {
      return readFileSync(join(this.#folder(name), name));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw new AppError('FRS-ST-003', { detail: 'clé de dossier', cause });
    }
  }

  /** Gone for good when it returns. Throws FRS-ST-002 where it may not be removed. */
  remove(name: string): void {
    try {
      rmSync(join(this.#folder(name), name), { force: true });
      syncFolder(this.#folder(name));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw new AppError('FRS-ST-002', { cause });
    }
  }

  /** Spread over 256 folders: a region has millions of dossiers. */
  #folder(name: string): string {
    return join(this.#root, name.slice(0, 2));
  }
}
