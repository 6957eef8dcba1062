import type { Passage } from '../domain/passage.js';
import { frenchDate } from '../extract/coded/dates.js';

export interface Candidate {
  readonly passage: Passage;
  readonly score: number;
  /** BM25, 0 where no word is shared. */
  readonly lexical: number;
  /** Cosine to the query; undefined where the passage is not among the nearest, or not embedded yet. */
  readonly similarity: number | undefined;
}

export interface PassageHit extends Candidate {
  /** Half-open ranges of `passage.text` that hold the words of the query, or what means the same. */
  readonly highlights: readonly { readonly start: number; readonly end: number }[];
  /** As written in the passage. */
  readonly words: readonly string[];
  /** Labels of the passage's facts that share a word with the query. */
  readonly facts: readonly string[];
}

export interface DocumentHit {
  readonly documentId: string;
  readonly score: number;
  readonly passages: readonly PassageHit[];
  /** French, for the reader: words matched, meaning, facts in common, recency. */
  readonly reasons: readonly string[];
}

/** Why the document was found, in French. */
export function describeHit(documentId: string, score: number, passages: readonly PassageHit[]): DocumentHit {
  const [best] = passages;
  const words = [...new Set(passages.flatMap((hit) => hit.words))].slice(0, 6);
  const facts = [...new Set(passages.flatMap((hit) => hit.facts))].slice(0, 4);
  const reasons = [
    ...(words.length > 0 ? [`mots : ${words.join(', ')}`] : []),
    ...(words.length === 0 && best?.similarity !== undefined ? [`sens proche (${best.similarity.toFixed(2).replace('.', ',')})`] : []),
    ...(facts.length > 0 ? [`faits : ${facts.join(', ')}`] : []),
    ...(best?.passage.context.date === undefined ? [] : [`date : ${frenchDate(best.passage.context.date)}`]),
  ];
  return { documentId, score, passages, reasons };
}
