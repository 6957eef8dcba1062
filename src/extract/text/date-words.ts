import type { PartialDate } from '../../domain/citation.js';
import { partialDate } from './calendar.js';
import { numberOf, squash } from './number-words.js';
import vocabulary from './vocabulary/dates.json' with { type: 'json' };
import { alternation } from './word-patterns.js';

const MONTHS = new Map<string, number>();
vocabulary.months.forEach((names, index) => {
  for (const name of names) MONTHS.set(name, index + 1);
});
const WEEKDAYS = new Map(vocabulary.weekdays.map((name, index) => [name, index] as const));
const UNITS = new Map<string, number>();
for (const { days, words } of vocabulary.units) for (const word of words) UNITS.set(word, days);
const SEASONS: Readonly<Record<string, number>> = vocabulary.seasons;

/** Sources of regular expressions over folded text. */
export const MONTH = `(?:${alternation([...MONTHS.keys()])})(?![a-z])\\.?`;
export const WEEKDAY = `(?:${alternation(vocabulary.weekdays)})`;
export const UNIT = `(?:${alternation([...UNITS.keys()])})(?![a-z0-9])`;
export const YEAR = '(?:19|20)\\d{2}(?!\\d)';
export const SEASON = `(?:${alternation(Object.keys(SEASONS))})`;

export const monthOf = (word: string): number | undefined => MONTHS.get(word.replace(/\.$/, ''));
export const weekdayIndex = (word: string): number | undefined => WEEKDAYS.get(word);

/** The month in which a season begins. */
export const seasonBegins = (season: string): number | undefined => SEASONS[season];

/** Days in a unit of time; a month counts 30 and a year 365. */
export const unitDays = (word: string): number | undefined => UNITS.get(word);

/** "deux mille dix-sept", "mille neuf cent quatre-vingt-dix-huit" as a year. */
export const yearInWords = (text: string): number | undefined => {
  const words = squash(text).split(' ');
  let total = 0;
  let current = 0;
  for (const word of words) {
    if (word === 'mille') {
      total = (current === 0 ? 1 : current) * 1000;
      current = 0;
    } else if (word === 'cent' || word === 'cents') current = (current === 0 ? 1 : current) * 100;
    else if ((word === 'vingt' || word === 'vingts') && current % 10 === 4 && current % 100 < 10) current = current - 4 + 80;
    else if (word !== 'et') current += numberOf(word) ?? Number.NaN;
  }
  const year = total + current;
  return Number.isFinite(year) && year >= 1900 && year <= 2100 ? year : undefined;
};

/** A year of two digits: the past century where the present one would be the future beyond `pivot`. */
export const fullYear = (digits: string, pivot: number): number => {
  const value = Number(digits);
  if (digits.length === 4) return value;
  return 2000 + value > pivot ? 1900 + value : 2000 + value;
};

/** Two digits from 70 on are of the past century, where no date of a document tells better. */
const PIVOT = 2069;

/** The day that three parts of a date write, the month in figures or letters; undefined where no calendar has it. */
export const writtenDay = (day: string, month: string, year: string): PartialDate | undefined =>
  partialDate(fullYear(year, PIVOT), monthOf(month) ?? Number.parseInt(month, 10), Number(day));

export const NOT_YEAR_BEFORE: ReadonlySet<string> = new Set(vocabulary.notYearBefore);
export const NOT_YEAR_AFTER: ReadonlySet<string> = new Set(vocabulary.notYearAfter);
export const NOT_DAY_MONTH_BEFORE: ReadonlySet<string> = new Set(vocabulary.notDayMonthBefore);
