import type { Citation, PartialDate } from '../domain/citation.js';
import type { IdentityTraits } from '../domain/document.js';
import type { Fact } from '../domain/fact.js';
import type { Answer, DocumentSummary, ModelReference, RankedDocument, Section, Synthesis } from '../domain/synthesis.js';
import type { PageLookup } from './grounding.js';
import { choosePoints } from './points/choose-points.js';
import { mergeFacts } from './merge.js';
import { preventionStatus } from './prevention.js';
import { buildSections } from './sections.js';
import { measuredSeries, toSeries } from './series.js';
import { buildSources, speakingFacts, type Sources } from './sources.js';
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

/** What does not depend on the reason, the last visit or the questions. */
interface Core {
  readonly sources: Sources;
  readonly facts: readonly Fact[];
  readonly sections: readonly Section[];
  readonly parts: Pick<Synthesis, 'treatments' | 'timeline' | 'series' | 'vigilance' | 'prevention' | 'documents' | 'dropped'>;
}

interface Remembered {
  readonly core: Core;
  readonly facts: readonly Fact[];
  readonly key: string;
}

/**
 * The last core of a dossier, kept with its first fact: it goes when the dossier is closed or erased. It serves only the very same facts, by
 * identity, and the same documents, patient and day.
 */
const cores = new WeakMap<Fact, Remembered>();

/**
 * Facts to the sourced synthesis. Pure: the same facts give the same synthesis whatever the order of deposit. Every statement is
 * rendered by a template, then checked against its quotes; what fails is dropped and counted in `dropped`. Another reason on unchanged facts
 * costs only the choice of highlights.
 */
export function summarise(input: SummariseInput): Synthesis {
  const core = coreOf(input);
  const points = choosePoints({
    sections: core.sections,
    vigilance: core.parts.vigilance,
    sources: core.sources,
    reference: input.referenceDate,
    ...(input.factScores === undefined ? {} : { factScores: input.factScores }),
    ...(input.since === undefined ? {} : { since: input.since }),
    reason: input.reason,
    relevance: input.relevance,
    facts: core.facts,
  });
  return {
    patient: input.patient,
    referenceDate: input.referenceDate,
    ...(input.reason === undefined ? {} : { reason: input.reason }),
    ...(input.since === undefined ? {} : { since: input.since }),
    highlights: points.map(({ id }) => id),
    points: [...points],
    sections: [...core.sections],
    ...core.parts,
    relevance: [...input.relevance],
    answers: [...input.answers],
    provenance: { generatedAt: input.generatedAt, version: input.version, models: [...input.models] },
  };
}

function coreOf(input: SummariseInput): Core {
  const [first] = input.facts;
  const key = JSON.stringify([input.patient, input.referenceDate, input.documents]);
  const known = first === undefined ? undefined : cores.get(first);
  if (known?.key === key && known.facts.length === input.facts.length && known.facts.every((fact, index) => fact === input.facts[index]))
    return known.core;
  const core = buildCore(input);
  if (first !== undefined) cores.set(first, { core, facts: [...input.facts], key });
  return core;
}

function buildCore(input: SummariseInput): Core {
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
  const verbatim = (citation: Citation): boolean =>
    input.pages(citation.span.documentId, citation.span.page)?.text.slice(citation.span.start, citation.span.end) === citation.quote;
  const stands = (item: { readonly citations: readonly Citation[] }): boolean => item.citations.every(verbatim);
  const stated = new Set(sections.find((section) => section.code === '10160-0')?.statements.map((statement) => statement.fact.label));
  return {
    sources,
    facts,
    sections,
    parts: {
      treatments: {
        current: histories.flatMap(({ current }) => (current !== undefined && stated.has(current.label) ? [current] : [])),
        stopped: histories.flatMap(({ stopped }) => (stopped !== undefined && stated.has(stopped.label) ? [stopped] : [])),
      },
      timeline: buildTimeline(facts, documents, sources, reference).filter(stands),
      series: toSeries(series).map((one) => ({ ...one, points: one.points.filter(stands) })),
      vigilance: vigilance.filter(stands),
      prevention: preventionStatus({ patient: input.patient, facts, lines, sources, reference }).filter(stands),
      documents: [...documents],
      dropped: writer.dropped,
    },
  };
}

/** A letterhead's birth date is no date of a finding. */
function withoutBirthDate(fact: Fact, patient: IdentityTraits): Fact {
  if (fact.date === undefined || fact.date !== patient.birthDate || fact.kind === 'pregnancy') return fact;
  return Object.fromEntries(Object.entries(fact).filter(([key]) => key !== 'date' && key !== 'dateSource')) as Fact;
}
