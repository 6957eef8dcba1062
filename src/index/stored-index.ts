import { z } from 'zod';
import type { Passage } from '../domain/passage.js';
import type { PassageFacts } from './search-filters.js';

interface StoredPassage {
  readonly passage: Passage;
  readonly label: number;
  readonly facts: PassageFacts;
  readonly terms: StoredWords['terms'];
}

/** The words of a passage: numbers of `vocabulary` and weights, one after the other. */
export interface StoredWords {
  readonly terms: readonly number[];
  readonly vocabulary: readonly string[];
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
