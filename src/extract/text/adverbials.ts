import type { Token } from './tokens.js';
import vocabulary from './vocabulary/boundaries.json' with { type: 'json' };

const ADVERBIALS = vocabulary.adverbials.map((words) => words.split(' ')).toSorted((a, b) => b.length - a.length);
/** How many tokens an adverb takes that stands at `at` and interrupts nothing: "écarte pour l'instant une embolie"; 0 where none does. */
export const adverbialAt = (tokens: readonly Token[], at: number): number =>
  ADVERBIALS.find((words) => words.every((word, ahead) => tokens[at + ahead]?.text === word))?.length ?? 0;
