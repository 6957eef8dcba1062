import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { AppError } from '../errors.js';

/** 100 MB: beyond it a deposit is refused unread. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;

/** What a practice software sends along with a deposit; never a document. */
const DEPOSIT_FILE = 'metadata.json';

interface FileFound {
  /** Relative to the folder it was found in. */
  readonly fileName: string;
  readonly bytes?: Uint8Array;
  readonly error?: AppError;
}

export interface FilesFound {
  readonly files: readonly FileFound[];
  /** The text of metadata.json, where there is one. */
  readonly deposit?: string;
}

/**
 * Reads the files of a folder, sub-folders included, or one file. A file that cannot be read comes with its error and
 * the others go on. Throws FRS-IN-001 where there is nothing, FRS-IN-007 where the folder itself may not be read.
 */
export function listFiles(path: string): FilesFound {
  const paths = pathsUnder(path);
  const files = paths
    .filter((file) => basename(file) !== DEPOSIT_FILE)
    .map((file) => readFile(file, file === path ? basename(file) : relative(path, file)));
  const depositPath = paths.find((file) => basename(file) === DEPOSIT_FILE);
  if (files.length === 0) throw new AppError('FRS-IN-001');
  return depositPath === undefined ? { files } : { files, deposit: readFileSync(depositPath, 'utf8') };
}

function pathsUnder(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => !entry.name.startsWith('.'))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => (entry.isDirectory() ? pathsUnder(join(path, entry.name)) : [join(path, entry.name)]));
  } catch (cause) {
    throw fileError(cause);
  }
}

function readFile(path: string, fileName: string): FileFound {
  try {
    if (statSync(path).size > MAX_FILE_BYTES) return { fileName, error: new AppError('FRS-IN-005') };
    return { fileName, bytes: readFileSync(path) };
  } catch (cause) {
    return { fileName, error: fileError(cause) };
  }
}

function fileError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const code = (cause as NodeJS.ErrnoException).code;
  return new AppError(code === 'EACCES' || code === 'EPERM' ? 'FRS-IN-007' : 'FRS-IN-001', { cause });
}
