import type { PartialDate } from '../../domain/citation.js';
import { MONTH, monthOf } from '../../extract/text/date-words.js';
import { numberOf, roundNumberOf } from '../../extract/text/number-words.js';
import { daysBetween } from '../dates.js';

/** A date as a sentence tells it, whole or in part. */
export interface ToldDate {
  /** Place in the folded words. */
  readonly start: number;
  readonly end: number;
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  /** Years by which it may miss: an age, "il y a dix ans", "vers 2010". */
  readonly give: number;
}

/** Tried in order; what one has read the next ones leave. */
const FORMS: readonly (readonly [
  RegExp,
  (match: readonly string[], on: PartialDate | undefined, born: number | undefined) => Read | undefined,
])[] = [
  [/(?<![\d.,])(\d{1,2})[ .](\d{1,2})[ .]((?:19|20)\d\d)\b/g, ([, day, month, year]) => whole(day, Number(month), year)],
  [/(?<![\d.,])(\d{1,2})[ .](\d{1,2})[ .](\d{2})(?![\d,]|[ .]?\d)/g, ([, day, month, year]) => whole(day, Number(month), century(year))],
  [
    new RegExp(String.raw`\b(\d{1,2})(?:er)? (${MONTH}) ((?:19|20)\d\d)\b`, 'g'),
    ([, day, month, year]) => whole(day, monthOf(month ?? ''), year),
  ],
  [new RegExp(String.raw`\b(${MONTH}) ((?:19|20)\d\d)\b`, 'g'), ([, month, year]) => inMonth(year, monthOf(month ?? ''))],
  [new RegExp(String.raw`\b(${MONTH}) (\d\d)\b(?! ?[h:%]| \d)`, 'g'), ([, month, year]) => inMonth(century(year), monthOf(month ?? ''))],
  [/(?<![\d.,] ?)\b(0?[1-9]|1[0-2])[ .]((?:19|20)\d\d)\b/g, ([, month, year]) => inMonth(year, Number(month))],
  [/\b(vers|autour de|environ|env\.?|~|debut des annees|annees) ?((?:19|20)\d\d)\b/g, ([, , year]) => ({ year: Number(year), give: 2 })],
  [/(?<![\d.,/])\b((?:19|20)\d\d)\b(?! ?(?:g|mg|ml|ui|kcal|pas|m2|euros)\b)/g, ([, year]) => ({ year: Number(year), give: 0 })],
  [/\b(?:en|depuis|fin|debut) (\d\d)\b(?! ?(?:[a-z%°]|\d|[.,]\d))/g, ([, year]) => ({ year: Number(century(year)), give: 0 })],
  [/\bil y a (?:environ |pres de |plus de |une |quelque )?(\d{1,2}|[a-z]+) ?(ans|annees|d annees)\b/g, ([, count], on) => ago(count, on)],
  [
    /\b(?:enfance|adolescence|naissance|age adulte),? ?\(?(?:vers |a |des )?(?:l age de )?(\d{1,2}) ans\b/g,
    ([, age], _on, born) => (born === undefined ? undefined : { year: born + Number(age), give: 2 }),
  ],
  [/\ba (?:l age de )?(\d{1,2}) ans\b/g, ([, age], _on, born) => (born === undefined ? undefined : { year: born + Number(age), give: 1 })],
  [
    new RegExp(String.raw`\b(?:du|le|de|d|des|en|fin|debut|mi) (?:(\d{1,2})(?:er)? )?(${MONTH})`, 'g'),
    ([, day, month], on) => recent(day, monthOf(month ?? ''), on),
  ],
  [
    /\b(?:du|le|des|au|\() ?(\d{1,2})[ .](\d{1,2})\b(?!(?:[.,]| ?\/ ?)?\d| ?(?:mg|g|ml|mm|cm|h|%|kg|x|ans|jours|mois|semaines|sa)\b)/g,
    ([, day, month], on) => recent(day, Number(month), on),
  ],
];

/** Each of those forms holds one of these: most sentences hold none. */
const MAY_TELL = new RegExp(String.raw`\d|\bil y a |${MONTH}`);

interface Read {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
  readonly give: number;
}

const century = (year: string | undefined): string => (Number(year) > 40 ? `19${year ?? ''}` : `20${year ?? ''}`);

const inMonth = (year: string | undefined, month: number | undefined): Read | undefined =>
  month === undefined ? undefined : { year: Number(year), month, give: 0 };

function whole(day: string | undefined, month: number | undefined, year: string | undefined): Read | undefined {
  const d = Number(day);
  return month !== undefined && d >= 1 && d <= 31 && month >= 1 && month <= 12 ? { year: Number(year), month, day: d, give: 0 } : undefined;
}

function ago(count: string | undefined, on: PartialDate | undefined): Read | undefined {
  if (on === undefined || count === undefined) return undefined;
  const year = Number(on.slice(0, 4));
  const round = roundNumberOf(count);
  if (round !== undefined) return { year: year - round, give: Math.ceil(round / 3) };
  const years = numberOf(count);
  return years === undefined ? undefined : { year: year - years, give: years >= 10 ? 2 : 1 };
}

/** A day or a month without its year: the last one before the paper. */
function recent(day: string | undefined, month: number | undefined, on: PartialDate | undefined): Read | undefined {
  if (
    on === undefined ||
    month === undefined ||
    on.length < 7 ||
    month < 1 ||
    month > 12 ||
    Number(day ?? '1') > 31 ||
    Number(day ?? '1') < 1
  )
    return undefined;
  const [year, written] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))];
  return { year: month > written ? year - 1 : year, month, give: 0, ...(day === undefined ? {} : { day: Number(day) }) };
}

