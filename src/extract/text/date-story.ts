import type { PartialDate } from '../../domain/citation.js';
import { daysBetween, partialDate, partsOf } from './calendar.js';
import { inferYear, looksAhead, type DateCandidate, type DateContext } from './date-context.js';

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
const isOpenEnded = (folded: string, { start }: DateCandidate): boolean => OPEN_ENDED.test(folded.slice(Math.max(0, start - 30), start));
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
    if (candidate.counted !== undefined) {
      const told = toldBefore(context, placed, start, ({ kind, inStory }) => kind !== 'relative' || inStory === true);
      const from = told?.date === reference.birthDate ? undefined : told?.date;
      const there = from === undefined ? undefined : candidate.counted(from);
      if (there !== undefined && (written === undefined || there <= `${written}~`))
        placed.push({ ...candidate, date: there, inStory: true });
      else placed.push(candidate);
      continue;
    }
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
    // "Opéré en mars 2023… Ténolyse programmée le 17 septembre": what is to come keeps no order with what is told.
    const toCome = date > `${written}~` && looksAhead(context, start);
    const inOrder =
      toCome || isOpenEnded(folded, candidate) ? undefined : ofTheStory(context, placed, candidate, dates.slice(index + 1), written);
    placed.push(inOrder === undefined || inOrder === date ? candidate : { ...candidate, date: inOrder, inStory: true });
  }
  return placed;
};

/** A date with its year, or one that was placed by such a date. */
const isTold = (candidate: DateCandidate): boolean => isYearWritten(candidate) || candidate.inStory === true;

/** The last date before a place, in its paragraph, that is one of those sought. */
const toldBefore = (
  { folded }: DateContext,
  before: readonly DateCandidate[],
  at: number,
  sought: (candidate: DateCandidate) => boolean,
): DateCandidate | undefined => {
  const told = before.findLast((one) => one.date !== undefined && one.kind !== 'age' && one.kind !== 'duration' && sought(one));
  return told === undefined || at - told.end > STORY || PARAGRAPH.test(folded.slice(told.end, at)) ? undefined : told;
};

/** What a candidate's date is in the order of the dates told before it and behind it. */
const ofTheStory = (
  context: DateContext,
  before: readonly DateCandidate[],
  candidate: DateCandidate,
  behind: readonly DateCandidate[],
  written: PartialDate,
): PartialDate | undefined => {
  const { folded, reference } = context;
  const { date = '', start, end } = candidate;
  const told = toldBefore(context, before, start, isTold);
  const next = behind.find((one) => isYearWritten(one) && one.start - end <= STORY && !PARAGRAPH.test(folded.slice(end, one.start)));
  const from = told?.endDate ?? told?.date;
  if (told?.date === undefined || from === undefined || told.date === reference.birthDate || isEntry(folded, told)) return undefined;
  const gap = folded.slice(told.end, start);
  const to = next === undefined || isEntry(folded, next) ? undefined : next.date;
  return (
    (isOpenEnded(folded, told) ? undefined : inItsBracket(gap, candidate, told.date, written)) ??
    ofThatMonth(folded, candidate, told, written) ??
    inYearOf(date, told, before, to) ??
    ordered(date, from, to, written) ??
    ordered(date, beginningOf(folded, before, told), to, written) ??
    soonAfter(gap, date, from, written) ??
    inOneSentence(folded, candidate, told, from, written)
  );
};

const isEntry = (folded: string, { start }: DateCandidate): boolean => OPENS_LINE.test(folded.slice(Math.max(0, start - 12), start));

const RANGE = /^\s*(?:au|a|et|jusqu'au|jusqu'en|-|–|->|→)\s*$/;
/** "Du 7 juin au 15 novembre 2022 … en septembre": within a stretch of time as well as behind it. */
const beginningOf = (folded: string, before: readonly DateCandidate[], told: DateCandidate): PartialDate | undefined => {
  const first = before[before.indexOf(told) - 1];
  if (first?.date === undefined || first.date.length < 7 || told.date === undefined || !RANGE.test(folded.slice(first.end, told.start)))
    return told.date;
  const { year } = partsOf(told.date);
  const there = inYear(first.date, first.bareYear === true ? year : partsOf(first.date).year);
  return there !== undefined && there > `${told.date}~` ? inYear(first.date, year - 1) : there;
};

