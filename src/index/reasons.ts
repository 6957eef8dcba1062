import { systemsOf } from './concepts.js';
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
  /** Organ systems of the reason ("cardiologie"), named by its words or by its entries. */
  readonly systems: readonly string[];
  /** ATC groups that treat them. */
  readonly drugGroups: readonly string[];
  /** What a recent document is worth for it, 1 where the vocabulary says nothing. */
  readonly recency: number;
  /** What a document of a family ("imaging") is worth for it beside the rest; empty where the vocabulary says nothing. */
  readonly kinds: Readonly<Record<string, number>>;
}

/** What the organ asks for, where the reason is known: "avis préopératoire, épaule" is first of all about the operation. */
const ORGAN_BESIDE = 0.5;

type TopicWeights = Readonly<Record<string, number>>;

const TOPICS: Readonly<Record<string, { readonly label: string; readonly phrases: readonly string[] }>> = vocabulary.topics;
const SYSTEMS: Readonly<
  Record<string, { readonly topics: TopicWeights; readonly specialties: readonly string[]; readonly atc: readonly string[] }>
> = vocabulary.systems;
interface ReasonEntry {
  readonly id: string;
  readonly triggers: readonly string[];
  readonly systems: readonly string[];
  readonly topics: TopicWeights;
  readonly recency: number;
  /** What a document of a family ("imaging") is worth for it, more or less than elsewhere. */
  readonly kinds: Readonly<Record<string, number>>;
}

const REASONS: readonly ReasonEntry[] = vocabulary.reasons.map(({ id, triggers, systems, topics, recency = 1, kinds = {} }) => ({
  id,
  triggers,
  systems,
  recency,
  kinds,
  topics: Object.fromEntries(Object.entries(topics).filter(([, weight]) => weight !== undefined)) as TopicWeights,
}));

/** Words of the body in a reason, whatever else it says. */
const ORGANS: readonly { readonly words: ReadonlySet<string>; readonly systems: readonly string[]; readonly topics: TopicWeights }[] =
  vocabulary.organs.map(({ words, systems, topics }) => ({
    words: new Set(words.flatMap((word) => tokenize(word).map((token) => token.term))),
    systems,
    topics: Object.fromEntries(Object.entries(topics).filter(([, weight]) => weight !== undefined)) as TopicWeights,
  }));

/** "Avis", "suivi", "certificat": what is asked for, not what about. */
const ERRANDS: ReadonlySet<string> = new Set(vocabulary.errands.flatMap((word) => tokenize(word).map((token) => token.term)));
/** "Trouble", "douleur", "scanner": words of many things, by which a free reason says nothing of a topic. */
const GENERIC: ReadonlySet<string> = new Set(vocabulary.generic.flatMap((word) => tokenize(word).map((token) => token.term)));

/** The terms of a reason that say what it is about; all of them where nothing else is said. */
export function subjectOf(reason: string): Map<string, number> {
  const terms = termsOf(reason, true);
  const subject = new Map([...terms].filter(([term]) => !ERRANDS.has(term)));
  return subject.size === 0 ? terms : subject;
}

const phraseTerms = new Map<string, readonly ReadonlyMap<string, number>[]>();

/** The terms of a topic's phrases; made once, since every reason looks at every topic. */
function termsOfTopic(id: string): readonly ReadonlyMap<string, number>[] {
  const known = phraseTerms.get(id) ?? (TOPICS[id]?.phrases ?? []).map((phrase) => termsOf(phrase, true));
  phraseTerms.set(id, known);
  return known;
}

const wordsOf = (text: string): string[] =>
  tokenize(text)
    .filter((token) => !isStopword(token))
    .map((token) => token.term);
const conceptsOf = (terms: ReadonlyMap<string, number>): string[] => [...terms.keys()].filter((term) => term.startsWith('§'));

/** The words of a trigger that a reason holds, all of them; undefined where it lacks one. */
function heldWords(trigger: string, words: ReadonlySet<string>): readonly string[] | undefined {
  const own = wordsOf(trigger);
  // "Suivi" alone is a reason; "suivi de l'ostéoporose" is about osteoporosis.
  if (own.every((word) => ERRANDS.has(word)) && [...words].some((word) => !ERRANDS.has(word))) return undefined;
  return own.length > 0 && own.every((word) => words.has(word)) ? own : undefined;
}

/** The trigger's own problem ("essoufflement" for "dyspnée"), not what it belongs to: a diabetic foot is diabetes, diabetes is no diabetic foot. */
const namesProblem = (trigger: string, concepts: ReadonlySet<string>): boolean =>
  [...termsOf(trigger, true)].some(([concept, weight]) => weight === 1 && concept.startsWith('§problem:') && concepts.has(concept));

