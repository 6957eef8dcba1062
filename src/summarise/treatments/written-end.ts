import type { PartialDate } from '../../domain/citation.js';
import { addDays, FRENCH_MONTHS } from '../dates.js';
import { fold } from '../text.js';

const MONTHS = FRENCH_MONTHS.map(fold);

/**
 * The end that a prescription writes: "jusqu'au 18/06/2019 inclus", "jusqu'au 30 juin", "jusqu'en mars 2024". A day without its year is
 * the next one after the prescription.
 */
export function writtenEnd(duration: string | undefined, from: PartialDate): PartialDate | undefined {
  if (duration === undefined) return undefined;
  const text = duration.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[’']/g, ' ');
  // A term of pregnancy is reached within so many weeks, whenever it began.
  const weeks = /jusqu a (\d{1,2}) ?(?:sa|semaines d amenorrhee)\b/.exec(text);
  if (weeks !== null && from.length === 10) return addDays(from, 7 * Number(weeks[1]));
  const numeric = /jusqu (?:au|a) (\d{1,2})[/.](\d{1,2})(?:[/.](\d{2,4}))?/.exec(text);
  if (numeric !== null) return dated(numeric[3], Number(numeric[2]), Number(numeric[1]), from);
  const named = new RegExp(`jusqu (?:au|a|en|fin) (?:(\\d{1,2}) )?(${MONTHS.join('|')})(?: (\\d{4}))?`).exec(text);
  if (named === null) return undefined;
  return dated(named[3], MONTHS.indexOf(named[2] ?? '') + 1, named[1] === undefined ? undefined : Number(named[1]), from);
}

function dated(year: string | undefined, month: number, day: number | undefined, from: PartialDate): PartialDate | undefined {
  if (month < 1 || month > 12 || (day !== undefined && (day < 1 || day > 31))) return undefined;
  const tail = `${String(month).padStart(2, '0')}${day === undefined ? '' : `-${String(day).padStart(2, '0')}`}`;
  if (year !== undefined) return `${year.length === 2 ? `20${year}` : year}-${tail}`;
  const same = `${from.slice(0, 4)}-${tail}`;
  return same >= from ? same : `${Number(from.slice(0, 4)) + 1}-${tail}`;
}
