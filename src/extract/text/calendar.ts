import type { PartialDate } from '../../domain/citation.js';

const DAY = 86_400_000;

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** A partial date from its parts; undefined where no calendar has it. */
export const partialDate = (year: number, month?: number, day?: number): PartialDate | undefined => {
  if (!Number.isInteger(year) || year < 1850 || year > 2150) return undefined;
  if (month === undefined) return pad(year, 4);
  if (!Number.isInteger(month) || month < 1 || month > 12) return undefined;
  if (day === undefined) return `${pad(year, 4)}-${pad(month)}`;
  if (!Number.isInteger(day) || day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
};

export interface DateParts {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

export const partsOf = (date: PartialDate): DateParts => {
  const [year, month, day] = date.split('-').map(Number);
  return { year: year ?? 0, ...(month === undefined ? {} : { month }), ...(day === undefined ? {} : { day }) };
};

/** Milliseconds since the epoch of the first day that the date may mean. */
const firstMoment = (date: PartialDate): number => {
  const { year, month = 1, day = 1 } = partsOf(date);
  return Date.UTC(year, month - 1, day);
};

/** Days from `from` to `to`, each taken at its earliest. */
export const daysBetween = (from: PartialDate, to: PartialDate): number => Math.round((firstMoment(to) - firstMoment(from)) / DAY);

const fromMoment = (moment: number): DateParts & { month: number; day: number } => {
  const date = new Date(moment);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};

export type Precision = 'day' | 'month' | 'year';

const cut = (parts: DateParts, precision: Precision): PartialDate | undefined =>
  precision === 'year'
    ? partialDate(parts.year)
    : precision === 'month'
      ? partialDate(parts.year, parts.month)
      : partialDate(parts.year, parts.month, parts.day);

/** `date` moved by days, told no more precisely than `precision` or than `date` itself. */
export const addDays = (date: PartialDate, days: number, precision: Precision): PartialDate | undefined => {
  const { month, day } = partsOf(date);
  const own: Precision = day !== undefined ? 'day' : month !== undefined ? 'month' : 'year';
  const order: readonly Precision[] = ['year', 'month', 'day'];
  const kept = order[Math.min(order.indexOf(precision), order.indexOf(own))] ?? 'year';
  return cut(fromMoment(firstMoment(date) + Math.round(days) * DAY), kept);
};

/** `date` moved by whole months; the day is held to the month's last. */
export const addMonths = (date: PartialDate, months: number, precision: Precision): PartialDate | undefined => {
  const { year, month, day } = partsOf(date);
  if (month === undefined) return partialDate(year + Math.trunc(months / 12));
  const index = year * 12 + (month - 1) + months;
  const newYear = Math.floor(index / 12);
  const newMonth = (((index % 12) + 12) % 12) + 1;
  const newDay = day === undefined ? undefined : Math.min(day, daysInMonth(newYear, newMonth));
  return cut(
    { year: newYear, month: newMonth, ...(newDay === undefined ? {} : { day: newDay }) },
    day === undefined && precision === 'day' ? 'month' : precision,
  );
};

/** Day of the week of a full date, Monday 0. */
export const weekdayOf = (date: PartialDate): number => (new Date(firstMoment(date)).getUTCDay() + 6) % 7;
