import type { Page, ReadingWarning } from '../../domain/document.js';
import { AppError } from '../../errors.js';
import { markFurniture } from './layout/furniture.js';
import { layOut } from './layout/lay-out.js';
import { straighten } from './layout/straighten.js';
import { holdsTable } from './layout/table-rows.js';
import { LIMITS } from './limits.js';
import type { OcrEngine } from './ocr-engine.js';
import type { OcrImage } from './raster.js';
import type { RawReading } from './reading.js';
import { warningOf } from './reading.js';
import type { Repair } from './repair-words.js';
import { reconsider } from './reconsider.js';
import { repairWords } from './repair-words.js';
import type { ReadWorkerPool } from './worker-pool.js';
import { imageOf, sharedPool } from './worker-pool.js';

/** Mean confidence below which nothing on a page deserves to be read: a photo of a hand, a page upside down. */
const UNREADABLE = 0.35;

export interface RecognisedPage {
  readonly page: Page;
  /** Words rewritten by a listed rule before the text was made. */
  readonly repairs: readonly Repair[];
}

/**
 * Completes a reading: recognises the pages in `needsOcr`, as many at a time as the engine takes. A page that fails
 * keeps its number and gets a warning; a page on which nothing is written becomes an empty page. `onProgress` is called
 * after each page.
 */
export async function recognisePages(
  reading: RawReading,
  engine: OcrEngine,
  onProgress: (done: number, total: number) => void = () => undefined,
  pool: ReadWorkerPool = sharedPool(),
): Promise<RawReading> {
  const { bytes, mediaType } = reading.body ?? reading;
  const recognised = new Map<number, Page>();
  const warnings: ReadingWarning[] = [];
  let done = 0;
  const queue = [...reading.needsOcr];
  const work = async (): Promise<void> => {
    for (let number = queue.shift(); number !== undefined; number = queue.shift()) {
      try {
        const image = imageOf(await pool.ask({ kind: 'ocr-image', bytes, mediaType, page: number }, LIMITS.renderMs)) as OcrImage;
        recognised.set(number, (await recognisePage(image, engine, number)).page);
      } catch (error) {
        warnings.push(warningOf(error instanceof AppError ? error.code : 'FRS-RD-003', number));
      }
      done += 1;
      onProgress(done, reading.needsOcr.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(engine.parallel, reading.needsOcr.length) }, work));
  const pages = reading.pages.map((page) => recognised.get(page.number) ?? page);
  for (const page of recognised.values()) if (page.source === 'failed') warnings.push(warningOf('FRS-RD-003', page.number));
  return {
    ...reading,
    pages: markFurniture(pages),
    needsOcr: [],
    warnings: [...reading.warnings, ...warnings.sort((a, b) => (a.page ?? 0) - (b.page ?? 0))],
  };
}

/** Recognises one page's image; a page of tables is taken a second time, row by row. */
export async function recognisePage(image: OcrImage, engine: OcrEngine, number: number): Promise<RecognisedPage> {
  let lines = await engine.recognise(image.png, 'page');
  if (holdsTable(straighten(lines, image, image.checkBoxes))) lines = await engine.recognise(image.png, 'rows');
  const { words, repairs } = repairWords(straighten(await reconsider(lines, image, engine), image, image.checkBoxes));
  const { text, positions } = layOut(words, image);
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  const confidence = words.reduce((sum, word) => sum + (word.confidence ?? 0) * word.text.length, 0) / Math.max(1, letters);
  if (letters > 0 && confidence < UNREADABLE)
    return { page: { number, text: '', source: 'failed', positions: [], furniture: [] }, repairs: [] };
  return { page: { number, text, source: 'ocr', confidence: Math.round(confidence * 1000) / 1000, positions, furniture: [] }, repairs };
}
