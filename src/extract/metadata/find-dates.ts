import type { PartialDate } from '../../domain/citation.js';
import { partialDate } from '../text/calendar.js';
import { fold } from '../text/fold.js';
import vocabulary from '../text/vocabulary/dates.json' with { type: 'json' };

/** A calendar date written in a text, with its half-open offsets. */
export interface WrittenDate {
  readonly start: number;
  readonly end: number;
  readonly date: PartialDate;
  /** True where the year was written with two digits: its century is a guess. */
  readonly shortYear: boolean;
}

/** The months' names as the rest of the reading knows them. */
const MONTHS: readonly (readonly string[])[] = vocabulary.months;

/** A digit, or what OCR makes of one. */
const D = '[0-9oli|]';
const NUMERIC = new RegExp(
  `(${D}{1,2})( ?[./-] ?| [./-]|(?<=${D}{2}) (?=${D}{2} ${D}{4}))(${D}{1,2})( ?[./-] ?| )(${D}{4}|${D}{2})(?![0-9])`,
  'g',
);
const ISO = /(?<!\d)((?:19|20)\d{2})-(\d{2})-(\d{2})(?!\d)/g;
const WORDED = /(?<![\p{L}\d])(?:(\d{1,2}|[li|]\d|\d[oli|]|1 ?er|premier)\s+)?([a-z]{3,9})\.?\s+(\d{4}|\d{2})(?!\d)/gu;

const digits = (text: string): string => text.replace(/o/g, '0').replace(/[li|]/g, '1');
/** Two-digit years: a medical document of this century, or a birth in the last one. */
function fullYear(text: string): number | undefined {
  const year = Number(text);
  if (text.length === 2) return year <= 40 ? 2000 + year : 1900 + year;
  return year >= 1890 && year <= 2099 ? year : undefined;
}

const dateOf = (year: number | undefined, month: number, day: number | undefined): PartialDate | undefined =>
  year === undefined ? undefined : partialDate(year, month, day);

/** One letter more, less or other: what OCR does to the name of a month. */
function withinOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return Math.max(a.length, b.length) - head - tail <= 1;
}

function monthNumber(word: string): number | undefined {
  const exact = MONTHS.findIndex((names) => names.includes(word));
  if (exact >= 0) return exact + 1;
  const read = word.replace(/rn/g, 'm');
  const near = MONTHS.findIndex((names) => (names[0]?.length ?? 0) >= 5 && read.length >= 5 && withinOneEdit(names[0] ?? '', read));
  return near >= 0 ? near + 1 : undefined;
}

/** Every match, also those that begin inside another: a file number may run into a date ("80101911/26.06.2025"). */
function* overlappingMatches(pattern: RegExp, text: string): Generator<RegExpExecArray> {
  const search = new RegExp(pattern.source, pattern.flags);
  for (let match = search.exec(text); match !== null; match = search.exec(text)) {
    yield match;
    search.lastIndex = match.index + 1;
  }
}

/**
 * Dates as French documents write them ("12/03/2024", "12.03.24", "12 mars 2024", "1er juin 2024", "2024-03-12",
 * "mars 2024"), OCR slips on digits and months included ("l2/O3/2024"). Offsets hold in `text`.
 *
 * @param text of any length; nothing is assumed about lines.
 */
export function findDates(text: string): readonly WrittenDate[] {
  const folded = fold(text);
  const found: WrittenDate[] = [];
  const keep = (start: number, end: number, date: PartialDate | undefined, shortYear: boolean): void => {
    if (date !== undefined && !found.some((other) => other.start < end && start < other.end)) found.push({ start, end, date, shortYear });
  };
  for (const match of folded.matchAll(ISO))
    keep(match.index, match.index + match[0].length, partialDate(Number(match[1]), Number(match[2]), Number(match[3])), false);
  for (const match of overlappingMatches(NUMERIC, folded)) {
    const [whole, day = '', first = '', month = '', second = '', year = ''] = match;
    const separators = [first.trim(), second.trim()];
    // A telephone number, a version, a range of values: separators that differ, or digits that go on.
    if (separators[0] !== separators[1]) continue;
    if (separators[0] === '' && year.length !== 4) continue;
    const before = folded.slice(Math.max(0, match.index - 2), match.index);
    if (/[\p{L}\d]$/u.test(before) || (/\d[./-]$/.test(before) && before.endsWith(separators[0] ?? ''))) continue;
    if (separators[0] === '' && /\d $/.test(before)) continue;
    const after = folded.slice(match.index + whole.length, match.index + whole.length + 2);
    if (/^[./-]\d/.test(after) && after[0] === separators[0]) continue;
    if (/^\p{L}/u.test(after) && year.length !== 4) continue;
    const real = `${day}${month}${year}`.replace(/\D/g, '').length;
    if (real < 3 || real < `${day}${month}${year}`.length - 3) continue;
    keep(
      match.index,
      match.index + whole.length,
      dateOf(fullYear(digits(year)), Number(digits(month)), Number(digits(day))),
      year.length === 2,
    );
  }
  for (const match of overlappingMatches(WORDED, folded)) {
    const [whole, day, word = '', year = ''] = match;
    const month = monthNumber(word);
    if (month === undefined || (year.length === 2 && day === undefined)) continue;
    const dayNumber = day === undefined ? undefined : /er|premier/.test(day) ? 1 : Number(digits(day));
    keep(match.index, match.index + whole.length, dateOf(fullYear(year), month, dayNumber), year.length === 2);
  }
  return found.sort((a, b) => a.start - b.start);
}
