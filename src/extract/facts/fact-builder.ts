import { createHash } from 'node:crypto';
import type { Citation, Citations, PartialDate } from '../../domain/citation.js';
import type { Fact, FactKind } from '../../domain/fact.js';
import type { PageAnalysis, Range } from '../text/analysis.js';

/** What the rules know of the document around the page. */
export interface FactContext {
  readonly documentId: string;
  /** LOINC code of the document's type, where known. */
  readonly documentType?: string;
  /** Date of the act, else of writing. */
  readonly documentDate?: PartialDate;
  readonly birthDate?: PartialDate;
  /** The author's specialty: decides between meanings of an abbreviation. */
  readonly specialty?: string;
}

/** Stable for the same document, rule and place. */
export function factId(kind: FactKind, origin: string, label: string, citation: Citation): string {
  const { documentId, page, start, end } = citation.span;
  return createHash('sha1').update(`${documentId}\n${page}\n${start}\n${end}\n${kind}\n${origin}\n${label}`).digest('hex').slice(0, 16);
}

/** The page's own words over a range, blanks at both ends left out; undefined where nothing is left. */
export function cite(analysis: PageAnalysis, range: Range): Citation | undefined {
  const { text, number } = analysis.page;
  let { start, end } = range;
  while (start < end && /\s/.test(text[start] ?? '')) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1;
  if (start >= end) return undefined;
  return { span: { documentId: analysis.documentId, page: number, start, end }, quote: text.slice(start, end) };
}

export function asCitations(citations: readonly (Citation | undefined)[]): Citations | undefined {
  const present = citations.filter((citation) => citation !== undefined);
  const [first, ...rest] = present;
  return first === undefined ? undefined : [first, ...rest];
}

export function buildFact(fact: Omit<Fact, 'id'>): Fact {
  return { id: factId(fact.kind, fact.origin, fact.label, fact.citations[0]), ...fact };
}
