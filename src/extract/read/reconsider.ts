import type { OcrEngine, OcrLine, OcrWord } from './ocr-engine.js';
import type { OcrImage } from './raster.js';
import { cutOut } from './raster.js';

/** Words less sure than this are looked at again, the least sure first, this many a page at most. */
const DOUBTFUL = 0.87;
const MOST = 40;
/** A second look wins when it is surer by this much and sure enough. */
const SURER = 0.04;
const SURE = 0.7;
/** Pixels of paper left around a word: fewer clip accents, more let the neighbours in. */
const MARGIN = 20;

/**
 * Looks again, alone, at short words and numbers that the engine doubts: a cell that stands far from its neighbours is
 * often misread in its row and well read by itself. The surer reading is kept, with its own confidence.
 */
export async function reconsider(lines: readonly OcrLine[], image: OcrImage, engine: OcrEngine): Promise<OcrLine[]> {
  const doubtful = lines
    .flatMap((line) => line.words)
    .filter(
      (word) =>
        word.confidence < DOUBTFUL && (/\d/u.test(word.text) || word.text.length <= 6) && word.x1 - word.x0 >= 6 && word.y1 - word.y0 >= 8,
    )
    .sort((a, b) => a.confidence - b.confidence)
    .slice(0, MOST);
  if (doubtful.length === 0) return [...lines];
  const pieces = await cutOut(
    image.png,
    doubtful.map((word) => {
      const [left, top] = [Math.max(0, word.x0 - MARGIN), Math.max(0, word.y0 - MARGIN * 0.7)].map(Math.floor) as [number, number];
      return {
        left,
        top,
        width: Math.ceil(Math.min(image.width, word.x1 + MARGIN)) - left,
        height: Math.ceil(Math.min(image.height, word.y1 + MARGIN * 0.7)) - top,
      };
    }),
  );
  const better = new Map<OcrWord, OcrWord>();
  const queue = doubtful.map((word, index) => ({ word, piece: pieces[index]! }));
  const look = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const second = (await engine.recognise(next.piece, 'line')).flatMap((line) => line.words);
      const confidence = Math.min(1, ...second.map((word) => word.confidence));
      const text = second.map((word) => word.text).join(' ');
      if (second.length === 1 && confidence >= SURE && confidence >= next.word.confidence + SURER)
        better.set(next.word, { ...next.word, text, confidence });
    }
  };
  await Promise.all(Array.from({ length: engine.parallel }, look));
  return lines.map((line) => ({ ...line, words: line.words.map((word) => better.get(word) ?? word) }));
}
