import type { PartialDate } from '../../../domain/citation.js';
import type { DateMention, Range } from '../../text/analysis.js';
import type { Analyte } from './value-lexicon.js';

/** The date written right behind a number: "en juin 2025", "(12/03/24)", "le 17 mars", "(67 mg/L), en mai". */
export function dateBeside(folded: string, at: number, end: number, dates: readonly DateMention[]): PartialDate | undefined {
  const beside = dates.find(
    (date) =>
      date.start >= at &&
      date.end <= end + 1 &&
      date.date !== undefined &&
      date.kind !== 'duration' &&
      date.kind !== 'age' &&
      /^\s*(?:au plus (?:bas|haut) |au (?:maximum|minimum|nadir) )?(?:\([^()]{0,24}\))?\s*[,(]?\s*(?:(?:au |du )?labo(?:ratoire)?(?: de)? ville,? )?(?:en|le|au|du|a|des|debut|fin|mi-?|lors du|au mois de|(?:prelevee?|dosee?|mesuree?|fait|faite) (?:le|en)|(?:prelevement|dosage|bilan|bio|biologie|controle|prise de sang) (?:du|de|d'))?\s*$/.test(
        folded.slice(at, date.start),
      ) &&
      !/^\s*:\s*[<>]?\s?\d/.test(folded.slice(date.end, date.end + 6)) &&
      !opensAnother(folded, at, date),
  );
  return beside?.date;
}

/** "Lympho 41 (il y a 6 mois GB 44,9)": a bracket that goes on with a name and its number dates what it holds. */
const opensAnother = (folded: string, at: number, date: Range): boolean =>
  /^\s*\(/.test(folded.slice(at, date.start)) && /^\s*:?\s*[a-z][^()]*\d/.test(folded.slice(date.end, date.end + 40));

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
  const between = folded.slice(date.end, clause.start);
  const sameBracket = /\([^()]*$/.test(ahead) && !/[()]/.test(between);
  // A date in brackets behind another value is that value's own.
  if (/\d[^()]{0,14}\([^()]*$/.test(ahead))
    return sameBracket && opensAnother(folded, date.start - /[^(]*$/.exec(ahead)![0].length - 1, date);
  // "… poussée il y a 14 mois⏎EDSS 2,5": a line that opens with the name tells of its own day.
  if (/[^\s,:;(–-]\s*\n[\s*•-]*$/.test(folded.slice(date.start, clause.start))) return false;
  // "… polygraphie du 8 décembre : IAH 9/h \n Préparation : Hb 8,9": another line of the form tells of another thing.
  if (/\n[\s*•-]*[a-z][a-z' -]{2,30} ?:/.test(between)) return false;
  if (!/[,;]/.test(between)) return true;
  // Behind a semicolon another moment is told.
  if (/;/.test(between) && !/^[^,;]{0,20}:/.test(between)) return false;
  return date.start - sentence.start < 30 || /\bdu\s*$|\(\s*$/.test(ahead) || /^[^,;]{0,20}:/.test(between);
}

interface SharedValue extends Range {
  readonly analyte: Analyte;
  readonly date?: PartialDate;
  readonly earlier: boolean;
}

const COORDINATED = /^\s*(?:,|et|,? ?puis)\s*(?:une? |la |le |l')?$/;

/**
 * Laboratory values that one sentence lists share the date written behind one of them: "CRP 22 mg/L et calprotectine 1120 µg/g le 31 août",
 * "calprotectine 310 µg/g le 29 avril, CRP 6 mg/L".
 */
export function shareDates<T extends SharedValue>(values: readonly T[], folded: string): T[] {
  const shared = [...values];
  const beside = (a: T, b: T): boolean =>
    a.analyte.kind === 'lab' &&
    b.analyte.kind === 'lab' &&
    a.analyte.id !== b.analyte.id &&
    !a.earlier &&
    !b.earlier &&
    a.end <= b.start &&
    COORDINATED.test(folded.slice(a.end, b.start).replace(/(?:le|en|du|au|prelevee? le) [^,;]{3,22}(?=[,;]|$)/, ''));
  const pass = (order: readonly number[], step: 1 | -1): void => {
    for (const index of order) {
      const [value, other] = [shared[index], shared[index - step]];
      if (value === undefined || other?.date === undefined || value.date !== undefined) continue;
      const [first, second] = step === 1 ? [other, value] : [value, other];
      if (beside(first, second) && !/^\s*(?:ce jour|aujourd'hui|actuel)/.test(folded.slice(value.end, value.end + 14)))
        shared[index] = { ...value, date: other.date };
    }
  };
  const indices = shared.map((_, index) => index);
  pass(indices.toReversed(), -1);
  pass(indices, 1);
  return shared;
}
