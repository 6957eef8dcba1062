import type { Citation, PartialDate } from '../domain/citation.js';
import type { IdentityTraits } from '../domain/document.js';
import type { Fact } from '../domain/fact.js';
import type { PassageNearness } from '../index/passage-nearness.js';
import type { Answer, DocumentSummary, ModelReference, RankedDocument, Section, Synthesis, Vigilance } from '../domain/synthesis.js';
import { changesSince } from './changes-since.js';
import { markContestedSides } from './contested-sides.js';
import type { PageLookup } from './grounding.js';
import { choosePoints, type PointsInput } from './points/choose-points.js';
import { treatmentChanges, type TreatmentChange } from './points/features.js';
import type { Line } from './line.js';
import { mergingFacts } from './merge.js';
import { preventionStatus } from './prevention.js';
import { buildSections } from './sections.js';
import { mayEarnALine } from './selection.js';
import { measuredSeries, toldInSeries, toSeries } from './series.js';
import { buildSources, speakingFacts } from './sources.js';
import { atOnce, type Steps } from './steps.js';
import { StatementWriter } from './statements.js';
import { buildTimeline } from './timeline/build-timeline.js';
import { mostTelling } from './timeline/most-telling.js';
import { reconcileTreatments } from './treatments/reconcile.js';
import { findVigilance } from './vigilance/find-vigilance.js';
import { byWorth } from './vigilance/worth.js';
import { writtenPassages } from './vigilance/passages.js';
import type { VigilanceInput } from './vigilance/warning.js';

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
  /** Nearness of each passage to the reason. */
  readonly nearness?: PassageNearness;
}

/** What does not depend on the reason, the last visit or the questions: plain data, that JSON gives back as it was. */
export interface SynthesisCore {
  readonly sections: readonly Section[];
  readonly changes: readonly TreatmentChange[];
  readonly parts: Pick<
    Synthesis,
    'treatments' | 'timeline' | 'otherDates' | 'series' | 'vigilance' | 'prevention' | 'documents' | 'dropped'
  >;
}

export type CoreInput = Pick<SummariseInput, 'patient' | 'documents' | 'pages' | 'facts' | 'referenceDate'>;

/**
 * Facts to the sourced synthesis. Pure: the same facts give the same synthesis whatever the order of deposit. Every statement is
 * rendered by a template, then checked against its quotes; what fails is dropped and counted in `dropped`. `core`: what was made before of
 * the very same input; another reason then costs only the choice of points.
 */
export function summarise(input: SummariseInput, core: SynthesisCore = synthesisCore(input)): Synthesis {
  const choice = pointsInput(input, core);
  const { sources } = choice;
  const points = choosePoints(choice);
  return {
    patient: input.patient,
    referenceDate: input.referenceDate,
    ...(input.reason === undefined ? {} : { reason: input.reason }),
    ...(input.since === undefined
      ? {}
      : {
          since: input.since,
          changed: [...changesSince({ sections: core.sections, facts: input.facts, sources, pages: input.pages, since: input.since })],
        }),
    highlights: points.map(({ id }) => id),
    points: [...points],
    sections: [...core.sections],
    ...core.parts,
    relevance: [...input.relevance],
    answers: [...input.answers],
    provenance: { generatedAt: input.generatedAt, version: input.version, models: [...input.models] },
  };
}

/** What the points to remember are chosen from. */
export function pointsInput(input: SummariseInput, core: SynthesisCore): PointsInput {
  return {
    sections: core.sections,
    vigilance: core.parts.vigilance,
    sources: buildSources(core.parts.documents),
    reference: input.referenceDate,
    ...(input.factScores === undefined ? {} : { factScores: input.factScores }),
    ...(input.nearness === undefined ? {} : { nearness: input.nearness }),
    ...(input.since === undefined ? {} : { since: input.since }),
    reason: input.reason,
    relevance: input.relevance,
    changes: core.changes,
  };
}

/** The part of a synthesis that every reason shares. */
export function synthesisCore(input: CoreInput): SynthesisCore {
  return atOnce(coreInSteps(input));
}

/** The same in steps: a large dossier takes seconds, and others ask meanwhile. */
export function* coreInSteps(input: CoreInput): Steps<SynthesisCore> {
  const gathered = yield* gatheredInSteps(input);
  const { documents, sources, facts, series, inSeries, lines, histories } = gathered;
  const reference = input.referenceDate;
  const writer = new StatementWriter(input.pages, sources);
  const written = buildSections({ lines, histories, series, inSeries, facts, sources, reference, writer });
  yield;
  const vigilance = yield* findVigilance(gathered);
  const sections = markContestedSides(written, vigilance, sources);
  yield;
  const dates = buildTimeline(input.patient, facts, documents, sources, reference, input.pages);
  yield;
  const verbatim = (citation: Citation): boolean =>
    input.pages(citation.span.documentId, citation.span.page)?.text.slice(citation.span.start, citation.span.end) === citation.quote;
  const stands = (item: { readonly citations: readonly Citation[] }): boolean => item.citations.every(verbatim);
  const { timeline, otherDates } = mostTelling(dates.filter(stands), facts, documents, sources);
  const stated = new Set(sections.find((section) => section.code === '10160-0')?.statements.map((statement) => statement.fact.label));
  return {
    sections,
    changes: treatmentChanges(facts),
    parts: {
      treatments: {
        current: histories.flatMap(({ current }) => (current !== undefined && stated.has(current.label) ? [current] : [])),
        stopped: histories.flatMap(({ stopped }) => (stopped !== undefined && stated.has(stopped.label) ? [stopped] : [])),
      },
      timeline: [...timeline],
      otherDates: [...otherDates],
      series: toSeries(series).map((one) => ({ ...one, points: one.points.filter(stands) })),
      vigilance: byWorth(vigilance.filter(stands), sources, reference),
      prevention: preventionStatus({ patient: input.patient, facts, lines, sources, reference }).filter(stands),
      documents: [...documents],
      dropped: writer.dropped,
    },
  };
}

/** The warnings as the rules find them, before they are weighed: what the weights are learnt from. */
export function warningsFound(input: CoreInput): readonly Vigilance[] {
  return atOnce(
    (function* (): Steps<readonly Vigilance[]> {
      return yield* findVigilance(yield* gatheredInSteps(input));
    })(),
  );
}

/** What sections and warnings are made of. */
interface Gathered extends VigilanceInput {
  readonly inSeries: ReadonlySet<string>;
  readonly lines: readonly Line[];
}

function* gatheredInSteps(input: CoreInput): Steps<Gathered> {
  const documents = input.documents.toSorted((a, b) =>
    (a.date ?? '') < (b.date ?? '') ? -1 : (a.date ?? '') > (b.date ?? '') ? 1 : a.id < b.id ? -1 : 1,
  );
  const sources = buildSources(documents);
  const facts = speakingFacts(input.facts, sources, input.patient.birthDate);
  const reference = input.referenceDate;
  yield;
  const series = measuredSeries(facts, sources);
  yield;
  const inSeries = new Set(toldInSeries(series));
  const lines = yield* mergingFacts(facts, sources, (fact) => mayEarnALine(fact, { inSeries, sources, reference }));
  yield;
  const histories = reconcileTreatments(facts, sources, reference);
  yield;
  const passages = writtenPassages(documents, input.pages, input.patient.birthDate);
  yield;
  return { patient: input.patient, facts, histories, series, documents, sources, reference, passages, inSeries, lines };
}