/** Every date that folded words tell, in their order; `on` is the paper's own date, `born` the patient's year of birth. */
export function toldDates(words: string, on: PartialDate | undefined, born?: number): readonly ToldDate[] {
  const found: ToldDate[] = [];
  if (!MAY_TELL.test(words)) return found;
  for (const [pattern, read] of FORMS)
    for (const match of words.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((one) => start < one.end && end > one.start)) continue;
      const told = read(match, on, born);
      if (told !== undefined && told.year >= FIRST_YEAR) found.push({ ...told, start, end });
    }
  return found.toSorted((a, b) => a.start - b.start);
}
const FIRST_YEAR = 1920;

/** Whether both may be one date, as far as each tells it. */
export function mayBeSame(a: Read, b: Read): boolean {
  const give = Math.max(a.give, b.give);
  if (Math.abs(a.year - b.year) > give) return false;
  if (give > 0 || a.month === undefined || b.month === undefined) return true;
  return a.month === b.month && (a.day === undefined || b.day === undefined || a.day === b.day);
}

/** "2021-06-10", "2021-06", "2021". */
export function asPartialDate({ year, month, day }: Read): PartialDate {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${year}${month === undefined ? '' : `-${two(month)}`}${month === undefined || day === undefined ? '' : `-${two(day)}`}`;
}

/** Whether a told date is that of a document or a day. */
export function tellsDay(told: Read, date: PartialDate | undefined): boolean {
  if (date === undefined) return false;
  const [year, month, day] = date.split('-').map(Number);
  return (
    Math.abs(told.year - (year ?? 0)) <= told.give &&
    (told.month === undefined || month === undefined || told.month === month) &&
    (told.day === undefined || day === undefined || told.day === day)
  );
}

/** What is new in the later paper is no old one of the other side. */
const IS_NEW =
  /\b(?:(?<!d )hier|avant hier|ce jour|ce matin|aujourd hui|chute|recente?|consulte pour|motif|apparition|depuis (?:\d+|deux|trois|quelques) (?:jours?|semaines?|mois)|nouve\w+)\b/;
const NEW_DAYS = 90;

/** Whether the words of a later paper tell what is new since the older one: the same thing anew, not the same told otherwise. */
export const isNewSince = (older: PartialDate | undefined, newer: PartialDate | undefined, words: string): boolean =>
  older !== undefined && newer !== undefined && daysBetween(older, newer) > NEW_DAYS && IS_NEW.test(words);
