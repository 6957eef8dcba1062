import type { PartialDate } from '../domain/citation.js';

const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];

/** A dossier's dates are few and compared often. */
const DAYS = new Map<PartialDate, number>();
const REMEMBERED = 20_000;

/** The first day a partial date may stand for, as days since 1970. */
export function firstDay(date: PartialDate): number {
  const known = DAYS.get(date);
  if (known !== undefined) return known;
  const [year = '1970', month = '01', day = '01'] = date.split('-');
  const days = Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000;
  if (DAYS.size >= REMEMBERED) DAYS.clear();
  DAYS.set(date, days);
  return days;
}

/** The last day a partial date may stand for, as days since 1970. */
export function lastDay(date: PartialDate): number {
  const [year = '1970', month, day] = date.split('-');
  if (day !== undefined) return firstDay(date);
  if (month !== undefined) return Date.UTC(Number(year), Number(month), 0) / 86_400_000;
  return Date.UTC(Number(year), 12, 0) / 86_400_000;
}

/** Orders by first day, the more precise date first where they tie. */
export function compareDates(a: PartialDate | undefined, b: PartialDate | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  // Of one precision they stand in the order of their letters.
  if (a.length === b.length) return a < b ? -1 : 1;
  return firstDay(a) - firstDay(b) || b.length - a.length || (a < b ? -1 : 1);
}

/** Whether two partial dates may be the same day: one contains the other. */
export function compatibleDates(a: PartialDate, b: PartialDate): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** Days from `a` to `b`, between their first days; negative when `b` comes first. */
export function daysBetween(a: PartialDate, b: PartialDate): number {
  return firstDay(b) - firstDay(a);
}

/** Whether the date is surely after the reference, at the precision known. */
export function isAfter(date: PartialDate, reference: PartialDate): boolean {
  return firstDay(date) > lastDay(reference);
}

export function addDays(date: PartialDate, days: number): PartialDate {
  return new Date((firstDay(date) + days) * 86_400_000).toISOString().slice(0, 10);
}

/** Whole years from birth to the reference, at the precision known. */
export function ageAt(birth: PartialDate, reference: PartialDate): number {
  const [by = 0, bm = 1, bd = 1] = birth.split('-').map(Number);
  const [ry = 0, rm = 12, rd = 31] = reference.split('-').map(Number);
  return ry - by - (rm < bm || (rm === bm && rd < bd) ? 1 : 0);
}

/** "12/03/2024", "mars 2024", "2024": as precise as known and no more. */
export function frenchDate(date: PartialDate): string {
  const [year = '', month, day] = date.split('-');
  if (month === undefined) return year;
  if (day === undefined) return `${MONTHS[Number(month) - 1] ?? month} ${year}`;
  return `${day}/${month}/${year}`;
}

/** "le 12/03/2024", "en mars 2024", "en 2024". */
export function onDate(date: PartialDate): string {
  return `${date.length === 10 ? 'le' : 'en'} ${frenchDate(date)}`;
}

/** "depuis le 12/03/2024", "depuis mars 2024", "depuis 2024". */
export function sinceDate(date: PartialDate): string {
  return date.length === 10 ? `depuis le ${frenchDate(date)}` : `depuis ${frenchDate(date)}`;
}

export const FRENCH_MONTHS: readonly string[] = MONTHS;

const SHOWN = new RegExp(`\\b(\\d{2})/(\\d{2})/(\\d{4})\\b|(?:\\b(${MONTHS.join('|')}) )?\\b((?:19|20)\\d{2})\\b`, 'g');

/** The dates that a text made of `frenchDate` shows, as precise as it shows them. */
export function datesIn(text: string): readonly PartialDate[] {
  return [...text.matchAll(SHOWN)].map(([, day, month, year, name, alone]) => {
    if (year !== undefined) return `${year}-${month}-${day}`;
    return name === undefined ? (alone ?? '') : `${alone}-${String(MONTHS.indexOf(name) + 1).padStart(2, '0')}`;
  });
}
