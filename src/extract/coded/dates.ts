import type { PartialDate } from '../../domain/citation.js';

/**
 * A date as precise as a coded time stamp says and no more: HL7 "20230214120000+0100", "202302", "2023" or ISO
 * "2023-02-14T12:00:00+01:00". Parts that no calendar holds are left out: month 20 leaves the year.
 */
export function partialDate(stamp: string | undefined): PartialDate | undefined {
  const match = /^\s*(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?/.exec(stamp ?? '');
  const [, year, month, day] = match ?? [];
  if (year === undefined || Number(year) < 1800 || Number(year) > 2200) return undefined;
  if (month === undefined || Number(month) < 1 || Number(month) > 12) return year;
  if (day === undefined || Number(day) < 1 || Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate())
    return `${year}-${month}`;
  return `${year}-${month}-${day}`;
}

/** "2023-02-14" as "14/02/2023", "2023-02" as "02/2023". */
export const frenchDate = (date: PartialDate): string => date.split('-').reverse().join('/');

/** Days between two full dates; undefined where either is partial. */
export function daysBetween(from: PartialDate | undefined, to: PartialDate | undefined): number | undefined {
  if (from?.length !== 10 || to?.length !== 10) return undefined;
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return days >= 0 ? days : undefined;
}
