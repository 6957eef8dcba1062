import type { TextPosition } from '../../../domain/document.js';
import { splitColumns } from './columns.js';
import { itemStarts } from './form-items.js';
import { groupByBaseline, segmentWords } from './segments.js';
import type { PageSize, Segment, Word } from './word.js';
import { median } from './word.js';

/** From this many font sizes on, a gap is written as two spaces or more: what tells cells apart in the text. */
const WIDE_GAP = 1.05;
/** A line further below than this many usual line heights starts a paragraph. */
const PARAGRAPH_GAP = 1.5;
/** Between two items of a form that the source sets one blank apart. */
const ITEM_GAP = '    ';

export interface LaidOut {
  readonly text: string;
  readonly positions: TextPosition[];
  /** The word at each position. */
  readonly placed: readonly Word[];
}

/**
 * Turns words into the text rules read: a line for each visual line, a row of a table on one line with its cells at the
 * column they stand at (two spaces apart at least), one column after the other, a blank line between paragraphs.
 * Each word has a position; `positions` are exact: `text.slice(start, end)` is the word.
 */
export function layOut(words: readonly Word[], page: PageSize): LaidOut {
  const upright = words.filter((word) => word.text.trim() !== '');
  const writer = new PageWriter(page);
  for (const region of splitColumns(segmentWords(upright))) writer.writeRegion(region);
  return writer.finish();
}

class PageWriter {
  readonly #page: PageSize;
  readonly #positions: TextPosition[] = [];
  readonly #placed: Word[] = [];
  #text = '';

  constructor(page: PageSize) {
    this.#page = page;
  }

  writeRegion(segments: readonly Segment[]): void {
    if (segments.length === 0) return;
    const rows = groupByBaseline(segments);
    // A sentence may run on into the next column: a blank line there would cut it.
    if (this.#text !== '') this.#text += /[.:;!?]$/u.test(this.#text) || !/^[\p{Ll}(\d]/u.test(rows[0]![0]!.words[0]!.text) ? '\n\n' : '\n';
    const left = Math.min(...segments.map((segment) => segment.x0));
    const character =
      median(segments.filter((segment) => segment.length >= 8).map((segment) => (segment.x1 - segment.x0) / segment.length)) ||
      median(segments.map((segment) => segment.size)) * 0.5;
    const baselines = rows.map((row) => median(row.map((segment) => segment.baseline)));
    const heights = rows
      .slice(1)
      .map((row, index) => (baselines[index + 1]! - baselines[index]!) / median(row.map((segment) => segment.size)));
    const usual = Math.min(median(heights.filter((height) => height < 2.6)) || 1.2, 2);
    rows.forEach((row, index) => {
      if (index > 0) this.#text += heights[index - 1]! > usual * PARAGRAPH_GAP ? '\n\n' : '\n';
      this.#writeRow(row, left, character);
    });
  }

  finish(): LaidOut {
    return { text: this.#text, positions: this.#positions, placed: this.#placed };
  }

  #writeRow(row: readonly Segment[], left: number, character: number): void {
    const lineStart = this.#text.length;
    let previous: Word | undefined;
    const words = row.flatMap((segment) => segment.words);
    const items = itemStarts(words.map(({ text }) => text));
    for (const [rank, word] of words.entries()) {
      const column = Math.round((word.x0 - left) / character);
      const written = this.#text.length - lineStart;
      if (previous === undefined) {
        if (column >= 2) this.#text += ' '.repeat(Math.min(column, 120));
      } else {
        const gap = word.x0 - previous.x1;
        if (gap > WIDE_GAP * Math.max(word.size, previous.size)) this.#text += ' '.repeat(Math.max(2, Math.min(column - written, 120)));
        else this.#text += items.has(rank) ? ITEM_GAP : ' ';
      }
      this.#writeWord(word);
      previous = word;
    }
  }

  #writeWord(word: Word): void {
    const start = this.#text.length;
    this.#text += word.text;
    const { width, height } = this.#page;
    const { x0, x1, top, bottom } = word.box ?? word;
    this.#placed.push(word);
    this.#positions.push({
      start,
      end: this.#text.length,
      box: { x: round(x0 / width), y: round(top / height), width: round((x1 - x0) / width), height: round((bottom - top) / height) },
      ...(word.confidence === undefined ? {} : { confidence: word.confidence }),
    });
  }
}

/** A hundredth of a thousandth of a page is finer than any screen and keeps stored positions short. */
const round = (value: number): number => Math.round(value * 1e5) / 1e5;
