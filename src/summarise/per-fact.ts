import type { Fact } from '../domain/fact.js';

/** What was made of each fact, each question in its own place: one table for all questions, since a collector looks through every one. */
const answers = new WeakMap<Fact, unknown[]>();
let places = 0;
/** In the place of an answer that is undefined. */
const NONE = Symbol('none');

/**
 * What depends on a fact alone, made once for it: facts outlive one synthesis, and what was made of each is kept with it and goes with it.
 * One more document then costs the reading of its own facts.
 */
export function perFact<T>(make: (fact: Fact) => T): (fact: Fact) => T {
  const place = places;
  places += 1;
  return (fact) => {
    let known = answers.get(fact);
    if (known === undefined) answers.set(fact, (known = new Array<unknown>(places)));
    const before = known[place];
    if (before !== undefined) return (before === NONE ? undefined : before) as T;
    const value = make(fact);
    known[place] = value === undefined ? NONE : value;
    return value;
  };
}

/** The same of anything else that never changes: of a dose as it is written, asked for by every paper that bears another. */
export function perThing<K extends object, T>(make: (one: K) => T): (one: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (one) => {
    const before = known.get(one);
    if (before !== undefined) return before.value;
    const value = make(one);
    known.set(one, { value });
    return value;
  };
}
