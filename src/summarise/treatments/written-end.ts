import type { PartialDate } from '../../domain/citation.js';
import { partialDate } from '../../extract/text/calendar.js';
import { MONTH, monthOf } from '../../extract/text/date-words.js';
import { addDays } from '../dates.js';

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
  const [, day, month, year] = NAMED.exec(text) ?? [];
  return month === undefined ? undefined : dated(year, monthOf(month) ?? 0, day === undefined ? undefined : Number(day), from);
}
const NAMED = new RegExp(String.raw`jusqu (?:au|a|en|fin) (?:(\d{1,2}) )?(${MONTH})(?: (\d{4}))?`);

function dated(year: string | undefined, month: number, day: number | undefined, from: PartialDate): PartialDate | undefined {
  if (year !== undefined) return partialDate(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  const own = Number(from.slice(0, 4));
  const same = partialDate(own, month, day);
  return same === undefined || same >= from ? same : partialDate(own + 1, month, day);
}
