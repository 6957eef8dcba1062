import type { Document, IdentityTraits, Page } from '../domain/document.js';
import type { Fact } from '../domain/fact.js';
import type { DocumentSummary } from '../domain/synthesis.js';
import type { DossierIndex } from '../index/dossier-index.js';
import type { RankInput } from '../index/relevance.js';
import type { IdentityDecision, Refusal } from './dossier-archive.js';

/** One dossier, read and understood, as it stands in memory. */
export interface DossierState {
  readonly id: string;
  /** Whose dossier it is: said by the deposit, else what most documents say. */
  readonly patient: IdentityTraits;
  readonly documents: ReadonlyMap<string, Document>;
  /** One a document and one a failed file, in the order of the act. */
  readonly summaries: readonly DocumentSummary[];
  /** Of every document, by document id; those of quarantined documents and pages are left out of `spokenFacts`. */
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  /** By document id: changes whenever its facts do. */
  readonly factStamps: ReadonlyMap<string, string>;
  readonly index: DossierIndex;
  /** Files refused unread. */
  readonly refusals: readonly Refusal[];
  /** What persons decided of identities, by document id. */
  readonly decisions: ReadonlyMap<string, IdentityDecision>;
}

export function pageOf(state: DossierState, documentId: string, number: number): Page | undefined {
  return state.documents.get(documentId)?.pages.find((page) => page.number === number);
}

/** Facts that may speak: of documents that are read, on pages that are the patient's. */
export function spokenFacts(state: DossierState): Fact[] {
  return [...spokenByDocument(state).values()].flat();
}

/** The same, by document; the very list of `facts` where all of it may speak. */
function spokenByDocument(state: DossierState): Map<string, readonly Fact[]> {
  return new Map(
    state.summaries.flatMap((summary): [string, readonly Fact[]][] => {
      if (summary.status !== 'read' && summary.status !== 'ocr') return [];
      const quarantined = new Set(summary.pagesQuarantined);
      const facts = state.facts.get(summary.id) ?? [];
      const own = quarantined.size === 0 ? facts : facts.filter((fact) => fact.citations.every(({ span }) => !quarantined.has(span.page)));
      return [[summary.id, own]];
    }),
  );
}

/** A document without the pages that are somebody else's. */
function ownPages(document: Document, pagesQuarantined: readonly number[]): Document {
  return pagesQuarantined.length === 0
    ? document
    : { ...document, pages: document.pages.filter((page) => !pagesQuarantined.includes(page.number)) };
}

/** The documents that may speak. */
export function readDocuments(state: DossierState): Document[] {
  return state.summaries.filter(({ status }) => status === 'read' || status === 'ocr').map(({ id }) => state.documents.get(id) as Document);
}

/** The documents as relevance sees them: duplicates share a rank, those put aside come last. */
export function rankable(state: DossierState): Pick<RankInput, 'documents' | 'duplicates' | 'aside'> {
  const related = state.summaries.flatMap(({ id, status, relatedId }): [string, string][] =>
    relatedId !== undefined && (status === 'duplicate' || status === 'replaced') ? [[id, relatedId]] : [],
  );
  const aside = state.summaries.filter(({ status }) => status === 'quarantined' || status === 'failed').map(({ id }) => id);
  return { documents: [...state.documents.values()], duplicates: new Map(related), aside: new Set(aside) };
}

/** Brings the index in line with the documents that may speak. */
export function indexDocuments(state: DossierState): void {
  const facts = spokenByDocument(state);
  const speaking = new Map(
    state.summaries.filter(({ status }) => status === 'read' || status === 'ocr').map((summary) => [summary.id, summary]),
  );
  const indexed = state.index.documentIds;
  for (const id of indexed) if (!speaking.has(id)) state.index.removeDocument(id);
  for (const [id, summary] of speaking) {
    const document = state.documents.get(id) as Document;
    if (!indexed.has(id)) state.index.addDocument(ownPages(document, summary.pagesQuarantined), facts.get(id));
  }
  state.index.setFacts(facts);
}
