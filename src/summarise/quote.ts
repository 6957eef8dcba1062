import type { Fact } from '../domain/fact.js';
import { fold } from './text.js';

/** Facts outlive one synthesis: what was folded of them is kept with them, and goes with them. */
const folded = new WeakMap<Fact, string>();

/** The passage that states a fact, folded. */
export function quoteWords(fact: Fact): string {
  const known = folded.get(fact);
  if (known !== undefined) return known;
  const made = fold(fact.citations[0].quote);
  folded.set(fact, made);
  return made;
}
