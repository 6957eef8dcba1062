import type { Range } from '../../text/analysis.js';
import { partialDate } from '../../text/calendar.js';
import { writtenDay } from '../../text/date-words.js';
import type { Value } from '../../../domain/fact.js';

/** A number as written, with its comparator. */
export interface NumberToken extends Range {
  readonly number: number;
  readonly comparator?: NonNullable<Value['comparator']>;
}

const COMPARATORS: Readonly<Record<string, NonNullable<Value['comparator']>>> = {
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '>': '>',
  '>=': '>=',
  '≥': '>=',
};
const NUMBER =
  /(?:([<>≤≥]=?|inf(?:erieure?)?\.? a|sup(?:erieure?)?\.? a)\s*)?([-+](?=\d))?(\d{1,3}(?:[  .]\d{3})+(?!\d|[.,]\d|\s*-\s*\d)|\d+(?:[.,]\d+)?)/y;

/** Reads "3 480", "0,71", "< 5,0", "-2,9" at `at`; undefined where no number stands there. */
export function numberAt(folded: string, at: number, signed = false): NumberToken | undefined {
  NUMBER.lastIndex = at;
  const match = NUMBER.exec(folded);
  if (match === null) return undefined;
  const [whole, rawComparator, sign, digits = ''] = match;
  if (sign !== undefined && !signed) return undefined;
  // "10^6 UFC/mL": a power is no number of its own.
  if (folded[at + whole.length] === '^') return undefined;
  const grouped = /^\d{1,3}(?:[ .]\d{3})+$/.test(digits) && (digits.includes(' ') || digits.split('.').length > 2);
  const number = Number(grouped ? digits.replace(/[ .]/g, '') : digits.replace(',', '.')) * (sign === '-' ? -1 : 1);
  const comparator =
    rawComparator === undefined ? undefined : (COMPARATORS[rawComparator] ?? (rawComparator.startsWith('inf') ? '<' : '>'));
  return { start: at, end: at + whole.length, number, ...(comparator === undefined ? {} : { comparator }) };
}

export interface RangeToken extends Range {
  readonly low?: number;
  readonly high?: number;
}

const N = String.raw`(?:\d{1,3}(?: \d{3})+(?!\d|[.,]\d)|\d+(?:[.,]\d+)?)`;
const LEAD = String.raw`(?:n|norme?s?|normale?s?|vn|vr|ref(?:erences?)?|val(?:eurs?)?\.?(?: de ref(?:erence)?| usuelles?| normales?)?|int(?:ervalle)?)\s?[.:=]?\s*`;
// "10,8 -      10,9": a mark behind its number, and the number of the next column.
const BETWEEN = new RegExp(String.raw`(?:[(\[]\s*)?(?:${LEAD})?(${N})\s*(?:-(?! {3,})|a|et|/|;|\.\.)\s*(${N})(?:\s*[)\]])?(?![\d/])`, 'y');
const BOUND = new RegExp(
  String.raw`(?:[(\[]\s*)?(?:${LEAD})?(?:negatif|neg|normal|protecteur|immunite|positif|seuil(?: protecteur)?|cible(?: habituelle)?|non enceinte|souhaitable|optimal)?\s*(?:si|:)?\s*([<>≤≥]=?|inf(?:erieure?)?\.? a|sup(?:erieure?)?\.? a|jusqu'a)\s*(${N})(?![\d/])(?:\s*[)\]])?`,
  'y',
);
const toNumber = (digits: string | undefined): number => Number((digits ?? '').replace(/ /g, '').replace(',', '.'));

/** A reference range at `at`: "4,0 - 10,0", "(12,0 - 16,0)", "N < 5", "[0,4 ; 4]". */
export function rangeAt(folded: string, at: number): RangeToken | undefined {
  BETWEEN.lastIndex = at;
  const between = BETWEEN.exec(folded);
  if (between !== null) {
    const low = toNumber(between[1]);
    const high = toNumber(between[2]);
    if (low <= high) return { start: at, end: at + between[0].length, low, high };
  }
  BOUND.lastIndex = at;
  const bound = BOUND.exec(folded);
  if (bound === null) return undefined;
  const limit = toNumber(bound[2]);
  const below = /^[<≤]|^inf|^jus/.test(bound[1] ?? '');
  return { start: at, end: at + bound[0].length, ...(below ? { high: limit } : { low: limit }) };
}

const FLAG =
  /(?:\*{1,3}|\((?:\+{1,3}|-{1,3}|h|b|l|\*)\)|\+{1,3}(?=\s|$)|-{1,3}(?=\s|$)|hh?(?=\s|$)|bb?(?=\s|$)|ll?(?=\s|$)|\bn(?=\s|$)|[↑↓▲▼↗↘]{1,3}|\b(?:haut|bas|eleve|diminue|abaisse|augmente|anormal)\b)/y;

/** The source's mark of abnormality at `at`. */
export function flagAt(folded: string, at: number): (Range & { readonly flag: NonNullable<Value['flag']> }) | undefined {
  FLAG.lastIndex = at;
  const match = FLAG.exec(folded);
  if (match === null) return undefined;
  const mark = match[0].replace(/[()]/g, '');
  const flag = /^(?:\+|h|↑|▲|↗|eleve|augm)/.test(mark) ? 'H' : /^(?:-|b|l|↓|▼|↘|dimi|abai)/.test(mark) ? 'L' : mark === 'n' ? 'N' : 'A';
  return { start: at, end: at + match[0].length, flag };
}

const RESULT =
  /(?:test )?(?:non )?(?:negati(?:f|ve)s?|positi(?:f|ve)s?|douteux|equivoque|indetermine|indetectables?|detecte(?:e|s)?|absence(?: de [a-z]+)?|absents?|absente|presence|presents?|steriles?|rares?|nombreux|normale?s?|immunise(?:e)?|non reacti(?:f|ve)s?|reacti(?:f|ve)s?|heterozygotes?|homozygotes?|(?:non )?mutee?s?|sauvage|neg|pos)(?![a-z])(?:\s?\(?[+]{1,3}\)?|\s?(?:au )?1\/\d+|\s?1\s?:\s?\d+)?/y;

/** A result in words at `at`: "négatif", "positif 1/160", "absence". */
export function resultAt(folded: string, at: number): Range | undefined {
  RESULT.lastIndex = at;
  const match = RESULT.exec(folded);
  return match === null ? undefined : { start: at, end: at + match[0].length };
}

const DATE =
  /\(?\s?(?:le |du |au )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)\s?\)?|\(?\s?(?:en )?(0?[1-9]|1[0-2])\/((?:19|20)\d{2})(?!\d)\s?\)?/y;

export interface DateToken extends Range {
  readonly date: string;
}

/** A figure date at `at`, bracketed or not: "23/01/18", "(17/03/2026)", "06/2014". */
export function dateAt(folded: string, at: number): DateToken | undefined {
  DATE.lastIndex = at;
  const match = DATE.exec(folded);
  if (match === null) return undefined;
  const [whole, day, month, year, onlyMonth, onlyYear] = match;
  const date =
    onlyMonth !== undefined && onlyYear !== undefined
      ? partialDate(Number(onlyYear), Number(onlyMonth))
      : writtenDay(day ?? '', month ?? '', year ?? '');
  return date === undefined ? undefined : { start: at, end: at + whole.trimEnd().length, date };
}
