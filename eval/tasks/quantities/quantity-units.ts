import type { Range } from '../../../src/extract/text/analysis.js';
import vocabulary from './units.json' with { type: 'json' };

export interface Unit {
  /** Canonical: "cm", "kg_per_m2". */
  readonly name: string;
  readonly dimension: string;
  /** What a quantity of this dimension is called: "size", "weight". */
  readonly label: string;
  readonly factor: number;
}

/** A number with a unit, written or implied by its label; `high` closes an interval. */
export interface Quantity extends Range {
  readonly value: number;
  readonly high?: number;
  readonly unit: Unit;
}

const BY_WORD = new Map<string, Unit>();
const BY_NAME = new Map<string, Unit>();
for (const [dimension, { label, units }] of Object.entries(vocabulary.dimensions)) {
  for (const [name, { factor, words }] of Object.entries(units) as [string, { factor: number; words: string[] }][]) {
    const unit = { name, dimension, label, factor };
    BY_NAME.set(name, unit);
    for (const word of words) BY_WORD.set(word, unit);
  }
}

const escape = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The source of a regular expression for any unit, longest first, over folded text. */
export const UNIT_SOURCE = [...BY_WORD.keys()]
  .sort((a, b) => b.length - a.length)
  .map(escape)
  .join('|');

export const unitOf = (word: string): Unit | undefined => BY_WORD.get(word);

/** What a bare number behind a label means: "poids : 65" kilograms; a height above 3 is in centimetres. */
export const labelledUnit = (word: string, value: number): Unit | undefined => {
  const entry = vocabulary.labels.find((label) => label.words.includes(word));
  if (entry === undefined) return undefined;
  return BY_NAME.get(entry.dimension === 'length' && value > 3 ? 'cm' : entry.unit);
};

export const LABEL_SOURCE = vocabulary.labels
  .flatMap((label) => label.words)
  .map(escape)
  .join('|');

/** `value` of one unit in another of its dimension; undefined across dimensions. */
export const convert = (value: number, from: string, to: string): number | undefined => {
  const source = BY_NAME.get(from);
  const target = BY_NAME.get(to);
  if (source === undefined || target === undefined || source.dimension !== target.dimension) return undefined;
  return Number(((value * source.factor) / target.factor).toPrecision(12));
};
