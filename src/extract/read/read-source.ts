import { LIMITS } from './limits.js';
import type { RawReading, Source } from './reading.js';
import { idOf, sha256Of, warningOf } from './reading.js';
import { failedMediaType } from './sniff.js';
import type { ReadWorkerPool } from './worker-pool.js';
import { sharedPool } from './worker-pool.js';

export interface ReadOptions {
  /** Where files are opened; the process's own by default. */
  readonly pool?: ReadWorkerPool;
  /** Milliseconds after which the file is given up. */
  readonly limitMs?: number;
}

/**
 * Every document a deposited file holds, parent first, without recognition: pages that need it are listed in
 * `needsOcr`, for `recognisePages`. Never throws for what is in the file: a document that cannot be read has no page and
 * a warning that says why (FRS-IN-002 to -006, -009, FRS-RD-001, -002).
 */
export async function readSource(source: Source, options: ReadOptions = {}): Promise<RawReading[]> {
  const { bytes, fileName } = source;
  const failed = (code: Parameters<typeof warningOf>[0]): RawReading[] => {
    const sha256 = sha256Of(bytes);
    return [
      {
        id: idOf(sha256),
        fileName,
        sha256,
        mediaType: failedMediaType(bytes),
        bytes,
        pages: [],
        needsOcr: [],
        warnings: [warningOf(code)],
      },
    ];
  };
  // Not worth a worker, and not to be copied into one.
  if (bytes.length === 0) return failed('FRS-IN-002');
  if (bytes.length > LIMITS.fileBytes) return failed('FRS-IN-005');
  const answer = await (options.pool ?? sharedPool()).ask({ kind: 'read', source: { fileName, bytes } }, options.limitMs ?? LIMITS.readMs);
  if ('readings' in answer) return answer.readings;
  return failed('error' in answer ? answer.error : 'FRS-IN-003');
}
