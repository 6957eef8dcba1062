import type { PartialDate } from '../../domain/citation.js';
import type { DateCandidate, DateContext } from './date-context.js';
import { addDays, addMonths, partialDate, partsOf } from './calendar.js';
import { MONTH, SEASON, seasonBegins } from './date-words.js';

/** "Janvier suivant", "octobre de la même année": how a date leans on the one told before it. */
type Counted = 'next' | 'same' | 'previous';

const NEXT = "suivante?s?|qui\\s+suivi(?:t|rent)|d'apres";
const SAME = 'de\\s+(?:la\\s+meme|cette\\s+meme)\\s+annee|de\\s+cette\\s+annee-la|du\\s+meme\\s+an|la\\s+meme\\s+annee|cette\\s+annee-la';
const PREVIOUS = "precedente?s?|d'avant";
const HOW = `(${NEXT})|(${SAME})|(${PREVIOUS})`;

const BEHIND = new RegExp(`^\\s+(?:${HOW})(?![a-z])`);

/** "Juin et septembre suivants", "de mai à octobre suivant": what leans the last month leans the first. */
const FIRST_OF_TWO = new RegExp(
  `^\\s*(?:a|et|-|puis|au)\\s+(?:(?:le|en|fin|debut|mi)\\s+)?(?:\\d{1,2}\\s+)?${MONTH}(?=\\s+(?:suivante?s?|d'apres)(?![a-z]))`,
);
const leansWithNext = (folded: string, end: number): boolean => FIRST_OF_TWO.test(folded.slice(end, end + 50));

const UNITS = '(semaine|mois|trimestre|semestre|an(?:nee)?)';
const WHEN = new RegExp(
  `(?<![a-z])(?:(?:le|la|l'|a\\s+la|au|des\\s+l[ea']|au\\s+cours\\s+de\\s+l[ea']|dans\\s+l[ea'])\\s*)(?:meme\\s+${UNITS}|${UNITS}\\s+(?:(meme)|${NEXT})|(${SEASON})\\s+(?:${NEXT}))(?![a-z])|(?<![a-z])cet(?:te)?\\s+(annee|${SEASON})-la(?![a-z])`,
  'g',
);

const LENGTHS: Readonly<Record<string, number>> = { trimestre: 3, semestre: 6 };

const seasonBehind = (season: string, told: PartialDate): PartialDate | undefined => {
  const { year, month } = partsOf(told);
  if (month === undefined) return partialDate(year + 1);
  return partialDate(month >= (seasonBegins(season) ?? 1) ? year + 1 : year);
};

const moved = (unit: string, sign: 0 | 1, told: PartialDate): PartialDate | undefined => {
  if (unit.startsWith('an')) return partialDate(partsOf(told).year + sign);
  if (unit === 'semaine') return told.length < 10 ? undefined : sign === 0 ? told.slice(0, 7) : addDays(told, 7, 'day');
  return told.length < 7 ? undefined : addMonths(told, sign * (LENGTHS[unit] ?? 1), 'month');
};

/** "L'hiver suivant", "l'année d'après", "la semaine suivante", "cette année-là", "le même mois". */
export const countedDates = ({ folded }: DateContext): DateCandidate[] =>
  [...folded.matchAll(WHEN)].map((match): DateCandidate => {
    const [whole, same, unit = '', itself, season, then] = match;
    return {
      start: match.index,
      end: match.index + whole.length,
      kind: 'relative',
      rank: 7,
      counted: (told) => {
        if (then !== undefined) return partialDate(partsOf(told).year);
        if (season !== undefined) return seasonBehind(season, told);
        if (same !== undefined) return moved(same, 0, told);
        return moved(unit, itself === undefined ? 1 : 0, told);
      },
    };
  });

/** The first such month or day behind the one told, the last before it, or that of its year. */
const leanedOn = (date: PartialDate, counted: Counted, told: PartialDate): PartialDate | undefined => {
  const { year } = partsOf(told);
  const { month, day } = partsOf(date);
  const inYear = (there: number): PartialDate | undefined => partialDate(there, month, day);
  if (counted === 'same') return inYear(year);
  const here = inYear(year);
  if (here === undefined) return undefined;
  const shared = told.slice(0, here.length);
  // "En 2019, puis en mars suivant": of the year behind it.
  if (counted === 'next') return told.length >= 7 && here.slice(0, told.length) > shared ? here : inYear(year + 1);
  return told.length >= 7 && here < shared ? here : inYear(year - 1);
};

/** A month, or a day of one, that the words behind it lean on the date told before: "janvier suivant", "octobre de la même année". */
export const leaning = (folded: string, candidate: DateCandidate): DateCandidate => {
  const { date, end } = candidate;
  const match = BEHIND.exec(folded.slice(end, end + 40));
  if (date === undefined || date.length < 7 || (match === null && !leansWithNext(folded, end))) return candidate;
  const counted = match?.[2] !== undefined ? 'same' : match?.[3] !== undefined ? 'previous' : 'next';
  return { ...candidate, rank: 9, end: end + (match?.[0].length ?? 0), counted: (told) => leanedOn(date, counted, told) };
};
