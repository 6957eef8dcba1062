import type { PartialDate } from '../../domain/citation.js';
import type { DateMention, Range } from '../text/analysis.js';

/** The date written right behind a number: "en juin 2025", "(12/03/24)", "le 17 mars", "(67 mg/L), en mai". */
export function dateBeside(folded: string, at: number, end: number, dates: readonly DateMention[]): PartialDate | undefined {
  const beside = dates.find(
    (date) =>
      date.start >= at &&
      date.end <= end + 1 &&
      date.date !== undefined &&
      date.kind !== 'duration' &&
      date.kind !== 'age' &&
      /^\s*(?:\([^()]{0,24}\))?\s*[,(]?\s*(?:en|le|au|du|a|des|debut|fin|mi-?|lors du|au mois de|prelevee? le)?\s*$/.test(
        folded.slice(at, date.start),
      ) &&
      !/^\s*:\s*[<>]?\s?\d/.test(folded.slice(date.end, date.end + 6)),
  );
  return beside?.date;
}

/** The date written right before a number: "06/2014 : 34 UI/L". */
export function dateAhead(folded: string, at: number, floor: number, dates: readonly DateMention[]): PartialDate | undefined {
  return dates.find(
    (date) => date.end <= at && date.start >= floor && date.date !== undefined && /^\s*[:=]\s*$/.test(folded.slice(date.end, at)),
  )?.date;
}

/** The date that governs a clause: between name and number, else the nearest before it in the sentence. */
export function dateOf(clause: Range, folded: string, sentence: Range, dates: readonly DateMention[]): { date?: PartialDate } {
  const usable = dates.filter(
    (date) =>
      date.date !== undefined &&
      date.kind !== 'duration' &&
      date.kind !== 'age' &&
      date.kind !== 'period' &&
      date.direction !== 'until' &&
      date.direction !== 'in' &&
      date.direction !== 'since',
  );
  const inside = usable.find((date) => date.start >= clause.start && date.end <= clause.end);
  if (inside?.date !== undefined) return { date: inside.date };
  const before = usable
    .filter((date) => date.start >= sentence.start && date.end <= clause.start && leads(folded, sentence, clause, date))
    .at(-1);
  if (before?.date !== undefined) return { date: before.date };
  return {};
}

/** A date rules what follows it where it opens the sentence, is announced ("bilan du …", "… :") or shares the clause. */
function leads(folded: string, sentence: Range, clause: Range, date: DateMention): boolean {
  const ahead = folded.slice(Math.max(sentence.start, date.start - 24), date.start);
  if (/nee? le\s*$|depuis\s*$|\bde la\s*$|apres (?:le|la|celle du)\s*$/.test(ahead)) return false;
  // A date in brackets behind another value is that value's own.
  if (/\d[^()]{0,14}\([^()]*$/.test(ahead)) return false;
  const between = folded.slice(date.end, clause.start);
  if (!/[,;]/.test(between)) return true;
  return date.start - sentence.start < 30 || /\bdu\s*$|\(\s*$/.test(ahead) || /^[^,;]{0,20}:/.test(between);
}
