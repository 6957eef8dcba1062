import type { Fact } from '../domain/fact.js';

/** What was made of each fact, each question in its own place: one table for all questions, since a collector looks through every one. */
const answers = new WeakMap<Fact, unknown[]>();
let places = 0;

/**
 * What depends on a fact alone, made once for it: facts outlive one synthesis, and what was made of each is kept with it and goes with it.
 * One more document then costs the reading of its own facts.
 */
export function perFact<T>(make: (fact: Fact) => T): (fact: Fact) => T {
  const place = places;
  places += 1;
  return (fact) => {
    let known = answers.get(fact);
    if (known === undefined) answers.set(fact, (known = []));
    const before = known[place] as { readonly value: T } | undefined;
    if (before !== undefined) return before.value;
    const value = make(fact);
    known[place] = { value };
    return value;
  };
}
