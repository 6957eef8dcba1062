import type { Token } from './tokens.js';
import vocabulary from './vocabulary/boundaries.json' with { type: 'json' };

/** By their first word, the longest first: most words begin none, and every sentence asks of many. */
const ADVERBIALS = new Map<string, (readonly string[])[]>();
for (const words of vocabulary.adverbials.map((adverb) => adverb.split(' ')).toSorted((a, b) => b.length - a.length)) {
  const [first = ''] = words;
  ADVERBIALS.set(first, [...(ADVERBIALS.get(first) ?? []), words]);
}
/** How many tokens an adverb takes that stands at `at` and interrupts nothing: "écarte pour l'instant une embolie"; 0 where none does. */
export const adverbialAt = (tokens: readonly Token[], at: number): number =>
  ADVERBIALS.get(tokens[at]?.text ?? '')?.find((words) => words.every((word, ahead) => tokens[at + ahead]?.text === word))?.length ?? 0;
