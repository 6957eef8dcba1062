import type { Page } from '../../domain/document.js';
import type { Range } from './analysis.js';

/** What of a line tells where its layout breaks. */
export interface Broken extends Range {
  readonly indent: number;
  readonly columns: boolean;
  readonly blank: boolean;
}

/** Letters of a line that may be full, whatever the page; and beyond which no layout filled it: a paragraph typed in one line. */
export const SHORTEST_FULL = 45;
const LONGEST_FILLED = 150;
/** Lines that are filled end within this share of each other, whatever their letters' widths; and so many make a margin. */
const RAGGED = 0.88;
const MAKE_A_MARGIN = 3;
/** Of the lines behind filled ones, the share that begin in small letters where a layout fills them: in a list of long entries, few do. */
const GO_ON = 0.25;
/** Lines that pass the margin, for each that reaches it. */
const MOST_BEYOND = 0.25;

const lengthOf = (line: Broken): number => line.indent + line.end - line.start;

/** Letters at which several lines of a page end: those that a layout filled, or the entries of a list; undefined where no lines agree. */
export const commonLength = (lines: readonly Broken[]): number | undefined => {
  const lengths = lines
    .filter((line) => !line.blank && !line.columns)
    .map(lengthOf)
    .filter((length) => length >= SHORTEST_FULL && length <= LONGEST_FILLED)
    .sort((a, b) => b - a);
  return lengths.find((length, index) => (lengths[index + MAKE_A_MARGIN - 1] ?? 0) >= RAGGED * length);
};

/** Letters up to which the layout fills its lines: where several end, and sentences go on behind them. Infinity where it fills none. */
export const rightMargin = (page: Page, lines: readonly Broken[]): number => {
  const margin = commonLength(lines);
  if (margin === undefined) return Infinity;
  // A layout writes beyond its margin nowhere but in another type: in a note, lines are as long as what they say.
  const prose = lines.filter((line) => !line.blank && !line.columns).map(lengthOf);
  const beyond = prose.filter((length) => length * RAGGED > margin).length;
  const filled = prose.filter((length) => length >= RAGGED * margin).length - beyond;
  if (beyond > MOST_BEYOND * filled) return Infinity;
  const behind = lines.filter((line, index) => {
    const before = lines[index - 1];
    return before !== undefined && !line.blank && lengthOf(before) >= RAGGED * margin;
  });
  const small = behind.filter((line) => /\p{Ll}/u.test(page.text.charAt(line.start)));
  return small.length >= Math.max(1, GO_ON * behind.length) ? margin : Infinity;
};

/**
 * Share of the margin that a line and the next line's first word pass only where that word had no room left; and less of it, since letters
 * differ in width, where the next line begins as the middle of a sentence does.
 */
const FILLED = 0.94;
export const NEARLY_FILLED = 0.88;
const LONGEST_WORD = 24;

/** A box of a form, ticked or empty. */
export const BOX = /\[ ?x? ?\]|[☐☒]/;

/** Whether the next line's first word had no room left on this line: the break is the layout's, and tells nothing of the text. */
export const isWrapped = (folded: string, line: Broken, next: Broken, margin: number, share = FILLED): boolean => {
  if (line.blank || next.blank || next.columns) return false;
  // The last item of a form's line may go on: "Accroupissement : [X] non (flexion" / "95°)".
  if (line.columns && !(BOX.test(folded.slice(line.start, line.end)) && leavesOpen(folded, line))) return false;
  const word = /^\S*/.exec(folded.slice(next.start, Math.min(next.end, next.start + LONGEST_WORD)))?.[0].length ?? 0;
  return lengthOf(line) + 1 + word > share * margin;
};

/** An article or a preposition never ends a sentence; "au lieu d'un" counts ("1 comprimé et demi au lieu d'un"). */
const UNFINISHED = /(?:^|[^a-z0-9-])(?:le|la|les|(?<!lieu d')une?|du|des|de|au|aux|en|et|ou|par|avec|pour|dans|sur|sous|chez|depuis)$/;
export const isUnfinished = (folded: string, line: Range): boolean =>
  UNFINISHED.test(folded.slice(Math.max(line.start, line.end - 12), line.end));

/** A line that opens with a full date is another entry of a list or of a file. */
const DAY_OPENS = /^\s*\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?![\d/.-])(?:\s*:| {2,}| ?[-–] | [a-z])/;
export const opensWithDay = (folded: string, line: Range): boolean => DAY_OPENS.test(folded.slice(line.start, line.start + 16));

/** "2021 : pontage", "12/06 rappel": the day or the year of an entry, where nothing before it asks for a number. */
const DATE_OPENS = /^(?:(?:19|20)\d{2}(?![\d/,.])|\d{1,2}[/.-]\d{1,2})/;

/** "… Apgar 7 puis" / "9. Transfert en néonatologie": a number behind no other number of a list. */
const isLoneNumber = (folded: string, next: Range): boolean => {
  const number = /^(\d{1,3})[.)°] /.exec(folded.slice(next.start, next.start + 5))?.[1];
  if (number === undefined) return false;
  const beside = (value: number): boolean => new RegExp(`(?:^|\\n) *${value}[.)°] `).test(folded);
  return !beside(Number(number) - 1) && !beside(Number(number) + 1);
};

/** Words and signs that ask for more, written small: "hépatite A" asks for nothing. */
const ASKS =
  /(?:[,(/+]|(?:^|[^\p{L}\d-])(?:à|a|ont|est|sont|était|étaient|avait|ne|n'a|se|que|qui|dont|où|comme|entre|vers|sans|selon|contre|sauf|dès|si|mais|donc|puis|sa|son|ses|ce|cet|cette|ces|leurs?|notre|votre|mon|ma|mes|très|plus|moins|Mmes?|Mlle|M\.|Drs?|Pr))$/u;

/** "créatinine 181 (DFG" / "33), …": a bracket that the line leaves open. */
const leavesOpen = (folded: string, line: Range): boolean => {
  const open = folded.lastIndexOf('(', line.end);
  return open >= line.start && !folded.slice(open, line.end).includes(')');
};

/**
 * Whether a line that the layout wrapped surely goes on with the sentence of the line above: no label, no item and no heading begins it,
 * whatever it looks like. What begins with a capital behind no comma is left to the sentence's own rule.
 */
export const isMiddleOfWrap = (page: Page, folded: string, line: Broken, next: Broken, item: boolean): boolean => {
  const before = folded.slice(Math.max(line.start, line.end - 2), line.end);
  if (/[.!?:]$/.test(before)) return false;
  const head = page.text.slice(next.start, next.start + 2);
  if (/^[-−]\d/.test(head)) return !/^[-−]/.test(page.text.charAt(line.start));
  const open = leavesOpen(folded, line);
  if (item) return !before.endsWith(';') && (isLoneNumber(folded, next) || (open && /^\d/.test(head)));
  const asks = open || isUnfinished(folded, line) || ASKS.test(page.text.slice(Math.max(line.start, line.end - 10), line.end));
  if (/^\d/.test(head))
    return asks || before.endsWith(';') || !(DATE_OPENS.test(folded.slice(next.start, next.start + 6)) || opensWithDay(folded, next));
  return asks || /^\p{Ll}(?!\p{Lu})/u.test(head);
};
