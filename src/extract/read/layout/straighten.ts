import type { OcrLine, OcrWord } from '../ocr-engine.js';
import type { OcrImage } from '../raster.js';
import { cleanWord } from './clean-word.js';
import type { Word } from './word.js';
import { median } from './word.js';

/** Slope of the lines of a page: `a` at its middle, changing by `b` a pixel downwards (a photo taken at an angle). */
interface Slope {
  readonly a: number;
  readonly b: number;
}

/**
 * Recognised words in straightened coordinates, so that the cells of a row share a baseline on a page that was scanned
 * askew or photographed at an angle. Each keeps its true place on the image in `box`.
 */
export function straighten(
  recognised: readonly OcrLine[],
  size: { readonly width: number; readonly height: number },
  boxes: OcrImage['checkBoxes'] = [],
): Word[] {
  const read = recognised
    .map((line) => ({ ...line, words: line.words.filter((word) => !isDirt(word, size.width)) }))
    .filter((line) => line.words.length > 0);
  const lines = [...read, ...boxes.map(boxLine)];
  const { a, b } = fitSlope(lines, size);
  const [cx, cy] = [size.width / 2, size.height / 2];
  const usual = usualSize(lines);
  const words: Word[] = [];
  for (const line of lines) {
    const { baseline } = line;
    const own = (baseline.y1 - baseline.y0) / Math.max(1, baseline.x1 - baseline.x0);
    const expected = a + b * ((baseline.y0 + baseline.y1) / 2 - cy);
    // A short line's own slope is noise.
    const slope = baseline.x1 - baseline.x0 > size.width * 0.2 && Math.abs(own - expected) < 0.02 ? own : expected;
    for (const word of line.words) {
      const [x, y] = [(word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2];
      const onLine = (baseline.y0 + baseline.y1) / 2 + slope * (x - (baseline.x0 + baseline.x1) / 2);
      const fall = (a + b * (y - cy)) * (x - cx);
      // Rows lean, so columns lean the other way.
      const lean = a * (y - cy);
      const height = word.y1 - word.y0;
      words.push({
        text: cleanWord(word.text),
        x0: word.x0 + lean,
        x1: word.x1 + lean,
        top: word.y0 - fall,
        bottom: word.y1 - fall,
        baseline: onLine - fall,
        size: Math.max(usual * 0.6, Math.min(usual * 2.5, Number.isFinite(height) ? usual : height)),
        order: words.length,
        confidence: word.confidence,
        box: { x0: word.x0, top: word.y0, x1: word.x1, bottom: word.y1 },
      });
    }
  }
  return words;
}

/** A sign alone that the engine itself doubts: a speck, a fold, the edge of the paper. */
function isDirt({ text, confidence, x0, x1 }: OcrWord, width: number): boolean {
  // The edge of the sheet on a photo reads as a column of single letters.
  if (text.length <= 2 && (x0 > width * 0.975 || x1 < width * 0.025)) return confidence < 0.75;
  return /^[^\p{L}\p{N}]{1,2}$/u.test(text) && confidence < (/^[-:+<>%*/]$/u.test(text) ? 0.35 : 0.66);
}

/** A box to tick, put back where it was taken out; its lower edge stands a little under the line. */
function boxLine({ x0, y0, x1, y1, checked }: OcrImage['checkBoxes'][number]): OcrLine {
  const baseline = y1 - (y1 - y0) * 0.12;
  return { words: [{ text: checked ? '☒' : '☐', confidence: 0.9, x0, y0, x1, y1 }], baseline: { x0, y0: baseline, x1, y1: baseline } };
}

/** Font size of the page's text: a word with ascenders or digits is about 0.73 of it high. */
function usualSize(lines: readonly OcrLine[]): number {
  const heights = lines.flatMap((line) => line.words.filter((word) => /[\dA-Zbdfhklt]/u.test(word.text)).map((word) => word.y1 - word.y0));
  return (median(heights) || 30) / 0.76;
}

/** Least squares over the lines long enough to tell, each weighing as its length. */
function fitSlope(lines: readonly OcrLine[], size: { readonly width: number; readonly height: number }): Slope {
  const samples = lines
    .map(({ baseline: { x0, y0, x1, y1 }, words }) => ({
      length: x1 - x0,
      slope: (y1 - y0) / Math.max(1, x1 - x0),
      y: (y0 + y1) / 2 - size.height / 2,
      words: words.length,
    }))
    .filter((sample) => sample.words >= 3 && sample.length > size.width * 0.15 && Math.abs(sample.slope) < 0.12);
  if (samples.length === 0) return { a: 0, b: 0 };
  const middle = median(samples.map((sample) => sample.slope));
  const kept = samples.filter((sample) => Math.abs(sample.slope - middle) < 0.015);
  const weight = kept.reduce((sum, sample) => sum + sample.length, 0);
  const meanY = kept.reduce((sum, sample) => sum + sample.length * sample.y, 0) / Math.max(1, weight);
  const meanSlope = kept.reduce((sum, sample) => sum + sample.length * sample.slope, 0) / Math.max(1, weight);
  const variance = kept.reduce((sum, sample) => sum + sample.length * (sample.y - meanY) ** 2, 0);
  const covariance = kept.reduce((sum, sample) => sum + sample.length * (sample.y - meanY) * (sample.slope - meanSlope), 0);
  const b = kept.length >= 8 && variance > 0 ? covariance / variance : 0;
  return { a: meanSlope - b * meanY, b };
}
