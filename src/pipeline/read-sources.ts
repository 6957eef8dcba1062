import { readSource } from '../extract/read/read-source.js';
import type { Attempts } from './attempts.js';
import { damaged } from './document-bytes.js';
import type { DossierArchive } from './dossier-archive.js';

/**
 * Reads every source that no current reading covers, one after the other, each kept before the next is begun: cut anywhere, it goes on
 * from there. `tell` gets the sources done, how many there are, and the pages known so far. Returns how many sources there were.
 */
export async function readSources(
  archive: DossierArchive,
  dossierId: string,
  attempts: Attempts,
  tell: (done: number, total: number, pages: number) => void,
): Promise<number> {
  const sources = await attempts.ordered(await archive.unreadSources(dossierId), ({ sha256 }) => sha256);
  let pages = 0;
  for (const [done, { sha256, fileName }] of sources.entries()) {
    tell(done, sources.length, pages);
    if (!(await attempts.begin(sha256))) {
      await archive.keepAbandoned(dossierId, sha256, fileName);
      continue;
    }
    const bytes = await archive.sourceBytes(dossierId, sha256).catch(damaged);
    if (bytes === undefined) {
      await archive.keepDamaged(dossierId, sha256, fileName);
      continue;
    }
    const readings = await readSource({ fileName, bytes });
    pages += readings.reduce((sum, reading) => sum + reading.pages.length, 0);
    await archive.replaceReadings(dossierId, sha256, readings);
    await attempts.progressed();
  }
  return sources.length;
}
