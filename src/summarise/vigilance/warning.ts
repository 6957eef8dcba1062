import type { IdentityTraits } from '../../domain/document.js';
import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import type { DocumentSummary, Vigilance } from '../../domain/synthesis.js';
import { conceptTraits } from '../concepts.js';
import { frenchDate } from '../dates.js';
import type { MeasuredSeries } from '../series.js';
import { gatherCitations, type Sources } from '../sources.js';
import { capitalise } from '../text.js';
import type { Written } from './passages.js';
import type { DrugHistory } from '../treatments/drug-history.js';
import { quoteWords } from '../quote.js';

/** What every room of vigilance reads. */
export interface VigilanceInput {
  readonly patient: IdentityTraits;
  readonly facts: readonly Fact[];
  readonly histories: readonly DrugHistory[];
  readonly series: readonly MeasuredSeries[];
  readonly documents: readonly DocumentSummary[];
  readonly sources: Sources;
  readonly reference: PartialDate;
  /** Every sentence of the pages that may speak, the oldest document first. */
  readonly passages: readonly Written[];
}

const TITLE_LENGTH = 60;

/** "Courrier cardiologue, 26/03/2024": who says it, never what to do. A title that bears a date already needs no second one. */
export function whoSays(fact: Fact, sources: Sources): string {
  const document = sources.byId.get(fact.documentId);
  const title = (document?.title ?? 'document').replace(/\s+/g, ' ');
  const short = title.length <= TITLE_LENGTH ? title : `${title.slice(0, title.lastIndexOf(' ', TITLE_LENGTH))}…`;
  const dated = document?.date === undefined || /\d{2}\/\d{2}\/\d{4}/.test(short) ? undefined : frenchDate(document.date);
  return [short, dated].filter((part) => part !== undefined).join(', ');
}

/** The papers that still write a drug, the latest three of them: "encore écrit (A), (B) et (C)". */
export const stillWritten = (events: readonly { readonly fact: Fact }[]): Side[] =>
  events.slice(-3).map(({ fact }, index, all) => ({ says: index === 0 ? 'encore écrit' : index === all.length - 1 ? 'et' : '', fact }));

/** "(Lettre de sortie, 12/07/2019)", also with brackets inside. */
const NAMED_SOURCE = /\((?:[^()]|\([^()]*\))*?(?:, |\b)(\d{2}\/\d{2}\/\d{4})\)/g;

/**
 * A warning where its documents are named beside it: each by its date. "arrêté le 30/06/2026 (Lettre, 16/06/2026)" has two dates, and says
 * which is the paper's; one that repeats the day before it is not told again.
 */
export const withoutTitles = (text: string): string =>
  text
    .replace(NAMED_SOURCE, '($1)')
    .replace(/(\d{2}\/\d{2}\/\d{4}|\b(?:en|depuis) \d{4}) \((\d{2}\/\d{2}\/\d{4})\)/g, (_, said: string, written: string) =>
      said === written ? said : `${said} (noté le ${written})`,
    );

export interface Side {
  /** What this source says, in a few words of a template; empty where the sentence has said it. */
  readonly says: string;
  readonly fact: Fact;
  /** More facts of the same side, cited but not told. */
  readonly also?: readonly Fact[];
}

/** One sentence, facts side by side: "Sujet : dit A (source A), dit B (source B)". The quotes are in the citations. */
export function sideBySide(options: {
  readonly rule: string;
  readonly subject: string;
  readonly sides: readonly Side[];
  readonly kind?: Vigilance['kind'];
  readonly importance?: 1 | 2 | 3;
  readonly sources: Sources;
}): Vigilance {
  const { rule, subject, sides, kind = 'conflict', importance = 2, sources } = options;
  const told = sides.map(({ says, fact }) => `${says === '' ? '' : `${says} `}(${whoSays(fact, sources)})`);
  const text = told.join(', ').replace(/\), et \(/g, ') et (');
  const facts = [...sides.map((side) => side.fact), ...sides.flatMap((side) => side.also ?? [])];
  return {
    kind,
    text: `${capitalise(subject)} : ${text}`,
    rule,
    importance,
    factIds: [...new Set(facts.map((fact) => fact.id))],
    citations: gatherCitations(facts),
  };
}

/** The relative or companion that a sentence is about, not the patient. */
export const speaksOfAnother = (fact: Fact): boolean =>
  /\b(?:compagnon|compagne|conjointe?|mari|epoux|epouse|pere|mere|fils|fille|frere|soeur|voisine?|amie?)\b/.test(quoteWords(fact));

/** The lexicon's name, else the label without what follows it. */
export function shortName(fact: Fact): string {
  const label = fact.label.split(/\s+—\s+|,/u)[0] ?? fact.label;
  return conceptTraits(fact.concept)?.label ?? (label.length > 60 ? `${label.slice(0, label.lastIndexOf(' ', 60))}…` : label);
}
