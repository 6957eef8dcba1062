import type { PartialDate } from '../domain/citation.js';
import type { IdentityTraits } from '../domain/document.js';
import type { Fact } from '../domain/fact.js';
import type { Answer, DocumentSummary, ModelReference, RankedDocument, Synthesis } from '../domain/synthesis.js';
import type { PageLookup } from './grounding.js';
import { chooseHighlights } from './highlights.js';
import { mergeFacts } from './merge.js';
import { preventionStatus } from './prevention.js';
import { buildSections } from './sections.js';
import { measuredSeries, toSeries } from './series.js';
import { buildSources, speakingFacts } from './sources.js';
import { StatementWriter } from './statements.js';
import { buildTimeline } from './timeline.js';
import { reconcileTreatments } from './treatments/reconcile.js';
import { findVigilance } from './vigilance/find-vigilance.js';

export interface SummariseInput {
  readonly patient: IdentityTraits;
  readonly documents: readonly DocumentSummary[];
  /** The page as read, for grounding; undefined drops what cites it. */
  readonly pages: PageLookup;
  readonly facts: readonly Fact[];
  readonly referenceDate: PartialDate;
  readonly reason?: string;
  readonly since?: PartialDate;
  readonly relevance: readonly RankedDocument[];
  readonly answers: readonly Answer[];
  readonly models: readonly ModelReference[];
  readonly version: string;
  /** ISO 8601. */
  readonly generatedAt: string;
  /** Nearness of each fact to the reason, 0 to 1, by fact id. */
  readonly factScores?: ReadonlyMap<string, number>;
}

/**
 * Facts to the sourced synthesis. Pure: the same facts give the same synthesis whatever the order of deposit. Every statement is
 * rendered by a template, then checked against its quotes; what fails is dropped and counted in `dropped`.
 */
export function summarise(input: SummariseInput): Synthesis {
  const documents = input.documents.toSorted((a, b) =>
    (a.date ?? '') < (b.date ?? '') ? -1 : (a.date ?? '') > (b.date ?? '') ? 1 : a.id < b.id ? -1 : 1,
  );
  const sources = buildSources(documents);
  const facts = speakingFacts(input.facts, sources).map((fact) => withoutBirthDate(fact, input.patient));
  const reference = input.referenceDate;
  const writer = new StatementWriter(input.pages, sources);

  const lines = mergeFacts(facts, sources);
  const histories = reconcileTreatments(facts, sources, reference);
  const series = measuredSeries(facts, sources);
  const sections = buildSections({ lines, histories, series, facts, sources, reference, writer });
  const vigilance = findVigilance({ patient: input.patient, facts, lines, histories, series, documents, sources, reference });
  const verbatim = (citation: {
    readonly span: { readonly documentId: string; readonly page: number; readonly start: number; readonly end: number };
    readonly quote: string;
  }): boolean =>
    input.pages(citation.span.documentId, citation.span.page)?.text.slice(citation.span.start, citation.span.end) === citation.quote;
  const stated = new Set(sections.find((section) => section.code === '10160-0')?.statements.map((statement) => statement.fact.label));

  return {
    patient: input.patient,
    referenceDate: reference,
    ...(input.reason === undefined ? {} : { reason: input.reason }),
    ...(input.since === undefined ? {} : { since: input.since }),
    highlights: [
      ...chooseHighlights({
        sections,
        vigilance,
        sources,
        reference,
        ...(input.factScores === undefined ? {} : { factScores: input.factScores }),
        ...(input.since === undefined ? {} : { since: input.since }),
        reason: input.reason,
        relevance: input.relevance,
        facts,
      }),
    ],
    sections: [...sections],
    treatments: {
      current: histories.flatMap((history) =>
        history.current !== undefined && stated.has(history.current.label) ? [history.current] : [],
      ),
      stopped: histories.flatMap((history) =>
        history.stopped !== undefined && stated.has(history.stopped.label) ? [history.stopped] : [],
      ),
    },
    timeline: buildTimeline(facts, documents, sources, reference).filter((event) => event.citations.every(verbatim)),
    series: toSeries(series).map((one) => ({ ...one, points: one.points.filter((point) => point.citations.every(verbatim)) })),
    vigilance: vigilance.filter((item) => item.citations.every(verbatim)),
    prevention: [...preventionStatus({ patient: input.patient, facts, lines, sources, reference })].filter((item) =>
      item.citations.every(verbatim),
    ),
    relevance: [...input.relevance],
    answers: [...input.answers],
    documents: [...documents],
    dropped: writer.dropped,
    provenance: { generatedAt: input.generatedAt, version: input.version, models: [...input.models] },
  };
}

/** A letterhead's birth date is no date of a finding. */
function withoutBirthDate(fact: Fact, patient: IdentityTraits): Fact {
  if (fact.date === undefined || fact.date !== patient.birthDate || fact.kind === 'pregnancy') return fact;
  return Object.fromEntries(Object.entries(fact).filter(([key]) => key !== 'date' && key !== 'dateSource')) as Fact;
}
