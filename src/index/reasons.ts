import { systemOf } from './concepts.js';
import { termsOf } from './lexical-index.js';
import { isStopword, tokenize } from './tokens.js';
import vocabulary from './vocabulary/reasons.json' with { type: 'json' };

/** A thing that a doctor looks for in a record; its phrases are searched with their synonyms. */
export interface Topic {
  readonly id: string;
  /** French, for the reader. */
  readonly label: string;
  readonly phrases: readonly ReadonlyMap<string, number>[];
  /** 3 the heart of the reason, 2 changes the decision, 1 worth a look. */
  readonly weight: number;
}

/** A reason of consultation, understood. */
export interface ReasonTopics {
  /** Entries of the vocabulary that the reason names; none for a free text that it does not know. */
  readonly entries: readonly string[];
  readonly topics: readonly Topic[];
}

type TopicWeights = Readonly<Record<string, number>>;

const TOPICS: Readonly<Record<string, { readonly label: string; readonly phrases: readonly string[] }>> = vocabulary.topics;
const SYSTEMS: Readonly<Record<string, TopicWeights>> = vocabulary.systems;
const REASONS: readonly { readonly id: string; readonly triggers: readonly string[]; readonly topics: TopicWeights }[] =
  vocabulary.reasons.map(({ id, triggers, topics }) => ({
    id,
    triggers,
    topics: Object.fromEntries(Object.entries(topics).filter(([, weight]) => weight !== undefined)) as TopicWeights,
  }));

/** "Avis", "suivi", "certificat": what is asked for, not what about. */
const ERRANDS: ReadonlySet<string> = new Set(vocabulary.errands.flatMap((word) => tokenize(word).map((token) => token.term)));

/** The terms of a reason that say what it is about; all of them where nothing else is said. */
export function subjectOf(reason: string): Map<string, number> {
  const terms = termsOf(reason, true);
  const subject = new Map([...terms].filter(([term]) => !ERRANDS.has(term)));
  return subject.size === 0 ? terms : subject;
}

const wordsOf = (text: string): string[] =>
  tokenize(text)
    .filter((token) => !isStopword(token))
    .map((token) => token.term);
const conceptsOf = (terms: ReadonlyMap<string, number>): string[] => [...terms.keys()].filter((term) => term.startsWith('§'));

/** A trigger fires when the reason holds all its words, or names the same problem ("essoufflement" for "dyspnée"). */
function fires(trigger: string, words: ReadonlySet<string>, concepts: ReadonlySet<string>): boolean {
  const own = wordsOf(trigger);
  return (
    (own.length > 0 && own.every((word) => words.has(word))) ||
    conceptsOf(termsOf(trigger, true)).some((concept) => concept.startsWith('§problem:') && concepts.has(concept))
  );
}

/**
 * What to look for, for a reason: the topics of every entry it names; for one that no entry knows, the topics of its organ systems
 * and those that share a word with it. What matters whatever the reason (treatments, allergies, changes, plan) comes with either.
 * `without` leaves an entry out, to measure on reasons that no rule names.
 */
export function topicsOf(reason: string, without: readonly string[] = []): ReasonTopics {
  const terms = termsOf(reason, true);
  const words = new Set(wordsOf(reason));
  const concepts = new Set(conceptsOf(terms));
  const entries = REASONS.filter(
    ({ id, triggers }) => !without.includes(id) && triggers.some((trigger) => fires(trigger, words, concepts)),
  );
  const weights = new Map<string, number>();
  const take = (topics: TopicWeights, factor = 1): void => {
    for (const [id, weight] of Object.entries(topics)) weights.set(id, Math.max(weights.get(id) ?? 0, weight * factor));
  };
  for (const entry of entries) take(entry.topics);
  if (entries.length === 0) {
    for (const concept of concepts) take(SYSTEMS[systemOf(concept.slice(1)) ?? ''] ?? {});
    for (const [id, { phrases }] of Object.entries(TOPICS)) {
      if (phrases.some((phrase) => [...termsOf(phrase, true).keys()].some((term) => terms.has(term)))) take({ [id]: 2 });
    }
  }
  take(vocabulary.always, entries.length === 0 ? 1 : 0.5);
  return {
    entries: entries.map(({ id }) => id),
    topics: [...weights].map(([id, weight]) => ({
      id,
      label: TOPICS[id]?.label ?? id,
      weight,
      phrases: (TOPICS[id]?.phrases ?? []).map((phrase) => termsOf(phrase, true)),
    })),
  };
}
