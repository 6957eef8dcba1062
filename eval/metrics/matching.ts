import type { SynthesisContract } from '../../src/summarise/contract.js';
import { near, normalised, tokenSetRatio } from '../fuzzy.js';
import type { Evidence } from '../gold.js';

type Citation = SynthesisContract['answers'][number]['citations'][number];

/** Anything a synthesis says: a statement, a drug, a point of a series, a warning, an event. */
export interface Said {
  readonly text?: string | undefined;
  readonly label?: string | undefined;
  readonly brand?: string | undefined;
  readonly dose?: string | undefined;
  readonly value?: string | number | undefined;
  readonly fact?: { readonly label: string } | undefined;
  readonly citations: readonly Citation[];
}

/** A document's id in the gold: its file name without folder and extension. */
export const docOf = (citation: { readonly document: string }): string =>
  (citation.document.split('/').at(-1) ?? '').replace(/\.[a-z0-9]+$/i, '');

/** The numbers of a text, as written but for the comma. A number is never matched loosely. */
export function numbersOf(text: string | number | null | undefined): Set<string> {
  const found = normalised(String(text ?? '')).match(/\d+(?:[.,]\d+)?/g) ?? [];
  return new Set(found.map((number) => number.replace(',', '.').replace(/^0+/, '') || '0'));
}

export const subset = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].every((one) => b.has(one));

/** Does a citation stand on one of the gold's passages? */
export const cites = (said: Said, evidence: readonly Evidence[]): boolean =>
  said.citations.some((citation) => evidence.some(({ doc, quote }) => docOf(citation) === doc && near(citation.quote, quote, 75)));

/** Does it name one of these? */
export function says(said: Omit<Said, 'citations'>, names: readonly (string | null | undefined)[]): boolean {
  const text = [said.text, said.label, said.brand, said.fact?.label].filter(Boolean).join(' ');
  return names.some(
    (name) => name != null && name !== '' && (near(name, text, 85) || tokenSetRatio(normalised(name), normalised(text)) >= 88),
  );
}

/** Everything a synthesis says that may state a fact. */
export function poolOf(synthesis: SynthesisContract): Said[] {
  const points = synthesis.series.flatMap(({ analyte, unit, points }) =>
    points.map(({ value, date, citations }): Said => ({ text: `${analyte} ${value} ${unit} ${date}`, value, citations })),
  );
  return [
    ...synthesis.sections.flatMap(({ statements }) => statements),
    ...synthesis.treatments.current,
    ...synthesis.treatments.stopped,
    ...points,
    ...synthesis.vigilance,
    ...synthesis.prevention,
    ...synthesis.timeline,
  ];
}
