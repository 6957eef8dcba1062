import type { Value } from '../../domain/fact.js';
import ucum from './vocabulary/ucum-units.json' with { type: 'json' };

const UNITS: Readonly<Record<string, string>> = ucum.units;

/** A UCUM unit as French reports print it; annotations in braces lose their braces. */
export function frenchUnit(unit: string | undefined): string | undefined {
  if (unit === undefined || unit === '') return undefined;
  const known = UNITS[unit];
  if (known !== undefined) return known === '' ? undefined : known;
  return unit.replace(/[{}[\]]/g, '').replace(/\bu(?=mol|g|L)/g, 'µ');
}

/** "11.50" as "11,50": the decimal mark changes, the digits never do. */
export const frenchNumber = (written: string): string => written.replace('.', ',');

export function numberOf(written: string | undefined): number | undefined {
  if (written === undefined || !/^[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?$/.test(written.trim())) return undefined;
  return Number(written.trim().replace(',', '.'));
}

/** Numbers as a French text writes them: "11,4", "100 000", "1 250,5", "0.71". */
const WRITTEN = /(?:[<>≤≥]\s*=?\s*)?\d{1,3}(?: \d{3})+(?:,\d+)?|(?:[<>≤≥]\s*=?\s*)?\d+(?:[.,]\d+)?/g;

export interface WrittenQuantity {
  readonly text: string;
  readonly unit?: string;
}

/**
 * The coded number as the narrative writes it, with its unit: the first cell whose number equals it.
 * A row may hold the same number twice (result and previous result): the first is the result's column.
 */
export function writtenIn(cells: readonly string[], number: number): WrittenQuantity | undefined {
  for (const cell of cells) {
    for (const match of cell.matchAll(WRITTEN)) {
      const digits = match[0].replace(/^[<>≤≥]\s*=?\s*/, '');
      if (Number(digits.replace(/ /g, '').replace(',', '.')) !== number) continue;
      const before = cell[match.index - 1] ?? ' ';
      const after = cell.slice(match.index + match[0].length);
      if (/[\d.,/\p{L}]/u.test(before) || /^[\d/]|^[.,]\d/.test(after)) continue;
      const unit = /^\s*([^\s\d(][^\s(]{0,19})\s*$/.exec(after)?.[1];
      return { text: match[0], ...(unit === undefined || /^[-–;,.]/.test(unit) ? {} : { unit }) };
    }
  }
  return undefined;
}

const FLAGS: Readonly<Record<string, NonNullable<Value['flag']>>> = {
  H: 'H',
  HH: 'H',
  HU: 'H',
  HX: 'H',
  '>': 'H',
  L: 'L',
  LL: 'L',
  LU: 'L',
  LX: 'L',
  '<': 'L',
  A: 'A',
  AA: 'A',
  EX: 'A',
  N: 'N',
};

export const flagOf = (codes: readonly string[]): Value['flag'] | undefined =>
  codes.map((code) => FLAGS[code]).find((flag) => flag !== undefined);

/** True where the source's interpretation and its own range cannot both hold; a bound ("< 4") is never judged. */
export function contradicts(value: Value): boolean {
  const { number, low, high, flag, comparator } = value;
  if (number === undefined || flag === undefined || comparator !== undefined || (low === undefined && high === undefined)) return false;
  const above = high !== undefined && number > high;
  const below = low !== undefined && number < low;
  if (flag === 'H') return !above && high !== undefined;
  if (flag === 'L') return !below && low !== undefined;
  return flag === 'N' ? above || below : !above && !below && low !== undefined && high !== undefined;
}

const NUMERIC_CELL = /^[<>≤≥=\s]*\d{1,3}(?:[ ]?\d{3})*(?:[.,]\d+)?\s*[^\d\s/-]?[^\d]{0,14}$/;

/** The reference range as the row prints it: the cell whose numbers are the coded bounds, in order, and nothing else. */
export function writtenRange(cells: readonly string[], low: number | undefined, high: number | undefined): string | undefined {
  const bounds = [low, high].filter((bound) => bound !== undefined);
  const lone = bounds.length === 1;
  return cells.slice(1).find((cell) => {
    if (lone ? !/[<>≤≥]|inf|sup|jusqu/i.test(cell) : !/\d\s*(-|–|à|;|\/|et)\s*\d/.test(cell)) return false;
    const numbers = [...cell.matchAll(/\d+(?:[.,]\d+)?/g)].map((match) => Number(match[0].replace(',', '.')));
    return numbers.length === bounds.length && numbers.every((each, index) => each === bounds[index]);
  });
}

/**
 * True where the row prints a result as a number and none of its numbers is the coded one. A row in another unit
 * (1,70 m for 170 cm) is left alone: it may say the same.
 */
export function absentFrom(cells: readonly string[], number: number, unit: string | undefined): boolean {
  const printed = cells.slice(1).filter((cell) => NUMERIC_CELL.test(cell));
  if (printed.length === 0 || writtenIn(cells, number) !== undefined) return false;
  const units = printed.map((cell) => cell.replace(/^[<>≤≥=\s]*[\d\s.,]+/, '').trim()).filter((each) => each !== '');
  const ours = unitKey(unit ?? '');
  return units.length === 0 || ours === '' || units.some((each) => unitKey(each) === ours);
}

const unitKey = (unit: string): string => unit.normalize('NFKC').toLowerCase().replace(/[\s.]/g, '').replace(/μ/g, 'u').replace(/µ/g, 'u');

/** "positif" and its kind, or "négatif" and its kind; undefined where a text says neither. */
export function polarityOf(text: string): 'positive' | 'negative' | undefined {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (/\b(negati|absen|non detect|indetect|non reacti|not detected)/.test(plain)) return 'negative';
  return /\b(positi|presen|detecte|reacti|detected)/.test(plain) ? 'positive' : undefined;
}
