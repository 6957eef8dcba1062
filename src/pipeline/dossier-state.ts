import type { Document, IdentityTraits, Page } from '../domain/document.js';
import type { Fact } from '../domain/fact.js';
import type { DocumentSummary } from '../domain/synthesis.js';
import type { DossierIndex } from '../index/dossier-index.js';

/** A file that gave no document at all, kept so that it is never silently missing. */
export interface Failure {
  readonly fileName: string;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

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
  readonly index: DossierIndex;
}

export function pageOf(state: DossierState, documentId: string, number: number): Page | undefined {
  return state.documents.get(documentId)?.pages.find((page) => page.number === number);
}

/** Facts that may speak: of documents that are read, on pages that are the patient's. */
export function spokenFacts(state: DossierState): Fact[] {
  return state.summaries.flatMap((summary) => {
    if (summary.status !== 'read' && summary.status !== 'ocr') return [];
    const quarantined = new Set(summary.pagesQuarantined);
    return (state.facts.get(summary.id) ?? []).filter((fact) => fact.citations.every(({ span }) => !quarantined.has(span.page)));
  });
}

/** A document without the pages that are somebody else's. */
export function ownPages(document: Document, pagesQuarantined: readonly number[]): Document {
  return pagesQuarantined.length === 0
    ? document
    : { ...document, pages: document.pages.filter((page) => !pagesQuarantined.includes(page.number)) };
}
