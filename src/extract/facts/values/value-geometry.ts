import type { Page, TextPosition } from '../../../domain/document.js';
import type { Range } from '../../text/analysis.js';

/** Where a range stands across its line, in characters of that line's own size. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** Width over height of a character of the fonts that laboratories print tables in. */
const CHARACTER_RATIO = 0.607;
const margins = new WeakMap<Page, number>();

/**
 * The place of a range across its line. Where the page has positions, from them, each line in its own scale: a line set
 * smaller to fit keeps its columns. Else by counting characters.
 */
export function placeOf(page: Page, line: Range, range: Range): Place {
  const lineStart = page.text.lastIndexOf('\n', range.start - 1) + 1;
  const words = positionsIn(page.positions, line);
  const first = positionsIn(page.positions, { start: range.start, end: range.start + 1 })[0];
  const last = positionsIn(page.positions, { start: range.end - 1, end: range.end })[0];
  const scale = lineScale(page, words);
  if (first === undefined || last === undefined || scale === undefined) return { from: range.start - lineStart, to: range.end - lineStart };
  const left = leftMargin(page);
  const x = (position: TextPosition, offset: number): number =>
    position.box.x + (position.box.width * (offset - position.start)) / Math.max(1, position.end - position.start);
  return { from: (x(first, range.start) - left) / scale, to: (x(last, range.end) - left) / scale };
}

function leftMargin(page: Page): number {
  let left = margins.get(page);
  if (left === undefined) {
    left = page.positions.reduce((least, position) => Math.min(least, position.box.x), 1);
    margins.set(page, left);
  }
  return left;
}

/** The width of one character on a line: from the exact height of a text layer, else from its recognised words. */
function lineScale(page: Page, words: readonly TextPosition[]): number | undefined {
  if (words.length === 0) return undefined;
  if (page.source === 'text-layer') return median(words.map((word) => word.box.height)) * CHARACTER_RATIO;
  const long = words.filter((word) => word.end - word.start >= 3);
  const used = long.length > 0 ? long : words;
  return used.reduce((sum, word) => sum + word.box.width, 0) / used.reduce((sum, word) => sum + word.end - word.start, 0);
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Positions are in reading order, so by offset too: a binary search finds those that meet a range. */
function positionsIn(positions: readonly TextPosition[], range: Range): TextPosition[] {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle]?.end ?? 0) <= range.start) low = middle + 1;
    else high = middle;
  }
  const found: TextPosition[] = [];
  for (let i = low; i < positions.length; i += 1) {
    const position = positions[i];
    if (position === undefined || position.start >= range.end) break;
    found.push(position);
  }
  return found;
}
