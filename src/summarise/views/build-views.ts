import type { PartialDate } from '../../domain/citation.js';
import type { IdentityTraits } from '../../domain/document.js';
import type { Fact } from '../../domain/fact.js';
import type { DocumentSummary } from '../../domain/synthesis.js';
import type { PageLookup } from '../grounding.js';
import { mergeFacts } from '../merge.js';
import { measuredSeries } from '../series.js';
import { buildSources, speakingFacts, type Sources } from '../sources.js';
import { buildTimeline } from '../timeline/build-timeline.js';
import { childView } from './child.js';
import { diabetesView } from './diabetes.js';
import { pregnancyView } from './pregnancy.js';
import type { SpecialViews } from './view-contract.js';
import { citeAs } from './view-input.js';

export interface SpecialViewsInput {
  readonly patient: IdentityTraits;
  readonly documents: readonly DocumentSummary[];
  /** The page as read: a fact whose quote is not the page's words is left out. */
  readonly pages: PageLookup;
  readonly facts: readonly Fact[];
  readonly referenceDate: PartialDate;
}

/** Child, pregnancy and diabetes on the very facts of the synthesis: each view only where the dossier calls for it, each point with its source. */
export function buildViews({ patient, documents, pages, facts, referenceDate: reference }: SpecialViewsInput): SpecialViews {
  const sources = buildSources(documents);
  const verbatim = ({ citations }: Fact): boolean =>
    citations.every(({ span, quote }) => pages(span.documentId, span.page)?.text.slice(span.start, span.end) === quote);
  const speaking = speakingFacts(facts, sources).filter(verbatim);
  const input = { patient, facts: speaking, sources, reference, cite: citeAs(sources), pages: ownPages(pages, sources) };
  const series = measuredSeries(speaking, sources);
  const child = childView(input);
  // The weeks of a pregnancy are told in passing, in words that state too little for a line of the synthesis.
  const datings = facts.filter((fact) => fact.kind === 'pregnancy' && isOwn(fact, input.pages) && verbatim(fact));
  const pregnancy =
    datings.length > 0
      ? pregnancyView({ ...input, datings, series, timeline: buildTimeline(patient, speaking, documents, sources, reference, input.pages) })
      : undefined;
  const diabetes = speaking.some((fact) => fact.concept?.startsWith('diabete') === true)
    ? diabetesView({ ...input, series, lines: mergeFacts(speaking, sources) })
    : undefined;
  return {
    ...(child === undefined ? {} : { child }),
    ...(pregnancy === undefined ? {} : { pregnancy }),
    ...(diabetes === undefined ? {} : { diabetes }),
  };
}

/** Pages of documents that may speak, without those that are somebody else's. */
const ownPages =
  (pages: PageLookup, sources: Sources): PageLookup =>
  (documentId, number) => {
    const document = sources.byId.get(documentId);
    if (document === undefined || (document.status !== 'read' && document.status !== 'ocr')) return undefined;
    return document.pagesQuarantined.includes(number) ? undefined : pages(documentId, number);
  };

const isOwn = ({ citations }: Fact, pages: PageLookup): boolean =>
  citations.every(({ span }) => pages(span.documentId, span.page) !== undefined);
