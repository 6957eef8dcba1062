import type { PageAnalysis } from '../../../src/extract/text/analysis.js';
import { numberOf } from '../../../src/extract/text/number-words.js';
import { LABEL_SOURCE, labelledUnit, UNIT_SOURCE, unitOf } from './quantity-units.js';
import type { Quantity } from './quantity-units.js';
import { tableQuantities } from './quantity-tables.js';

const WORDS = 'un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante';
const DIGITS = '\\d+(?:[.,]\\d+)?';
const NUMBER = `(?:${DIGITS}|(?:${WORDS})(?![a-z]))`;
const END = '(?![a-z0-9µ])';
const POWER = '(?:\\s*x\\s*10\\s*[*^]?\\s*(\\d{1,2}))?';
const INTERVAL = new RegExp(
  `(?:\\b(entre|de)\\s+)(${NUMBER})\\s*(?:${UNIT_SOURCE})?\\s*(?:et|a)\\s+(${NUMBER})\\s*(${UNIT_SOURCE})${END}`,
  'g',
);
const DASHED = new RegExp(`(?<![\\d.,/-])(${DIGITS})\\s?-\\s?(${DIGITS})\\s*(${UNIT_SOURCE})${END}`, 'g');
const LIST = new RegExp(`(?<![a-z0-9.,/-])((?:${NUMBER}(?:,\\s|\\s*(?:x|par|et|ou|sur))\\s*)+)(${NUMBER})\\s*(${UNIT_SOURCE})${END}`, 'g');
const METRES = new RegExp(`(?<![\\d.,/-])(\\d)\\s?m\\s?(\\d{2})(?![\\d.,])(?!\\s?(?:${UNIT_SOURCE})${END})`, 'g');
const SINGLE = new RegExp(`(?<![a-z0-9.,/-])(${NUMBER})${POWER}\\s*(${UNIT_SOURCE})${END}`, 'g');
const LABELLED = new RegExp(
  `(?<![a-z])((?:${LABEL_SOURCE})(?:\\s*(?:/|-|et)\\s*(?:${LABEL_SOURCE}))*)\\s*:?\\s*((?:${DIGITS})(?:(?:\\s*[/-]\\s*|\\s+et\\s+|\\s+)(?:${DIGITS}))*)(?![\\d/a-z%])(?!\\s*(?:${UNIT_SOURCE})${END})`,
  'g',
);

const valueOf = (text: string): number | undefined => numberOf(text) ?? (/^\d/.test(text) ? Number(text.replace(',', '.')) : undefined);

const labelled = (folded: string, out: Quantity[]): void => {
  for (const match of folded.matchAll(LABELLED)) {
    const labels = (match[1] ?? '').split(/\s*(?:\/|-|\bet\b)\s*/);
    const list = match[2] ?? '';
    const numbers = [...list.matchAll(new RegExp(DIGITS, 'g'))];
    // "poids : 57/3/22" has more values than labels: nobody knows which is which.
    const values = labels.length === 1 && /^\S+$/.test(list) ? numbers : numbers.slice(0, labels.length);
    if (values.length !== labels.length) continue;
    const offset = match.index + match[0].lastIndexOf(list);
    values.forEach((number, index) => {
      const value = Number(number[0].replace(',', '.'));
      const unit = labelledUnit((labels[index] ?? '').trim(), value);
      if (unit !== undefined) out.push({ start: offset + number.index, end: offset + number.index + number[0].length, value, unit });
    });
  }
};

const written = (folded: string, out: Quantity[]): void => {
  for (const match of folded.matchAll(INTERVAL)) pushInterval(match.index, match[0], match[2], match[3], match[4], out);
  for (const match of folded.matchAll(DASHED)) pushInterval(match.index, match[0], match[1], match[2], match[3], out);
  for (const match of folded.matchAll(METRES)) {
    const unit = unitOf('m');
    if (unit !== undefined)
      out.push({ start: match.index, end: match.index + match[0].length, value: Number(`${match[1] ?? ''}.${match[2] ?? ''}`), unit });
  }
  for (const match of folded.matchAll(LIST)) {
    const unit = unitOf(match[3] ?? '');
    if (unit === undefined) continue;
    for (const number of (match[1] ?? '').matchAll(new RegExp(NUMBER, 'g'))) {
      const value = valueOf(number[0]);
      if (value !== undefined)
        out.push({ start: match.index + number.index, end: match.index + number.index + number[0].length, value, unit });
    }
  }
  for (const match of folded.matchAll(SINGLE)) {
    const unit = unitOf(match[3] ?? '');
    const value = valueOf(match[1] ?? '');
    // "un m" is a letter more often than a length; a word wants a unit that is one.
    if (unit === undefined || value === undefined || (/^(?:un|une)$/.test(match[1] ?? '') && (match[3] ?? '').length < 3)) continue;
    out.push({
      start: match.index,
      end: match.index + match[0].length,
      value: match[2] === undefined ? value : value * 10 ** Number(match[2]),
      unit,
    });
  }
};

const pushInterval = (
  start: number,
  whole: string,
  low: string | undefined,
  high: string | undefined,
  unitWord: string | undefined,
  out: Quantity[],
): void => {
  const unit = unitOf(unitWord ?? '');
  const value = valueOf(low ?? '');
  const top = valueOf(high ?? '');
  if (unit !== undefined && value !== undefined && top !== undefined && top >= value)
    out.push({ start, end: start + whole.length, value, high: top, unit });
};

/**
 * Quantities of a page, in order: sizes, weights, volumes, short durations, concentrations; a list shares its unit
 * ("8, 13 et 15 dm"), a label lends one ("poids / IMC : 57/22"), a table's column or neighbouring cell too.
 */
export const findQuantities = (analysis: PageAnalysis): readonly Quantity[] => {
  const { folded } = analysis;
  const candidates: Quantity[] = [];
  tableQuantities(folded, candidates);
  labelled(folded, candidates);
  written(folded, candidates);
  const kept: Quantity[] = [];
  for (const candidate of candidates)
    if (!kept.some((other) => other.start < candidate.end && candidate.start < other.end)) kept.push(candidate);
  return kept.sort((a, b) => a.start - b.start);
};
