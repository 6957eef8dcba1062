import vocabulary from './vocabulary/dates.json' with { type: 'json' };

const escape = (word: string): string =>
  word
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/ /g, '\\s+')
    .replace(/-/g, '[\\s-]+');
const longestFirst = (words: readonly string[]): string =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map(escape)
    .join('|');

const MONTHS = new Map<string, number>();
vocabulary.months.forEach((names, index) => {
  for (const name of names) MONTHS.set(name, index + 1);
});
const WEEKDAYS = new Map(vocabulary.weekdays.map((name, index) => [name, index] as const));
const NUMBERS = new Map(Object.entries(vocabulary.numbers));
const UNITS = new Map<string, number>();
for (const { days, words } of vocabulary.units) for (const word of words) UNITS.set(word, days);

/** Sources of regular expressions over folded text. */
export const MONTH = `(?:${longestFirst([...MONTHS.keys()])})(?![a-z])\\.?`;
export const WEEKDAY = `(?:${longestFirst(vocabulary.weekdays)})`;
export const NUMBER = `(?:\\d{1,3}(?:[.,]5)?(?![\\d/])|(?:${longestFirst([...NUMBERS.keys()])})(?:(?<=')|(?![a-z])))`;
export const UNIT = `(?:${longestFirst([...UNITS.keys()])})(?![a-z0-9])`;
export const YEAR = '(?:19|20)\\d{2}(?!\\d)';
export const SEASON = `(?:${longestFirst(Object.keys(vocabulary.seasons))})`;

const squash = (word: string): string => word.replace(/\s*-\s*|\s+/g, ' ').trim();

export const monthOf = (word: string): number | undefined => MONTHS.get(word.replace(/\.$/, ''));
export const weekdayIndex = (word: string): number | undefined => WEEKDAYS.get(word);

/** "trois", "une quinzaine de", "2,5" as a number. */
export const numberOf = (word: string): number | undefined => {
  if (/^\d/.test(word)) return Number(word.replace(',', '.'));
  const text = squash(word);
  return NUMBERS.get(text) ?? NUMBERS.get(text.replace(/ /g, '-'));
};

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
    else if (word !== 'et') current += NUMBERS.get(word) ?? Number.NaN;
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

export const NOT_YEAR_BEFORE: ReadonlySet<string> = new Set(vocabulary.notYearBefore);
export const NOT_YEAR_AFTER: ReadonlySet<string> = new Set(vocabulary.notYearAfter);
export const NOT_DAY_MONTH_BEFORE: ReadonlySet<string> = new Set(vocabulary.notDayMonthBefore);
