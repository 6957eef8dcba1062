import type { Citation, Citations, PartialDate } from '../domain/citation.js';
import type { DocumentSummary } from '../domain/synthesis.js';
import type { Fact } from '../domain/fact.js';
import { compareDates } from './dates.js';
import { keptWith, sameItems } from './kept-with.js';
import { joiningAnew } from './per-document.js';
import { perFact } from './per-fact.js';
import { natureOf, type SourceNature } from './source-nature.js';
import { namesWithoutStating } from './stating.js';
import { groupBy } from './text.js';

/** The documents that may speak, and what the other rooms ask of them. */
export interface Sources {
  readonly byId: ReadonlyMap<string, DocumentSummary>;
  readonly dateOf: (documentId: string) => PartialDate | undefined;
  readonly nature: (documentId: string) => SourceNature;
  /** There are enough letters and discharge summaries among them that one would have said it. */
  readonly hasManyLetters: boolean;
}

const ENOUGH_LETTERS = 3;
const SPEAKS: ReadonlySet<DocumentSummary['status']> = new Set(['read', 'ocr']);

export function buildSources(documents: readonly DocumentSummary[]): Sources {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const natures = new Map(documents.map((document) => [document.id, natureOf(document)]));
  return {
    byId,
    dateOf: (id) => byId.get(id)?.date,
    nature: (id) => natures.get(id) ?? 'other',
    hasManyLetters: [...natures.values()].filter((nature) => nature === 'letter' || nature === 'discharge').length >= ENOUGH_LETTERS,
  };
}

interface Paper {
  readonly facts: readonly Fact[];
  readonly document: DocumentSummary;
  readonly nature: SourceNature;
  readonly birthDate: PartialDate | undefined;
}

/** What one document says; the same list as before where nothing of it has changed, and only there. */
const speakingOf = keptWith<Paper, readonly Fact[]>(
  (a: Paper, b: Paper) => a.birthDate === b.birthDate && sameItems(a.facts, b.facts) && isSameDocument(a.document, b.document),
);

/** Nothing that is known of it has changed. */
export const isSameDocument = (a: DocumentSummary, b: DocumentSummary): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

const said = ({ facts, nature, document: { pagesQuarantined }, birthDate }: Paper): readonly Fact[] =>
  facts
    .filter(
      (fact) =>
        !namesWithoutStating(fact, nature) &&
        (pagesQuarantined.length === 0 || fact.citations.every((citation) => !pagesQuarantined.includes(citation.span.page))),
    )
    .toSorted(inReadingOrder)
    .map((fact) => withoutBirthDate(fact, birthDate));

/**
 * Facts of readable documents of this patient, none citing a quarantined page, in order of document date, then of reading. A birth date that a
 * letterhead bears is no date of a finding.
 */
export function speakingFacts(facts: readonly Fact[], sources: Sources, birthDate?: PartialDate): readonly Fact[] {
  const speaking = [...sources.byId.values()].filter((document) => SPEAKS.has(document.status));
  const ordered = speaking.toSorted((a, b) => compareDates(a.date, b.date) || (a.id < b.id ? -1 : 1));
  const own = groupBy(facts, (fact) => fact.documentId);
  return joinSpeaking(
    ordered.flatMap((document) => {
      const read = own.get(document.id) ?? [];
      const paper = { facts: read, document, nature: sources.nature(document.id), birthDate };
      return [speakingOf(read[0], paper, () => said(paper))];
    }),
  );
}

const joinSpeaking = joiningAnew<Fact>();

const withoutBirthDate = (fact: Fact, birthDate: PartialDate | undefined): Fact =>
  fact.date === undefined || fact.date !== birthDate || fact.kind === 'pregnancy' ? fact : undated(fact);

const undated = perFact(
  (fact) => Object.fromEntries(Object.entries(fact).filter(([key]) => key !== 'date' && key !== 'dateSource')) as Fact,
);

function inReadingOrder(a: Fact, b: Fact): number {
  const [left, right] = [a.citations[0].span, b.citations[0].span];
  return left.page - right.page || left.start - right.start || left.end - right.end || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

const MAX_CITATIONS = 10;

/** Citations of several facts, the given order kept, one per passage, at most ten: one per document before a second of any. */
export function gatherCitations(facts: readonly Fact[], limit = MAX_CITATIONS): Citations {
  const [first] = facts;
  if (first === undefined) throw new RangeError('citations need a fact');
  const firsts: Citation[] = [];
  const rest: Citation[] = [];
  const documents = new Set<string>();
  const seen = new Set<string>();
  for (const fact of facts) {
    for (const citation of fact.citations) {
      const key = `${citation.span.documentId}/${citation.span.page}/${citation.span.start}/${citation.span.end}`;
      if (seen.has(key)) continue;
      seen.add(key);
      (documents.has(citation.span.documentId) ? rest : firsts).push(citation);
      documents.add(citation.span.documentId);
    }
    // Nothing of what follows has a place.
    if (firsts.length >= limit) break;
  }
  const [head = first.citations[0], ...tail] = [...firsts, ...rest].slice(0, limit);
  return [head, ...tail];
}
