import type { Segment, Word } from './word.js';
import { median } from './word.js';

/** A gap wider than this many font sizes separates two cells or two columns; justified prose stays below it. */
const CELL_GAP = 1.5;
/** Two words share a baseline when theirs differ by less than this share of the smaller font size. */
const SAME_BASELINE = 0.38;

/** Groups things that carry a baseline into rows, top to bottom; each row sorted from left to right. */
export function groupByBaseline<T extends { readonly baseline: number; readonly size: number; readonly x0: number }>(
  items: readonly T[],
): T[][] {
  const sorted = [...items].sort((a, b) => a.baseline - b.baseline || a.x0 - b.x0);
  const rows: T[][] = [];
  let anchor = Number.NEGATIVE_INFINITY;
  for (const item of sorted) {
    const row = rows.at(-1);
    const size = row ? Math.min(item.size, median(row.map((other) => other.size))) : item.size;
    if (row && item.baseline - anchor <= SAME_BASELINE * size) {
      row.push(item);
      // The anchor follows slowly, so that a slight slope does not break a row and a superscript does not move it.
      anchor += (item.baseline - anchor) / row.length;
    } else {
      rows.push([item]);
      anchor = item.baseline;
    }
  }
  return rows.map((row) => row.sort((a, b) => a.x0 - b.x0));
}

function makeSegment(words: readonly Word[]): Segment {
  const first = words[0]!;
  return {
    words,
    x0: first.x0,
    x1: Math.max(...words.map((word) => word.x1)),
    baseline: median(words.map((word) => word.baseline)),
    size: median(words.map((word) => word.size)),
    length: words.reduce((sum, word) => sum + word.text.length, 0) + words.length - 1,
  };
}

/** Cuts the rows of a page at wide gaps. */
export function segmentWords(words: readonly Word[]): Segment[] {
  const segments: Segment[] = [];
  for (const row of groupByBaseline(words)) {
    let current: Word[] = [];
    for (const word of row) {
      const previous = current.at(-1);
      if (previous && word.x0 - previous.x1 > CELL_GAP * Math.max(previous.size, word.size) * 0.98) {
        segments.push(makeSegment(current));
        current = [];
      }
      current.push(word);
    }
    if (current.length > 0) segments.push(makeSegment(current));
  }
  return segments;
}
