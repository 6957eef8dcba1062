import type { PartialDate } from '../../src/domain/citation.js';
import type { PageAnalysis, Range } from '../../src/extract/text/analysis.js';
import { findDates } from '../../src/extract/text/dates.js';

/** A date that a page writes, and what it stands for. */
export interface CandidateDate extends Range {
  readonly date: PartialDate;
  readonly endDate?: PartialDate;
}

/** The dates of a page that may tell when something took place: what is normalised, in the order they are written. */
export const candidateDates = (analysis: PageAnalysis, documentDate: PartialDate): CandidateDate[] =>
  findDates(analysis, { documentDate }).flatMap(({ date, ...mention }) => (date === undefined ? [] : [{ ...mention, date }]));

/** UTF-16 units of a page that are read around a mention: what tells its day stands before it more often than behind. */
const BEFORE = 700;
const AFTER = 500;

export interface AskedDay {
  readonly question: string;
  readonly text: string;
  /** The document's own day first, then the dates written near the mention, where they stand in `text`. */
  readonly days: readonly CandidateDate[];
}

/** What the reader of answers is asked to tell which of a page's dates is that of a mention: the mention stands in double brackets. */
export function askedDay(
  { date, text }: { readonly date: PartialDate; readonly text: string },
  mention: Range,
  dates: readonly CandidateDate[],
): AskedDay {
  const from = mention.start <= BEFORE ? 0 : Math.max(0, text.lastIndexOf('\n', mention.start - BEFORE) + 1, mention.start - 2 * BEFORE);
  const to = Math.min(text.length, mention.end + AFTER);
  const head = `${date}\n`;
  const words = text.slice(mention.start, mention.end);
  const moved = (at: number): number => at - from + head.length + (at >= mention.end ? 4 : at > mention.start ? 2 : 0);
  const near = dates.filter(({ start, end }) => start >= from && end <= to && (end <= mention.start || start >= mention.end));
  return {
    question: `Quand : ${words} ?`,
    text: `${head}${text.slice(from, mention.start)}[[${words}]]${text.slice(mention.end, to)}`,
    days: [{ start: 0, end: date.length, date }, ...near.map((day) => ({ ...day, start: moved(day.start), end: moved(day.end) }))],
  };
}
