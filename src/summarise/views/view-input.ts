import { basename } from 'node:path';
import type { z } from 'zod';
import type { Citation, PartialDate } from '../../domain/citation.js';
import type { IdentityTraits } from '../../domain/document.js';
import type { Fact } from '../../domain/fact.js';
import type { ContractCitation } from '../contract.js';
import type { PageLookup } from '../grounding.js';
import { gatherCitations, type Sources } from '../sources.js';

type Cited = z.infer<typeof ContractCitation>;

/** What every view is made of: the facts that may speak, on documents that may be opened. */
export interface ViewInput {
  readonly patient: IdentityTraits;
  readonly facts: readonly Fact[];
  readonly sources: Sources;
  readonly reference: PartialDate;
  readonly cite: (facts: readonly Fact[]) => Cited[];
  /** The page as read, of documents that may speak and of the patient's own pages alone. */
  readonly pages: PageLookup;
}

/** Citations in the shape that a reader opens: the file's name beside the document's id. */
export const citeAs =
  (sources: Sources) =>
  (facts: readonly Fact[]): Cited[] =>
    facts.length === 0 ? [] : gatherCitations(facts, 4).map((citation) => contractCitation(citation, sources));

export function contractCitation({ span, quote }: Citation, sources: Sources): Cited {
  const file = sources.byId.get(span.documentId)?.file ?? '';
  return { document: basename(file), documentId: span.documentId, page: span.page, start: span.start, end: span.end, quote };
}

/** When a fact was so: its own date, else its document's. */
export const dateOf = (fact: Fact, sources: Sources): PartialDate | undefined => fact.date ?? sources.dateOf(fact.documentId);

/** Said of the patient and done: neither planned, nor advised, nor another's. A finding that is absent was looked for. */
export function wasDone({ kind, qualifiers }: Fact): boolean {
  return kind !== 'plan' && !qualifiers.hypothetical && !qualifiers.family && !qualifiers.otherPerson && !qualifiers.instruction;
}