/** Between two things that a reason names side by side, and before what only tells where or when one of them is. */
const SIDE_BY_SIDE = /[,;:()/?]|\s(?:et|ou)\s/u;
const COMPLEMENT = /(?=\s(?:du|de|des|sous|après|avant|chez|pour|en|sur)\s|\sd['’]|\sde l['’])/u;
/** "Contraception du post-partum" is first of all about contraception. */
const BESIDE = 0.5;

interface NamedEntry {
  readonly entry: ReasonEntry;
  /** A longer trigger of another entry speaks for its words: "fatigue au travail" is about work, "abcès dentaire" about a tooth. */
  readonly covered: boolean;
}

/** The entries that a reason names, by all the words of a trigger or by the same problem. */
function entriesOf(reason: string, without: readonly string[]): readonly NamedEntry[] {
  const words = new Set(wordsOf(reason));
  const concepts = new Set(conceptsOf(termsOf(reason, true)));
  const fired = REASONS.filter(({ id }) => !without.includes(id))
    .map((entry) => ({
      entry,
      held: entry.triggers.flatMap((trigger) => [heldWords(trigger, words) ?? []]).filter((own) => own.length > 0),
    }))
    .filter(({ entry, held }) => held.length > 0 || entry.triggers.some((trigger) => namesProblem(trigger, concepts)));
  const longer = (own: readonly string[]): boolean =>
    fired.some(({ held }) => held.some((other) => other.length > own.length && own.every((word) => other.includes(word))));
  return fired.map(({ entry, held }) => ({ entry, covered: held.length > 0 && held.every(longer) }));
}

/** The entries that the beginning of each thing named already fires. */
function headsOf(reason: string, entries: readonly NamedEntry[]): ReadonlySet<string> {
  const own = new Set(entries.filter(({ covered }) => !covered).map(({ entry }) => entry.id));
  return new Set(
    reason.split(SIDE_BY_SIDE).flatMap((part) => {
      const pieces = part.split(COMPLEMENT);
      for (let last = 1; last <= pieces.length; last++) {
        const found = entriesOf(pieces.slice(0, last).join(''), [])
          .map(({ entry }) => entry.id)
          .filter((id) => own.has(id));
        if (found.length > 0) return found;
      }
      return [];
    }),
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
  const named = entriesOf(reason, without);
  const entries = named.map(({ entry }) => entry);
  const heads = named.length < 2 ? undefined : headsOf(reason, named);
  const spoken = new Set([...concepts].flatMap((concept) => systemsOf(concept.slice(1))));
  const organs = ORGANS.filter((organ) => [...organ.words].some((word) => words.has(word)));
  const weights = new Map<string, number>();
  const take = (topics: TopicWeights, factor = 1): void => {
    for (const [id, weight] of Object.entries(topics)) weights.set(id, Math.max(weights.get(id) ?? 0, weight * factor));
  };
  for (const entry of entries) take(entry.topics, heads?.has(entry.id) === false ? BESIDE : 1);
  for (const organ of organs) take(organ.topics, entries.length === 0 ? 1 : ORGAN_BESIDE);
  if (entries.length === 0) {
    for (const system of spoken) take(SYSTEMS[system]?.topics ?? {});
    const subject = subjectOf(reason);
    const shared = (term: string): boolean => subject.has(term) && !GENERIC.has(term);
    for (const id of Object.keys(TOPICS)) if (termsOfTopic(id).some((phrase) => [...phrase.keys()].some(shared))) take({ [id]: 2 });
  }
  take(vocabulary.always, entries.length === 0 ? 1 : 0.5);
  const systems = [...new Set([...spoken, ...[...organs, ...entries].flatMap((known) => known.systems)])];
  return {
    entries: entries.map(({ id }) => id),
    systems,
    recency: entries.length === 0 ? 1 : entries.reduce((sum, { recency }) => sum + recency, 0) / entries.length,
    kinds: Object.assign({}, ...entries.filter(({ id }) => heads?.has(id) !== false).map(({ kinds }) => kinds)) as Record<string, number>,
    drugGroups: systems.flatMap((system) => SYSTEMS[system]?.atc ?? []),
    topics: [...weights].map(([id, weight]) => ({
      id,
      label: TOPICS[id]?.label ?? id,
      weight,
      phrases: termsOfTopic(id),
    })),
  };
}

/** Does the topic come with whatever reason (treatments, allergies, changes, plan)? */
export const isForAny = ({ id }: Topic): boolean => id in vocabulary.always;

/** Is the author's specialty one that looks after these organ systems? Specialties are compared by their beginnings, without accents. */
export function caresFor(specialty: string | undefined, systems: readonly string[]): boolean {
  if (specialty === undefined) return false;
  const folded = specialty.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return systems.some((system) => SYSTEMS[system]?.specialties.some((beginning) => folded.startsWith(beginning)) === true);
}
