import type { Page, ReadingWarning, TextPosition, WordRepair } from '../../domain/document.js';
import { AppError } from '../../errors.js';
import { markFurniture } from './layout/furniture.js';
import { layOut } from './layout/lay-out.js';
import { straighten } from './layout/straighten.js';
import { holdsTable } from './layout/table-rows.js';
import type { Word } from './layout/word.js';
import { LIMITS } from './limits.js';
import type { OcrEngine, OcrLine } from './ocr-engine.js';
import type { OcrImage, Tilt } from './raster.js';
import { turnImage } from './raster.js';
import type { RawReading } from './reading.js';
import { warningOf } from './reading.js';
import type { Repair } from './repair-words.js';
import { reconsider } from './reconsider.js';
import { repairWords } from './repair-words.js';
import { imageOf, sharedPool } from './worker-pool.js';

/** Mean confidence below which nothing on a page deserves to be read: a photo of a hand, a page upside down. */
const UNREADABLE = 0.35;
/** Mean confidence below which a page may lie on its side or stand on its head: pages that read are above 0.8. */
const MISTURNED = 0.6;

/**
 * Completes a reading: recognises the pages in `needsOcr`, as many at a time as the engine takes. A page that fails
 * keeps its number and gets a warning; a page on which nothing is written becomes an empty page. `onProgress` is called
 * after each page.
 */
export async function recognisePages(
  reading: RawReading,
  engine: OcrEngine,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<RawReading> {
  const { bytes, mediaType } = reading.body ?? reading;
  const recognised = new Map<number, Page>();
  const warnings: ReadingWarning[] = [];
  let done = 0;
  const queue = [...reading.needsOcr];
  const work = async (): Promise<void> => {
    for (let number = queue.shift(); number !== undefined; number = queue.shift()) {
      try {
        const image = imageOf(await sharedPool().ask({ kind: 'ocr-image', bytes, mediaType, page: number }, LIMITS.renderMs)) as OcrImage;
        recognised.set(number, await recognisePage(image, engine, number));
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

/** Recognises one page's image; a page of tables is taken a second time, row by row, one that reads badly is turned. */
export async function recognisePage(image: OcrImage, engine: OcrEngine, number: number): Promise<Page> {
  let best = await recogniseUpright(image, engine);
  if (best.confidence < MISTURNED || best.turned) {
    for (const quarters of [2, 1, 3] as const) {
      const upright = await turnImage(image, quarters);
      const other = await recogniseUpright(upright, engine);
      if (other.turned || other.confidence <= Math.max(MISTURNED, best.turned ? 0 : best.confidence)) continue;
      best = { ...other, words: other.words.map((word) => turnBack(word, quarters, upright)) };
      break;
    }
  }
  const { words, repairs } = repairWords(best.words);
  const { tilt } = image;
  const { text, positions, placed } =
    tilt === undefined
      ? layOut(words, image)
      : layOut(
          words.map((word) => tiltBack(word, tilt, image)),
          tilt,
        );
  if (words.length > 0 && best.confidence < UNREADABLE) return { number, text: '', source: 'failed', positions: [], furniture: [] };
  return {
    number,
    text,
    source: 'ocr',
    confidence: Math.round(best.confidence * 1000) / 1000,
    positions,
    furniture: [],
    ...(repairs.length === 0 ? {} : { repairs: repairsAt(repairs, placed, positions) }),
  };
}

/** Where the repaired words stand in the page's text, with what had been read there. */
function repairsAt(repairs: readonly Repair[], placed: readonly Word[], positions: readonly TextPosition[]): WordRepair[] {
  const byOrder = new Map(repairs.map((repair) => [repair.order, repair]));
  return placed.flatMap(({ order }, index) => {
    const [repair, position] = [byOrder.get(order), positions[index]];
    return repair === undefined || position === undefined
      ? []
      : [{ start: position.start, end: position.end, read: repair.before, rule: repair.rule }];
  });
}

interface Recognised {
  readonly words: readonly Word[];
  /** Mean over the letters; 0 on a page without any. */
  readonly confidence: number;
  /** Whether the engine read it as a page that lies on its side or stands on its head. */
  readonly turned: boolean;
}

async function recogniseUpright(image: OcrImage, engine: OcrEngine): Promise<Recognised> {
  let lines = await engine.recognise(image.png, 'page');
  if (holdsTable(straighten(lines, image, image.checkBoxes))) lines = await engine.recognise(image.png, 'rows');
  const words = straighten(lines, image, image.checkBoxes);
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  const confidence = words.reduce((sum, word) => sum + (word.confidence ?? 0) * word.text.length, 0) / Math.max(1, letters);
  const turned = isTurned(lines);
  return confidence < MISTURNED || turned
    ? { words, confidence, turned }
    : { words: straighten(await reconsider(lines, image, engine), image, image.checkBoxes), confidence, turned };
}

/** Words higher than wide, or lines that follow each other upwards: the engine sees through a turn, its boxes do not. */
function isTurned(lines: readonly OcrLine[]): boolean {
  const long = lines.flatMap((line) => line.words).filter((word) => word.text.length >= 4);
  if (long.filter((word) => word.y1 - word.y0 > word.x1 - word.x0).length > long.length / 2) return true;
  const upwards = lines
    .slice(1)
    .filter((line, index) => line.words[0] !== undefined && line.words[0].y0 < (lines[index]!.words[0]?.y0 ?? 0)).length;
  return lines.length >= 6 && upwards > lines.length * 0.6;
}

/** The place of a word on the image before it was set straight: the box around it there. */
function tiltBack(word: Word, tilt: Tilt, { width, height }: OcrImage): Word {
  const { x0, x1, top, bottom } = word.box ?? word;
  const angle = (tilt.degrees * Math.PI) / 180;
  const [dx, dy] = [(x0 + x1) / 2 - width / 2, (top + bottom) / 2 - height / 2];
  const x = tilt.width / 2 + dx * Math.cos(angle) - dy * Math.sin(angle);
  const y = tilt.height / 2 + dx * Math.sin(angle) + dy * Math.cos(angle);
  const [w, h] = [x1 - x0, bottom - top].map((side) => side / 2) as [number, number];
  const [across, down] = [w * Math.cos(angle) + h * Math.abs(Math.sin(angle)), h * Math.cos(angle) + w * Math.abs(Math.sin(angle))];
  return {
    ...word,
    box: {
      x0: Math.max(0, x - across),
      x1: Math.min(tilt.width, x + across),
      top: Math.max(0, y - down),
      bottom: Math.min(tilt.height, y + down),
    },
  };
}

/** The place of a word on the image before it was turned clockwise by so many quarters. */
function turnBack(word: Word, quarters: 1 | 2 | 3, { width, height }: OcrImage): Word {
  const { x0, x1, top, bottom } = word.box ?? word;
  if (quarters === 2) return { ...word, box: { x0: width - x1, x1: width - x0, top: height - bottom, bottom: height - top } };
  if (quarters === 1) return { ...word, box: { x0: top, x1: bottom, top: width - x1, bottom: width - x0 } };
  return { ...word, box: { x0: height - bottom, x1: height - top, top: x0, bottom: x1 } };
}
