import { unzipSync } from 'fflate';
import { AppError } from '../../errors.js';
import { LIMITS } from './limits.js';

export interface ZipEntry {
  /** Path inside the archive, as written there. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Unfolds an archive within limits, checked on the declared sizes before anything is unfolded and on the true ones
 * after. `wanted` picks entries by name. Throws AppError FRS-IN-006 past a limit, FRS-IN-003 when it is damaged.
 */
export function unzip(archive: Uint8Array, wanted: (name: string) => boolean = () => true): ZipEntry[] {
  let total = 0;
  let count = 0;
  const limit = Math.min(LIMITS.unzippedBytes, Math.max(archive.length * LIMITS.unzipRatio, 10 * 1024 * 1024));
  const refuse = (): never => {
    throw new AppError('FRS-IN-006');
  };
  try {
    const files = unzipSync(archive, {
      filter: ({ name, originalSize }) => {
        if (name.endsWith('/') || !wanted(name)) return false;
        total += originalSize;
        count += 1;
        if (total > limit || count > LIMITS.entries) refuse();
        return true;
      },
    });
    const entries = Object.entries(files).map(([name, bytes]) => ({ name, bytes }));
    if (entries.reduce((sum, entry) => sum + entry.bytes.length, 0) > limit) refuse();
    return entries;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('FRS-IN-003', { cause: error });
  }
}
