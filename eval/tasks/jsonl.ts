import { readFileSync } from 'node:fs';
import type { Qualifier } from '../../src/domain/fact.js';
import type { Range } from '../../src/extract/text/analysis.js';

/** An entity of the neutral JSONL; offsets are half-open, in Unicode code points. */
export interface NeutralEntity {
  readonly start: number;
  readonly end: number;
  readonly text?: string;
  readonly label?: string;
  readonly type?: string;
  readonly value?: string;
  readonly expected?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** One document, one line. EDS-NLP's cases bear `task`, `config` and `expect` beside it. */
export interface NeutralDocument {
  readonly id?: string;
  readonly text: string;
  readonly task?: string;
  readonly referenceDate?: string;
  readonly birthDate?: string;
  readonly entities?: readonly NeutralEntity[];
  readonly exhaustive?: boolean;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly expect?: unknown;
}

export const readJsonl = (file: string): NeutralDocument[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as NeutralDocument);

/** Code points to UTF-16 and back, for one text. */
export class Offsets {
  readonly #toUnits: number[] = [];
  readonly #toPoints: number[] = [];

  constructor(text: string) {
    let unit = 0;
    let point = 0;
    for (const character of text) {
      this.#toUnits.push(unit);
      for (let step = 0; step < character.length; step += 1) this.#toPoints.push(point);
      unit += character.length;
      point += 1;
    }
    this.#toUnits.push(unit);
    this.#toPoints.push(point);
  }

  units(range: Range): Range {
    return { start: this.#toUnits[range.start] ?? 0, end: this.#toUnits[range.end] ?? this.#toUnits.at(-1) ?? 0 };
  }

  points(range: Range): Range {
    return { start: this.#toPoints[range.start] ?? 0, end: this.#toPoints[range.end] ?? this.#toPoints.at(-1) ?? 0 };
  }
}

/** Our names, and what other corpora call the same. */
const FIELDS: Readonly<Record<Qualifier, readonly string[]>> = {
  negated: ['negated', 'negation'],
  hypothetical: ['hypothetical', 'hypothesis'],
  family: ['family'],
  historical: ['historical', 'history'],
  reported: ['reported', 'reported_speech'],
  otherPerson: ['otherPerson', 'other_person'],
  instruction: ['instruction'],
};

/** The qualifiers that the gold states for an entity; a qualifier it does not name is not measured. */
export const goldQualifiers = (entity: NeutralEntity): Partial<Record<Qualifier, boolean>> => {
  const gold: Partial<Record<Qualifier, boolean>> = {};
  for (const [name, fields] of Object.entries(FIELDS) as [Qualifier, readonly string[]][]) {
    for (const field of fields) {
      const value = entity.expected?.[field] ?? entity[field];
      if (typeof value === 'boolean') gold[name] = value;
    }
  }
  return gold;
};