/** The first such day or month that is not before another date. */
const firstFrom = (date: PartialDate, from: PartialDate): PartialDate | undefined => {
  const year = Number(from.slice(0, 4));
  const here = inYear(date, year);
  return here === undefined || here.slice(0, from.length) < from.slice(0, here.length) ? inYear(date, year + 1) : here;
};

/** "Au printemps 2021 (DAT-scan du 22 avril)": a bracket tells more of the date before it. */
const inItsBracket = (gap: string, { date = '' }: DateCandidate, told: PartialDate, written: PartialDate): PartialDate | undefined => {
  if (!/^\s*\([^()]*$/.test(gap) || OF_NOW.test(gap) || told.length >= 10) return undefined;
  const there = firstFrom(date, told);
  return there === undefined || there > `${written}~` ? undefined : there;
};

/** "Trois tassements en juillet 2024. Cimentoplastie le 30 juillet": a day of the month that was told with its year. */
const ofThatMonth = (
  folded: string,
  { date = '', start }: DateCandidate,
  told: DateCandidate,
  written: PartialDate,
): PartialDate | undefined => {
  const gap = folded.slice(told.end, start);
  if (date.length !== 10 || told.date?.length !== 7 || told.endDate !== undefined || OF_NOW.test(gap)) return undefined;
  if (isOpenEnded(folded, told) || gap.length > STORY / 4) return undefined;
  const there = `${told.date}${date.slice(7)}`;
  return date.slice(5, 7) === told.date.slice(5) && there <= written ? there : undefined;
};

/** "27 février 2017, … dernière cure le 8 août. Pneumopathie en juin. … 3 octobre 2018": told back a little, within the year that runs. */
const inYearOf = (
  date: PartialDate,
  told: DateCandidate,
  before: readonly DateCandidate[],
  to: PartialDate | undefined,
): PartialDate | undefined => {
  const from = before.findLast(isYearWritten)?.date;
  if (told.inStory !== true || told.date === undefined || from === undefined || from.length < 7 || to === undefined) return undefined;
  const there = inYear(date, Number(told.date.slice(0, 4)));
  const kept = there !== undefined && there >= from.slice(0, there.length) && there <= `${to}~` && date > `${to}~`;
  return kept ? there : undefined;
};

/** Between a date told before and one told behind, both with their years: the first year that keeps the order. */
const ordered = (
  date: PartialDate,
  from: PartialDate | undefined,
  to: PartialDate | undefined,
  written: PartialDate,
): PartialDate | undefined => {
  if (
    from === undefined ||
    date.length < 7 ||
    to === undefined ||
    from.length < 7 ||
    to.length < 7 ||
    to > `${written}~` ||
    from > to ||
    date <= `${to}~`
  )
    return undefined;
  const first = firstFrom(date, from);
  return first !== undefined && first <= `${to}~` ? first : undefined;
};

/** "Opéré le 12 mars 2019, drain retiré le 20 mars": some days behind a date of long ago. */
const soonAfter = (gap: string, date: PartialDate, from: PartialDate, written: PartialDate): PartialDate | undefined => {
  if (date.length !== 10 || from.length !== 10 || daysBetween(from, written) < LONG_AGO) return undefined;
  if (gap.length > STORY / 4 || OF_NOW.test(gap)) return undefined;
  const there = firstFrom(date, from);
  return there !== undefined && daysBetween(from, there) <= SOON_AFTER ? there : undefined;
};

/** Days before a paper in which a date without its year is of its own days, whatever its sentence told before. */
const OF_THESE_DAYS = 60;
const SENTENCE_ENDS = /[.;!?]\s|\n|:\s/;

/** "Incisée le 2 mars 2023, récidivée, marsupialisée le 25 mai": one sentence goes on in the year that it gave. */
const inOneSentence = (
  folded: string,
  { date = '', start, end }: DateCandidate,
  told: DateCandidate,
  from: PartialDate,
  written: PartialDate,
): PartialDate | undefined => {
  const gap = folded.slice(told.end, start);
  // A month may be of any year, in a list of what was before.
  if (date.length < 10 || date > `${written}~` || from.length < 10) return undefined;
  if (told.direction === 'since' || told.direction === 'until') return undefined;
  if (SENTENCE_ENDS.test(gap) || OF_NOW.test(gap) || /^ (?:dernier|prochain)/.test(folded.slice(end, end + 10))) return undefined;
  if (isOpenEnded(folded, told)) return undefined;
  if (daysBetween(date, written) <= OF_THESE_DAYS) return undefined;
  const there = firstFrom(date, from);
  return there !== undefined && there < date ? there : undefined;
};
