import type { PartialDate } from '../domain/citation.js';
import type { Fact } from '../domain/fact.js';
import type { SourceNature } from './source-nature.js';
import type { Sources } from './sources.js';

/** What a group is read with: of its documents their dates and natures, and of the dossier only whether letters are many. */
export type GroupSources = Pick<Sources, 'dateOf' | 'nature' | 'hasManyLetters'>;

interface Made<T> {
  readonly facts: readonly Fact[];
  readonly dates: readonly (PartialDate | undefined)[];
  readonly natures: readonly SourceNature[];
  readonly hasManyLetters: boolean;
  readonly key: string;
  readonly value: T;
}

/** A group as it is, and as another reader sees it. */
const KEPT = 2;

/**
 * What is made of a group of facts, made again only where a document adds to the group, leaves it, or is dated or named otherwise: one more
 * document then costs the groups that it speaks of. It is kept with the group's first fact and goes with it; `key` is what else it depends on.
 */
export function perGroup<T>(
  make: (key: string, facts: readonly Fact[], sources: GroupSources) => T,
): (key: string, facts: readonly Fact[], sources: GroupSources) => T {
  const kept = new WeakMap<Fact, readonly Made<T>[]>();
  return (key, facts, sources) => {
    const [first] = facts;
    const known = (first && kept.get(first)) ?? [];
    const before = known.find((one) => one.key === key && isSame(one, facts, sources));
    if (before !== undefined) return before.value;
    const value = make(key, facts, sources);
    const made: Made<T> = {
      key,
      facts,
      dates: facts.map(({ documentId }) => sources.dateOf(documentId)),
      natures: facts.map(({ documentId }) => sources.nature(documentId)),
      hasManyLetters: sources.hasManyLetters,
      value,
    };
    if (first !== undefined) kept.set(first, [made, ...known].slice(0, KEPT));
    return value;
  };
}

/** A list that is the very same holds no document that has changed. */
const isSame = (made: Made<unknown>, facts: readonly Fact[], sources: GroupSources): boolean =>
  made.hasManyLetters === sources.hasManyLetters &&
  (made.facts === facts ||
    (made.facts.length === facts.length &&
      facts.every(
        (fact, place) =>
          fact === made.facts[place] &&
          sources.dateOf(fact.documentId) === made.dates[place] &&
          sources.nature(fact.documentId) === made.natures[place],
      )));
