import type { Range } from '../../text/analysis.js';
import type { Value } from '../../../domain/fact.js';
import { unitAt } from './value-lexicon.js';
import type { Analyte, UnitMatch } from './value-lexicon.js';
import { dateAt, flagAt, numberAt, rangeAt, resultAt } from './value-tokens.js';
import type { RangeToken } from './value-tokens.js';

/** A number of a row, or a result in words, with what stands beside it. */
export interface Cell extends Range {
  readonly number?: number;
  readonly comparator?: NonNullable<Value['comparator']>;
  unit?: UnitMatch;
  /** Written beside the number: "12,9 (11/02/26)". */
  date?: string;
  /** "9,8 (03/10)": the day without its year. */
  day?: readonly [day: string, month: string];
}

/** What a row holds behind its name, read from left to right. */
export interface RowReading {
  readonly value: Cell | undefined;
  /** Numbers after the value: earlier results, or the same result in another unit. */
  readonly others: readonly Cell[];
  readonly range: RangeToken | undefined;
  readonly flag: NonNullable<Value['flag']> | undefined;
  /** Words that are none of these: many of them make prose, not a row. */
  readonly words: number;
  readonly end: number;
}

const BLANK = /[\s.…_·|:;=,]/;
/** "OMS : [ ] 0 [ ] 1 [X] 2": a figure of the scale that was not ticked. */
const EMPTY_BOX = /^(?:\[ ?\]|☐) ?\d{1,2}(?![\d.,/])/;
/** "13,2   11-22   -": the dash of an empty column beside a value within its own range says nothing. */
const isWithin = (number: number | undefined, range: RangeToken | undefined): boolean =>
  number !== undefined &&
  range !== undefined &&
  (range.low !== undefined || range.high !== undefined) &&
  number >= (range.low ?? -Infinity) &&
  number <= (range.high ?? Infinity);
