import type { IdentityTraits } from '../../domain/document.js';
import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import type { DocumentSummary, Vigilance } from '../../domain/synthesis.js';
import { frenchDate } from '../dates.js';
import type { Line } from '../line.js';
import type { MeasuredSeries } from '../series.js';
import { gatherCitations, type Sources } from '../sources.js';
import type { DrugHistory } from '../treatments/reconcile.js';

/** What every room of vigilance reads. */
export interface VigilanceInput {
  readonly patient: IdentityTraits;
  readonly facts: readonly Fact[];
  readonly lines: readonly Line[];
  readonly histories: readonly DrugHistory[];
  readonly series: readonly MeasuredSeries[];
  readonly documents: readonly DocumentSummary[];
  readonly sources: Sources;
  readonly reference: PartialDate;
}

/** "Courrier cardiologue, 26/03/2024": who says it, never what to do. */
export function whoSays(fact: Fact, sources: Sources): string {
  const document = sources.byId.get(fact.documentId);
  const parts = [document?.title ?? 'document', document?.date === undefined ? undefined : frenchDate(document.date)].filter(
    (part) => part !== undefined,
  );
  return parts.join(', ');
}

export interface Side {
  /** What this source says, in its own words or the template's. */
  readonly says: string;
  readonly fact: Fact;
  /** More facts of the same side, cited but not told. */
  readonly also?: readonly Fact[];
}

/** Facts side by side: "sujet : dit A (source A) ; dit B (source B)". */
export function sideBySide(options: {
  readonly rule: string;
  readonly subject: string;
  readonly sides: readonly Side[];
  readonly kind?: Vigilance['kind'];
  readonly importance?: 1 | 2 | 3;
  readonly sources: Sources;
}): Vigilance {
  const { rule, subject, sides, kind = 'conflict', importance = 2, sources } = options;
  const told = sides.map(({ says, fact }) => `${says} (${whoSays(fact, sources)})`);
  const facts = [...sides.map((side) => side.fact), ...sides.flatMap((side) => side.also ?? [])];
  return {
    kind,
    text: `${subject} : ${told.join(' ; ')}`,
    rule,
    importance,
    factIds: [...new Set(facts.map((fact) => fact.id))],
    citations: gatherCitations(facts),
  };
}

const QUOTE_LENGTH = 110;

/** The source's own words, shortened at a word. */
export function ownWords(fact: Fact): string {
  const quote = fact.citations[0].quote.replace(/\s+/g, ' ').trim();
  if (quote.length <= QUOTE_LENGTH) return `« ${quote} »`;
  return `« ${quote.slice(0, quote.lastIndexOf(' ', QUOTE_LENGTH))}… »`;
}
