import type { Fact } from '../domain/fact.js';
import { analyteById } from '../extract/facts/values/value-lexicon.js';
import { compatibleDates } from './dates.js';
import type { Line } from './line.js';
import type { MeasuredSeries } from './series.js';
import { fold } from './text.js';
import { MEASURED_BY } from './vocabulary/measured-conditions.js';

/**
 * The lines with, behind a disorder that names a result, the result of that day: "Neutropénie, le 11/05/2026, polynucléaires neutrophiles
 * 0,9 G/L". Only a value that the same document gives, or a document of that same day; a name that writes a number says its own.
 */
export function withMeasures(series: readonly MeasuredSeries[]): (line: Line) => Line {
  const byConcept = new Map<string, MeasuredSeries[]>();
  for (const one of series) if (one.concept !== undefined) byConcept.set(one.concept, [...(byConcept.get(one.concept) ?? []), one]);
  return (line) => {
    if (line.kind !== 'condition' || line.note !== undefined || line.date === undefined || line.date.length < 7 || /\d/.test(line.label))
      return line;
    if (line.status === 'absent' || line.status === 'ruled-out' || line.status === 'suspected') return line;
    const label = fold(line.label);
    const concepts = MEASURED_BY.find(([name]) => name.test(label))?.[1] ?? [];
    for (const concept of concepts) {
      const fact = ofThatDay(line, byConcept.get(concept) ?? [], LOW.test(label) ? 'low' : 'high');
      const name = analyteById(concept.slice('value:'.length))?.label;
      const { value } = fact ?? {};
      if (fact === undefined || name === undefined || value?.number === undefined) continue;
      const unit = value.unit === undefined ? '' : ` ${value.unit}`;
      return { ...line, note: `${lowerInitial(name)} ${value.text}${unit}`, facts: [...line.facts, fact] };
    }
    return line;
  };
}

const lowerInitial = (name: string): string => (/^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name);

/** The names that say too little; the others say too much. */
const LOW = /\bhypo|penie|\banemie|carence|deficit|insuffisance|microcytose|agranulocytose/;

/** The measure of the line's day that bears the name best: of its own documents first, the lowest or the highest, and never a normal one. */
function ofThatDay(line: Line, series: readonly MeasuredSeries[], side: 'low' | 'high'): Fact | undefined {
  const own = new Set(line.facts.map((fact) => fact.documentId));
  const sign = side === 'low' ? 1 : -1;
  const facts = series
    .flatMap(({ points }) => points)
    .filter(({ date }) => line.date !== undefined && date.length >= line.date.length && compatibleDates(date, line.date))
    .flatMap((point) => point.facts)
    .filter(({ value }) => !(side === 'low' ? isAtLeast(value?.number, value?.low) : isAtLeast(value?.high, value?.number)))
    .toSorted((a, b) => sign * ((a.value?.number ?? 0) - (b.value?.number ?? 0)));
  return facts.find((fact) => own.has(fact.documentId)) ?? (line.date?.length === 10 ? facts[0] : undefined);
}

const isAtLeast = (value: number | undefined, bound: number | undefined): boolean =>
  value !== undefined && bound !== undefined && value >= bound;
