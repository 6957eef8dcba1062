import type { IdentityTraits } from '../../domain/document.js';
import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import type { DocumentSummary, Vigilance } from '../../domain/synthesis.js';
import { frenchDate } from '../dates.js';
import type { Line } from '../line.js';
import type { MeasuredSeries } from '../series.js';
import { gatherCitations, type Sources } from '../sources.js';
import { capitalise, fold, significantWords } from '../text.js';
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
    text: `${capitalise(subject)} : ${told.join(' ; ')}`,
    rule,
    importance,
    factIds: [...new Set(facts.map((fact) => fact.id))],
    citations: gatherCitations(facts),
  };
}

const QUOTE_LENGTH = 80;
const BEFORE = 24;

/** The source's own words, cut at words around what the fact names. */
export function ownWords(fact: Fact): string {
  const quote = fact.citations[0].quote.replace(/\s+/g, ' ').trim();
  if (quote.length <= QUOTE_LENGTH) return `« ${quote} »`;
  const names = [fact.medication?.brand, fact.medication?.dci, ...significantWords(fact.label).filter((word) => word.length > 3)].filter(
    (name) => name !== undefined,
  );
  const plain = quote.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const sameLength = plain.length === quote.normalize('NFC').length && quote === quote.normalize('NFC');
  const found = sameLength ? names.map((name) => plain.indexOf(fold(name))).find((index) => index >= 0) : undefined;
  const start = found === undefined || found <= BEFORE ? 0 : quote.indexOf(' ', found - BEFORE) + 1;
  const end = start + QUOTE_LENGTH >= quote.length ? quote.length : quote.lastIndexOf(' ', start + QUOTE_LENGTH);
  return `« ${start === 0 ? '' : '…'}${quote.slice(start, end)}${end === quote.length ? '' : '…'} »`;
}
