import type { Fact } from '../domain/fact.js';

/**
 * What depends on a fact alone, made once for it: facts outlive one synthesis, and what was made of each is kept with it and goes with it.
 * One more document then costs the reading of its own facts.
 */
export function perFact<T>(make: (fact: Fact) => T): (fact: Fact) => T {
  const known = new WeakMap<Fact, { readonly value: T }>();
  return (fact) => {
    const before = known.get(fact);
    if (before !== undefined) return before.value;
    const value = make(fact);
    known.set(fact, { value });
    return value;
  };
}
