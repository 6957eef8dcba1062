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
  /** The day that the paper bears, where `documentDate` is that of the visit, the act or the specimen that it reports. */
  readonly writtenOn?: PartialDate;
  readonly birthDate?: PartialDate;
  readonly sex?: 'M' | 'F' | 'U';
  /** The author's specialty: decides between meanings of an abbreviation. */
  readonly specialty?: string;
  /** Of a hospital report; see `documentContext`. */
  readonly stay?: { readonly entry?: PartialDate; readonly exit?: PartialDate };
  /** The day from which the document counts "J2", "J5": see `findDayZero`. */
  readonly dayZero?: PartialDate;
  /** When the samples of a laboratory report were taken, from its first page. */
  readonly sampleDate?: PartialDate;
  /** The document is a prescription, as its first page says. */
  readonly prescription?: boolean;
}

/** When a fact happened, and where that is said. */
export interface Dated {
  readonly date?: string;
  readonly endDate?: string;
  readonly dateSource?: 'text' | 'section' | 'document';
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

const units = new WeakMap<PageAnalysis, readonly Range[]>();

/**
 * The sentences of a page, a labelled line joined to the lines it wraps onto: "Biologie du 28 octobre : calcémie 2,31,
 * créatinine 72,⏎ sodium 134" is one statement.
 */
export function statementsOf(analysis: PageAnalysis): readonly Range[] {
  const known = units.get(analysis);
  if (known !== undefined) return known;
  const joined: { start: number; end: number; row: boolean }[] = [];
  for (const sentence of analysis.sentences) {
    const last = joined.at(-1);
    const gap = last === undefined ? '' : analysis.folded.slice(last.end, sentence.start);
    const wraps =
      last !== undefined &&
      last.row &&
      !sentence.row &&
      /^[ \t]*\n[ \t]*$/.test(gap) &&
      !/[.:!?]\s*$/.test(analysis.folded.slice(last.end - 2, last.end)) &&
      analysis.folded.slice(last.start, last.end).length > 60;
    if (wraps) last.end = sentence.end;
    else joined.push({ start: sentence.start, end: sentence.end, row: sentence.row });
  }
  units.set(analysis, joined);
  return joined;
}

/** The statement that holds an offset, or the nearest before it. */
export function statementAt(analysis: PageAnalysis, offset: number): Range | undefined {
  return statementsOf(analysis).findLast((unit) => unit.start <= offset);
}