/** A day and a month in a bracket behind a number. */
const SHORT_DAY = /^\((?:le |du )?(0?[1-9]|[12]\d|3[01])\/(0?[1-9]|1[0-2])\)/;
const LIMIT = /^(?:seuil|limite)s?(?: (?:de |d')(?:detection|quantification|positivite))?\s*:?\s*[<>≤≥]?\s?\d+(?:[.,]\d+)?(?![\d/])/;
const BRACKET_UNIT = /\(([^()]{1,18})\)/y;

/**
 * Reads `folded.slice(from, to)`, the part of a row behind the name, whatever the order of its columns: value, flag,
 * unit, range, earlier values with or without their dates. The first number that is no range is the value.
 */
export function readRow(text: string, folded: string, from: number, to: number, analyte: Analyte | undefined): RowReading {
  const others: Cell[] = [];
  let value: Cell | undefined;
  let range: RangeToken | undefined;
  let flag: NonNullable<Value['flag']> | undefined;
  let pending: UnitMatch | undefined;
  let ahead: string | undefined;
  let words = 0;
  let end = from;
  for (let at = from; at < to;) {
    const character = folded[at] ?? '';
    if (BLANK.test(character)) {
      at += 1;
      continue;
    }
    const empty = EMPTY_BOX.exec(folded.slice(at, at + 8));
    if (empty !== null) {
      at += empty[0].length;
      continue;
    }
    const last = others.at(-1) ?? value;
    const short = last?.date === undefined ? SHORT_DAY.exec(folded.slice(at, at + 12)) : null;
    if (short !== null && last?.number !== undefined) {
      last.day = [short[1] ?? '', short[2] ?? ''];
      at = end = at + short[0].length;
      continue;
    }
    const date = dateAt(folded, at);
    if (date !== undefined && date.end <= to) {
      // "06/2014 : 34 UI/L" gives its date before the number.
      if (/^\s*:\s*[<>]?\s?\d/.test(folded.slice(date.end, date.end + 8))) ahead = date.date;
      else if (last !== undefined && last.date === undefined) last.date = date.date;
      at = end = date.end;
      continue;
    }
    const bounds = rangeAt(folded, at);
    if (bounds !== undefined && bounds.end <= to && (value !== undefined || isRangeFirst(folded, at, bounds, to))) {
      range ??= bounds;
      at = end = skipUnit(text, folded, bounds.end, analyte);
      continue;
    }
    const mark = flagAt(folded, at);
    // "VEMS (L)" gives its unit, "12 (L)" that it is low.
    const litres = value === undefined && character === '(' && analyte?.units.has('L') === true;
    if (mark !== undefined && !litres) {
      // "142 mg/dL   -" in a column of targets: none is set; a low result stands beside its range.
      const blank = range === undefined && folded.slice(mark.start, mark.end) === '-' && /^\s*$/.test(folded.slice(mark.end, to));
      const sign = /^[-+]$/.test(folded.slice(mark.start, mark.end));
      if (others.length === 0 && !blank && !(sign && isWithin(value?.number, range))) flag ??= mark.flag;
      at = end = mark.end;
      continue;
    }
    if (character === '(' || character === '[') {
      BRACKET_UNIT.lastIndex = at;
      const inside = BRACKET_UNIT.exec(folded);
      const unit = inside === null ? undefined : unitAt(text, folded, at + 1, analyte);
      if (unit !== undefined && unit.end === at + (inside?.[0].length ?? 0) - 1) {
        if (value === undefined) pending = unit;
        else value.unit ??= unit;
      }
      const close = folded.indexOf(character === '(' ? ')' : ']', at);
      at = close < 0 || close >= to ? at + 1 : close + 1;
      continue;
    }
    // "2,15 log UI/mL  H  seuil 1,0": what the method can see, and no result.
    const limit = value === undefined ? null : LIMIT.exec(folded.slice(at, Math.min(to, at + 40)));
    if (limit !== null) {
      at = end = at + limit[0].length;
      continue;
    }
    const result = value === undefined ? resultAt(folded, at) : undefined;
    if (result !== undefined && result.end <= to) {
      value = { start: result.start, end: result.end };
      at = end = result.end;
      continue;
    }
    const number = numberAt(folded, at, analyte?.kind === 'signed');
    if (number !== undefined && number.end <= to) {
      const fraction = /^\/\d+/.exec(folded.slice(number.end, number.end + 6));
      if (value !== undefined && fraction !== null) {
        at = number.end + fraction[0].length;
        continue;
      }
      const unit = unitBehind(text, folded, number.end, analyte);
      if (unit === undefined && /[a-z]/.test(folded[number.end] ?? '')) {
        at = skipWord(folded, at);
        words += 1;
        continue;
      }
      const cell: Cell = {
        ...number,
        ...(unit === undefined || unit.end > to ? {} : { unit }),
        ...(ahead === undefined ? {} : { date: ahead }),
      };
      ahead = undefined;
      if (value === undefined) value = cell.unit === undefined && pending !== undefined ? { ...cell, unit: pending } : cell;
      else if (number.comparator !== undefined)
        range ??= number.comparator.startsWith('<')
          ? { start: number.start, end: number.end, high: number.number }
          : { start: number.start, end: number.end, low: number.number };
      else others.push(cell);
      at = end = cell.unit?.end ?? number.end;
      continue;
    }
    const unit = unitAt(text, folded, at, analyte);
    if (unit !== undefined && unit.end <= to && !/^[a-z]$/.test(folded.slice(unit.start, unit.end))) {
      if (value === undefined) pending = unit;
      else if (others.length === 0) value.unit ??= unit;
      else (others.at(-1) ?? value).unit ??= unit;
      at = end = unit.end;
      continue;
    }
    const next = skipWord(folded, at);
    if (/[a-z]/.test(folded.slice(at, next))) words += 1;
    at = next;
  }
  return { value, others, range, flag, words, end };
}

/** "136 - 145   139": a range before any value, where a lone number follows; or a bound with its label ("N < 5"). */
function isRangeFirst(folded: string, at: number, bounds: RangeToken, to: number): boolean {
  const written = folded.slice(at, bounds.end);
  if (!/\d\s?-\s?\d|^[([a-z]/.test(written)) return false;
  return /^[^\d]*\d+(?:[.,]\d+)?(?![\d/])/.test(folded.slice(bounds.end, to));
}

const skipBlanks = (folded: string, at: number): number => {
  let next = at;
  while (next < at + 8 && (folded[next] === ' ' || folded[next] === '\t')) next += 1;
  return next;
};

/** The unit behind a number. "44  L  mL/min", "2,1  L" of calcium: the letter says that it is low, and the unit stands behind it. */
const unitBehind = (text: string, folded: string, at: number, analyte: Analyte | undefined): ReturnType<typeof unitAt> => {
  const unit = unitAt(text, folded, skipBlanks(folded, at), analyte);
  if (unit === undefined || !/^[lhb]$/.test(folded.slice(unit.start, unit.end)) || unit.start === at) return unit;
  const isMark =
    unitAt(text, folded, skipBlanks(folded, unit.end), analyte) !== undefined || (analyte !== undefined && !analyte.units.has('L'));
  return isMark ? undefined : unit;
};

const skipWord = (folded: string, at: number): number => {
  let next = at + 1;
  while (next < folded.length && /[a-z0-9'µ%]/.test(folded[next] ?? '')) next += 1;
  return next;
};

const skipUnit = (text: string, folded: string, at: number, analyte: Analyte | undefined): number => {
  const start = skipBlanks(folded, at);
  return unitAt(text, folded, start, analyte)?.end ?? at;
};
