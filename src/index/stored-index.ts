import { z } from 'zod';
import type { Passage } from '../domain/passage.js';
import type { TermWeights } from './lexical-index.js';
import type { PassageFacts } from './search-filters.js';

interface StoredPassage {
  readonly passage: Passage;
  readonly label: number;
  readonly facts: PassageFacts;
  /** The terms of its words: numbers of `vocabulary` and weights, one after the other. */
  readonly terms: readonly number[];
}

const Parts = z.object({
  dossierId: z.string(),
  /** Of the vectors. */
  modelId: z.string(),
  nextLabel: z.int().min(0),
  vocabulary: z.array(z.string()),
  /** Some ten thousand in a long dossier, sealed with the rest and authenticated by the store: their shape is not looked into. */
  passages: z.custom<StoredPassage[]>(Array.isArray),
});
export type StoredIndex = z.infer<typeof Parts>;
export const Stored = Parts.extend({ kind: z.literal('dossier') });
export const Added = Parts.extend({ kind: z.literal('added'), after: z.string() });
export type StoredWhole = z.infer<typeof Stored>;
export type StoredAddition = z.infer<typeof Added>;

/** Numbers of the vocabulary and weights, one after the other. */
export function pairsOf(terms: readonly number[], vocabulary: readonly string[]): TermWeights {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < terms.length; at += 2) pairs.set(vocabulary[terms[at] as number] ?? '', terms[at + 1] as number);
  return pairs;
}
