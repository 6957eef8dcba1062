import type { PartialDate } from '../../src/domain/citation.js';
import type { PageAnalysis, Range } from '../../src/extract/text/analysis.js';
import { findDates } from '../../src/extract/text/dates.js';
import type { WeighedPassage } from '../../src/extract/answers/answer-model.js';

/** A date that a page writes, and what it stands for. */
export interface CandidateDate extends Range {
  readonly date: PartialDate;
  readonly endDate?: PartialDate;
}

/** The dates of a page that may tell when something took place: what is normalised, in the order they are written. */
export function candidateDates(analysis: PageAnalysis, documentDate: PartialDate | undefined): CandidateDate[] {
  return findDates(analysis, documentDate === undefined ? {} : { documentDate }).flatMap(({ start, end, date, endDate }) =>
    date === undefined ? [] : [{ start, end, date, ...(endDate === undefined ? {} : { endDate }) }],
  );
}

/** UTF-16 units of a page that are read around a mention: what tells its day stands before it more often than behind. */
const BEFORE = 700;
const AFTER = 500;

export interface AskedDay {
  readonly question: string;
  /** Its `sentences` are the places of `days`. */
  readonly passage: WeighedPassage;
  /** The document's own day first, where it has one, then the dates written near the mention. */
  readonly days: readonly Omit<CandidateDate, 'start' | 'end'>[];
}

/** What the reader of answers is asked to tell which of a page's dates is that of a mention: the mention stands in double brackets. */
export function askedDay(
  { title, date, text }: { readonly title: string; readonly date: PartialDate | undefined; readonly text: string },
  mention: Range,
  dates: readonly CandidateDate[],
): AskedDay {
  const from = mention.start <= BEFORE ? 0 : Math.max(0, text.lastIndexOf('\n', mention.start - BEFORE) + 1, mention.start - 2 * BEFORE);
  const to = Math.min(text.length, mention.end + AFTER);
  const head = date === undefined ? '' : `${date}\n`;
  const shown = `${head}${text.slice(from, mention.start)}[[${text.slice(mention.start, mention.end)}]]${text.slice(mention.end, to)}`;
  const moved = (at: number): number => at - from + head.length + (at >= mention.end ? 4 : at > mention.start ? 2 : 0);
  const near = dates.filter(({ start, end }) => start >= from && end <= to && (end <= mention.start || start >= mention.end));
  return {
    question: `Quand : ${text.slice(mention.start, mention.end)} ?`,
    passage: {
      beside: title,
      text: shown,
      sentences: [
        ...(date === undefined ? [] : [{ start: 0, end: date.length }]),
        ...near.map(({ start, end }) => ({ start: moved(start), end: moved(end) })),
      ],
    },
    days: [
      ...(date === undefined ? [] : [{ date }]),
      ...near.map(({ date: day, endDate }) => ({ date: day, ...(endDate === undefined ? {} : { endDate }) })),
    ],
  };
}
