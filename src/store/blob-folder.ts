import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors.js';
import { keyedHash, open, SEAL_BYTES, seal, syncFolder } from './keys.js';

/** A file that is being written aside may belong to another process: it is litter only past this age. */
const ASIDE_MS = 3_600_000;

/** The folder of a dossier's originals; it follows the data key, so that a dossier erased and made again never meets what was. */
export function blobFolderName(dataKey: Uint8Array): string {
  return keyedHash(dataKey, 'folder').slice(0, 32);
}

export function blobName(dataKey: Uint8Array, sha256: string): string {
  return keyedHash(dataKey, sha256);
}

/**
 * Encrypted files, one folder a dossier, each named after a keyed hash of its content: equal content is kept once
 * and the name tells nothing. A file appears whole or not at all (written aside, synced, renamed).
 */
export class BlobFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** Writes the bytes aside, synced, unless they are there already; `settle` gives them their name. */
  stage(key: Uint8Array, sha256: string, bytes: Uint8Array): string | undefined {
    if (this.#holds(key, sha256, bytes.length)) return undefined;
    const folder = join(this.#root, blobFolderName(key));
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
      return aside;
    } catch (cause) {
      rmSync(aside, { force: true });
      throw new AppError('FRS-ST-002', { cause });
    }
  }

  /** Durable under its name when it returns. */
  settle(key: Uint8Array, sha256: string, aside: string): void {
    try {
      renameSync(aside, this.#path(key, sha256));
      syncFolder(join(this.#root, blobFolderName(key)));
      syncFolder(this.#root);
    } catch (cause) {
      rmSync(aside, { force: true });
      throw new AppError('FRS-ST-002', { cause });
    }
  }

  /** Undefined where there is none. Throws FRS-ST-003 where the bytes are not those that were kept. */
  get(key: Uint8Array, sha256: string): Uint8Array | undefined {
    let sealed: Buffer;
    try {
      sealed = readFileSync(this.#path(key, sha256));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw new AppError('FRS-ST-003', { cause });
    }
    return open(key, sealed, sha256);
  }

  /** Takes over a folder named after its dossier, as they were before names were derived from keys. */
  adopt(dossierId: string, key: Uint8Array): void {
    const [before, after] = [join(this.#root, dossierId), join(this.#root, blobFolderName(key))];
    if (existsSync(before) && !existsSync(after)) renameSync(before, after);
  }

  remove(key: Uint8Array, sha256: string): void {
    rmSync(this.#path(key, sha256), { force: true });
  }

  removeAll(key: Uint8Array): void {
    this.removeFolder(blobFolderName(key));
  }

  /**
   * Removes what an interruption left: folders that no dossier names, and, in folders changed since `since` (milliseconds),
   * files that none of the dossier's sources names. Returns how many files and folders went.
   */
  collect(dossiers: ReadonlyMap<string, () => ReadonlySet<string>>, since: number, now: number): number {
    let gone = 0;
    for (const { name, changedAt } of this.folders()) {
      const named = dossiers.get(name);
      if (named === undefined) {
        this.removeFolder(name);
        gone += 1;
      } else if (changedAt >= since) gone += this.sweep(name, named(), now);
    }
    return gone;
  }

  /** Every dossier's folder, and when a file last came or went in it, milliseconds. */
  folders(): { readonly name: string; readonly changedAt: number }[] {
    return this.#list(this.#root).map((name) => ({
      name,
      changedAt: statSync(join(this.#root, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    }));
  }

  /** Removes the files of a folder that are not among `names`; what is being written aside stays. Returns how many went. */
  sweep(folder: string, names: ReadonlySet<string>, now: number): number {
    const path = join(this.#root, folder);
    const litter = this.#list(path).filter((name) => {
      const writtenAt = statSync(join(path, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
      return !names.has(name) && !(name.startsWith('.') && now - writtenAt < ASIDE_MS);
    });
    for (const name of litter) rmSync(join(path, name), { force: true });
    return litter.length;
  }

  /** Throws FRS-ST-002 where it may not be removed. */
  removeFolder(folder: string): void {
    try {
      rmSync(join(this.#root, folder), { recursive: true, force: true });
    } catch (cause) {
      throw new AppError('FRS-ST-002', { cause });
    }
  }

  #list(path: string): string[] {
    try {
      return readdirSync(path);
    } catch {
      return [];
    }
  }

  /** A file cut short by the disk is written again: its length betrays it without a reading. */
  #holds(key: Uint8Array, sha256: string, size: number): boolean {
    return statSync(this.#path(key, sha256), { throwIfNoEntry: false })?.size === size + SEAL_BYTES;
  }

  #path(key: Uint8Array, sha256: string): string {
    return join(this.#root, blobFolderName(key), blobName(key, sha256));
  }
}
