import type { PartialDate } from '../../domain/citation.js';
import { daysBetween, partialDate, partsOf } from './calendar.js';
import { inferYear, type DateCandidate, type DateContext } from './date-context.js';

/** Letters between the dates of one story. */
const STORY = 700;
/** Days after a date of long ago in which the next one, without its year, is of the same story. */
const SOON_AFTER = 45;
/** Days after which a date is of long ago: no bare date before the document is nearer to it. */
const LONG_AGO = 330;
/** Told of now, whatever stands before. */
const OF_NOW =
  /\b(?:derniere?s?|recemment|recente?s?|ce jour|aujourd'hui|actuel\w*|cette annee|depuis|prochaine?s?|prevue?s?|controle|reverr\w+|rdv|rendez-vous)\b[^.;:]*$/;

/** "ADDENDUM du 18/11/2021 : …", "AVENANT (téléconsultation du 18/07/2023, Dr X) : …": what was added below, on a day of its own. */
const ADDED =
  /(?:^|\n)[ \t*•-]*(?:addendum|avenant|additif|complement|post[- ]?scriptum|p\.? ?-? ?s\.?|ajout(?:e|ee)?|mise a jour|note complementaire|erratum)\b[^\n:.;]{0,50}$/;
const ADDED_HEAD_ENDS = /^[^\n:]{0,60}(?::|\n| [-–—] |$)/;

/** What still lasts or is to come is told of the writer's day. */
const OPEN_ENDED = /\b(?:depuis|avant|jusqu'(?:au|a|en)?|a (?:partir|compter)|des|d'ici)(?: (?:le|la|du|au|de|debut|fin|mi))* ?$/;
/** A date at the head of a line is an entry's of a log, which has its own days. */
const OPENS_LINE = /(?:^|\n)[ \t*•|-]*$/;

const isYearWritten = (candidate: DateCandidate): boolean =>
  (candidate.kind === 'absolute' || candidate.kind === 'period') && candidate.bareYear !== true && candidate.date !== undefined;

const PARAGRAPH = /\n\s*\n/;

/** The added note that holds a place: the day that its heading gives, up to the next blank line. */
const addedOn = ({ folded }: DateContext, dates: readonly DateCandidate[], at: number): PartialDate | undefined => {
  const heading = dates.findLast(
    (one) =>
      one.end <= at &&
      isYearWritten(one) &&
      one.date?.length === 10 &&
      ADDED.test(folded.slice(Math.max(0, one.start - 90), one.start)) &&
      ADDED_HEAD_ENDS.test(folded.slice(one.end, one.end + 62)),
  );
  return heading === undefined || PARAGRAPH.test(folded.slice(heading.end, at)) ? undefined : heading.date;
};

const inYear = (date: PartialDate, year: number): PartialDate | undefined => {
  const { month, day } = partsOf(date);
  return partialDate(year, month, day);
};

/** The one year that puts a date between two others, told to the precision that they share. */
const between = (date: PartialDate, from: PartialDate, to: PartialDate): PartialDate | undefined => {
  const fits: PartialDate[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
    const there = inYear(date, year);
    if (there !== undefined && there >= from.slice(0, there.length) && there <= to.slice(0, there.length)) fits.push(there);
  }
  return fits.length === 1 ? fits[0] : undefined;
};

/**
 * Dates without a year, in a passage that tells things in order: "apparue le 30 septembre 2020, apixaban le 2 octobre, cardioversion
 * le 26 janvier 2021", in a letter of 2022. Of the year that keeps the order, where the nearest year before the letter would break it;
 * and in what was added below a document, of the year nearest before that day.
 */
export const placeInStory = (context: DateContext, dates: readonly DateCandidate[]): DateCandidate[] => {
  const { folded, reference } = context;
  const written = reference.documentDate;
  const placed: DateCandidate[] = [];
  for (const [index, candidate] of dates.entries()) {
    const { date, start } = candidate;
    if (candidate.bareYear !== true || date === undefined || date.length < 7 || written?.length !== 10) {
      placed.push(candidate);
      continue;
    }
    const added = addedOn(context, placed, start);
    if (added !== undefined) {
      const { month = 1, day } = partsOf(date);
      const year = inferYear({ ...context, reference: { ...reference, documentDate: added } }, month, day, start);
      const there = year === undefined ? undefined : inYear(date, year);
      placed.push(there === undefined ? candidate : { ...candidate, date: there });
      continue;
    }
    const inOrder = OPEN_ENDED.test(folded.slice(Math.max(0, start - 30), start))
      ? undefined
      : ofTheStory(context, placed, candidate, dates.slice(index + 1), written);
    placed.push(inOrder === undefined || inOrder === date ? candidate : { ...candidate, date: inOrder, inStory: true });
  }
  return placed;
};

/** A date with its year, or one that was placed by such a date. */
const isTold = (candidate: DateCandidate): boolean => isYearWritten(candidate) || candidate.inStory === true;

/** What a candidate's date is in the order of the dates told before it and behind it. */
const ofTheStory = (
  { folded, reference }: DateContext,
  before: readonly DateCandidate[],
  candidate: DateCandidate,
  behind: readonly DateCandidate[],
  written: PartialDate,
): PartialDate | undefined => {
  const { date = '', start, end } = candidate;
  const told = before.findLast((one) => isTold(one) && start - one.end <= STORY && !PARAGRAPH.test(folded.slice(one.end, start)));
  const next = behind.find((one) => isYearWritten(one) && one.start - end <= STORY && !PARAGRAPH.test(folded.slice(end, one.start)));
  const from = told?.endDate ?? told?.date;
  if (told === undefined || from === undefined || told.date === reference.birthDate || isEntry(folded, told)) return undefined;
  const to = next === undefined || isEntry(folded, next) ? undefined : next.date;
  return ordered(date, from, to, written) ?? soonAfter(folded, candidate, told, from, written);
};

const isEntry = (folded: string, { start }: DateCandidate): boolean => OPENS_LINE.test(folded.slice(Math.max(0, start - 12), start));

/** Between a date told before and one told behind, both with their years. */
const ordered = (date: PartialDate, from: PartialDate, to: PartialDate | undefined, written: PartialDate): PartialDate | undefined => {
  if (date.length < 7 || to === undefined || from.length < 7 || to.length < 7 || to > `${written}~` || from > to || date <= `${to}~`)
    return undefined;
  return between(date, from, to);
};

/** "Opéré le 12 mars 2019, drain retiré le 20 mars": some days behind a date of long ago. */
const soonAfter = (
  folded: string,
  { date = '', start }: DateCandidate,
  told: DateCandidate,
  from: PartialDate,
  written: PartialDate,
): PartialDate | undefined => {
  if (date.length !== 10 || from.length !== 10 || daysBetween(from, written) < LONG_AGO) return undefined;
  const gap = folded.slice(told.end, start);
  if (gap.length > STORY / 4 || OF_NOW.test(gap)) return undefined;
  return [0, 1]
    .map((more) => inYear(date, Number(from.slice(0, 4)) + more))
    .find((there) => there !== undefined && daysBetween(from, there) >= 0 && daysBetween(from, there) <= SOON_AFTER);
};
