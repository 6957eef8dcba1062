import type { OcrEngine } from '../extract/read/ocr-engine.js';
import { warningOf } from '../extract/read/reading.js';
import { recognisePages } from '../extract/read/recognise-pages.js';
import type { DossierStore } from '../store/dossier-store.js';
import type { Attempts } from './attempts.js';
import { damaged, rawReading } from './document-bytes.js';
import type { DossierArchive } from './dossier-archive.js';

/** A document with the pages of it that wait for recognition. */
export interface Scan {
  readonly id: string;
  readonly needsOcr: readonly number[];
}

/**
 * Recognises scans, as many documents at a time as the engine has hands (most have one page), each kept once whole. `createOcr` gives an
 * engine that belongs to this dossier alone and is closed after it.
 */
export async function recogniseScans(
  archive: DossierArchive,
  store: DossierStore,
  dossierId: string,
  scans: readonly Scan[],
  createOcr: () => Promise<OcrEngine>,
  attempts: Attempts,
  tell: (done: number, total: number) => void,
): Promise<void> {
  const queue = await attempts.ordered(scans, ({ id }) => id);
  const engine = await createOcr();
  const total = scans.reduce((sum, scan) => sum + scan.needsOcr.length, 0);
  const doneOf = new Map<string, number>();
  const readAll = async (): Promise<void> => {
    for (let scan = queue.shift(); scan !== undefined; scan = queue.shift()) {
      const { id, needsOcr } = scan;
      const original = await rawReading(archive, store, dossierId, id).catch(damaged);
      // Its pages stay unread and say so; the others go on.
      if (original === undefined) continue;
      const { source, raw } = original;
      if (!(await attempts.begin(id))) {
        const warnings = needsOcr.map((page) => warningOf('FRS-RD-006', page));
        await archive.keepReading(dossierId, source, { ...raw, needsOcr: [], warnings: [...raw.warnings, ...warnings] });
        continue;
      }
      const recognised = await recognisePages(raw, engine, (done) => {
        doneOf.set(id, done);
        tell(
          [...doneOf.values()].reduce((sum, count) => sum + count, 0),
          total,
        );
      });
      await archive.keepReading(dossierId, source, recognised);
      await attempts.progressed();
    }
  };
  // What cannot be kept ends all of them, and none while another still reads: an engine that is closed would leave its pages unread for good.
  const work = (): Promise<void> =>
    readAll().catch((error: unknown) => {
      queue.length = 0;
      throw error;
    });
  tell(0, total);
  const ends = await Promise.allSettled(Array.from({ length: engine.parallel }, work));
  await engine.close();
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
