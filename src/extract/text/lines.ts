import type { Page } from '../../domain/document.js';
import type { Range } from './analysis.js';
import { isMiddleOfWrap, isWrapped, NEARLY_FILLED, rightMargin } from './wraps.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A line of the page, without its line break; `start` and `end` leave out surrounding blanks. */
export interface Line extends Range {
  readonly indent: number;
  /** Begins with a bullet, a number or a box: an item of a list. */
  readonly item: boolean;
  /** Columns, leaders, boxes or a label and its value: not prose. */
  readonly row: boolean;
  /** Has columns or leaders: never the continuation of the line above. */
  readonly columns: boolean;
  readonly blank: boolean;
  /** The layout broke the line above for want of room: its break tells nothing. */
  readonly wrapped: boolean;
  /** Goes on with the sentence of the line above, whatever it looks like. */
  readonly middle: boolean;
  /** Opens a note of a file of dated notes, though its day lacks the year: "26/10  TA 122/66". */
  readonly note: boolean;
}

const ITEM = /^(?:[-*•‣▪●◦·►→☐☒>+]|--|->|\d{1,2}(?:\)|\/(?!\s?\d)|°|\.(?=\s)|\s?-\s)|[a-h]\)|\[[ x]?\])\s*(?=\S)/;
const COLUMNS = /\S(?: {3,}|\t+ *)\S/;
const LEADERS = /\.{4,}|_{4,}/;
const BARS = /[|¦]/;
const LABEL = /^[a-z][a-z0-9 '()/°.-]{0,38}[a-z0-9)] ?: ?\S/;
const TIMED = /^\d{1,2}[h:]\d{2}\b/;

const hasColumns = (folded: string): boolean => COLUMNS.test(folded) || LEADERS.test(folded) || BARS.test(folded);

/** "de décembre : micronodule stable", "durée est formelle : …": in small letters, the middle of a sentence that the layout wraps. */
const MIDDLE =
  /^(?:(?:une?|des?|du|la|les?|en|et|ou|au|aux|pour|avec|par|sur|dans|puis|qui|que|dont|mais|ne|se|sa|son|ses|ce|cette) |[dl]'|[^:]* (?:est|sont|a|ont|etait|sera|reste|avec|sans) [^:]*:)/;

/** Whether a line, as written and folded, goes on with a sentence, though a colon stands in it. */
export const isMiddle = (written: string, folded: string): boolean => /^\p{Ll}/u.test(written) && MIDDLE.test(folded);

const isLabelled = (folded: string, written: string): boolean => {
  if (TIMED.test(folded)) return true;
  return folded.length < 90 && LABEL.test(folded) && !/[.!?] [a-z]/.test(folded) && !isMiddle(written, folded);
};

/** "26/10  TA 122/66", "lun 05/10 boite encore": the day of a note without its year; so many in order make a file of them. */
const SHORT_DAY =
  /^(?:(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]{0,5}\.? (?:le )?)?(0?[1-9]|[12]\d|3[01])\/(0[1-9]|1[0-2])(?= +(?:\d{1,2} ?h(?: ?[0-5]\d)? +)?[a-z][^\n]{6,})/;
const FEWEST_NOTES = 3;

const markNotes = (folded: string, lines: readonly Mutable<Line>[]): void => {
  let last = -1;
  const notes = lines.filter((line) => {
    const day = SHORT_DAY.exec(folded.slice(line.start, line.end));
    const at = day === null ? -1 : Number(day[2]) * 31 + Number(day[1]);
    // From December to January the days begin anew.
    if (at < 0 || (at < last && last - at < 10 * 31)) return false;
    last = at;
    return true;
  });
  if (notes.length >= FEWEST_NOTES) for (const line of notes) line.note = true;
};

/**
 * The lines of a page, furniture left out. Time is linear in the length of the page.
 */
export const splitLines = (page: Page, folded: string): readonly Line[] => {
  const lines: Mutable<Line>[] = [];
  const furniture = page.furniture;
  let from = 0;
  while (from <= folded.length) {
    const breakAt = folded.indexOf('\n', from);
    const to = breakAt < 0 ? folded.length : breakAt;
    let start = from;
    let end = to;
    while (start < end && folded.charCodeAt(start) <= 0x20) start += 1;
    while (end > start && folded.charCodeAt(end - 1) <= 0x20) end -= 1;
    const blank = start === end;
    const covered = !blank && furniture.some((range) => start >= range.start && start < range.end);
    if (!covered) {
      const content = folded.slice(start, end);
      const item = !blank && ITEM.test(content) && !/^\d{1,2}[/.]\d/.test(content);
      const columns = !blank && hasColumns(content);
      lines.push({
        start,
        end,
        indent: start - from,
        item,
        columns,
        row: item || columns || (!blank && isLabelled(content, page.text.slice(start, end))),
        blank,
        wrapped: false,
        middle: false,
        note: false,
      });
    }
    if (breakAt < 0) break;
    from = breakAt + 1;
  }
  markNotes(folded, lines);
  const margin = rightMargin(page, lines);
  lines.forEach((line, index) => {
    const above = lines[index - 1];
    if (above === undefined || !isWrapped(folded, above, line, margin, NEARLY_FILLED)) return;
    line.wrapped = isWrapped(folded, above, line, margin);
    if (!isMiddleOfWrap(page, folded, above, line, line.item)) return;
    line.middle = true;
    line.item = false;
    line.row = false;
  });
  return lines;
};
