import type { PartialDate } from '../domain/citation.js';
import type { Document } from '../domain/document.js';
import type { DossierIndex } from './dossier-index.js';
import { termsOf } from './lexical-index.js';
import { caresFor, isForAny, subjectOf } from './reasons.js';
import type { ReasonTopics, Topic } from './reasons.js';
import vocabulary from './vocabulary/relevance.json' with { type: 'json' };

/** What is known of a document for a reason, each from 0 to 1. */
interface Features {
  /** How much of what the reason asks for it says. */
  readonly topics: number;
  /** BM25 to the reason's own words. */
  readonly words: number;
  /** Cosine to the reason. */
  readonly meaning: number;
  /** 1 today, 0.37 after two years. */
  readonly recency: number;
  /** 1 for the newest of its kind (laboratory, prescription of one specialty…), a half for the one before. */
  readonly newest: number;
  /** 1 where the author's specialty looks after the organ systems of the reason. */
  readonly specialty: number;
  /** 1 today, 0.37 after six years: what founds a disease is old and still needed. */
  readonly memory: number;
  /** Share of its passages that speak of the heart of the reason; `report` the same, of imaging, acts, pathology and laboratories. */
  readonly focus: number;
  readonly report: number;
  /** 1 where its title says a word of the reason. */
  readonly title: number;
  /** What it says of allergies, where the reason asks for them: an allergy does not age. */
  readonly allergies: number;
}

export interface DocumentFeatures extends Features {
  readonly documentId: string;
  readonly family: string;
  /** Written by an allergist, by its title or its author's specialty. */
  readonly allergist: boolean;
  /** Topics it says most of, best first, for the explanation. */
  readonly found: readonly { readonly topic: Topic; readonly share: number }[];
}

/** What kind of paper each type of document is. */
export const FAMILIES: Readonly<Record<string, string>> = vocabulary.families;
/** Types that a sender gives to anything; the title says more. */
const GENERAL: ReadonlySet<string> = new Set(['letter', 'other', 'imaging']);
const TITLED: readonly (readonly [string, RegExp])[] = Object.entries(vocabulary.titles).map(([family, pattern]) => [
  family,
  new RegExp(pattern, 'iu'),
]);
/** What a section says of a topic: an antecedent copied from letter to letter tells less than a conclusion. */
const SECTIONS: Readonly<Record<string, number>> = vocabulary.sections;
const ALLERGIST = /allerg/i;
const CHANGE = vocabulary.changes.map((word) => termsOf(word));
/** Years after which recency is divided by e. */
const RECENCY_YEARS = 2;
const MEMORY_YEARS = 6;
/** Weight of a topic that is near the heart of the reason. */
const NEAR_HEART = 2;
const REPORTS: ReadonlySet<string> = new Set(['laboratory', 'imaging', 'act', 'pathology']);
/** What an entry weighs is a doctor's word: 3 counts for more than thrice 1. What is guessed from a free reason stays near. */
const KNOWN_WEIGHT = 1.5;
/** Drugs, and sentences that change one, beyond which a document says no more of treatments. */
const DRUGS_FULL = 8;
const CHANGES_FULL = 4;

/** Days of a long dossier are some thousands, asked for by each of its facts and for each reason. */
const MOST_DATES = 50_000;
const times = new Map<PartialDate, number>();

/** Milliseconds since 1970 of the middle of a partial date. */
function timeOf(date: PartialDate): number {
  const known = times.get(date);
  if (known !== undefined) return known;
  const [year = '1900', month = '07', day = '01'] = date.split('-');
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (times.size >= MOST_DATES) times.clear();
  times.set(date, time);
  return time;
}

/** Years from a partial date to another, by its middle; undefined dates are taken as old. */
export function yearsBetween(from: PartialDate | undefined, to: PartialDate): number {
  return from === undefined ? 20 : Math.max(0, (timeOf(to) - timeOf(from)) / (365.25 * 24 * 3600 * 1000));
}

/** laboratory, prescription, letter, stay, imaging, act, pathology, vaccination, other: by the document's type. */
function familyOf(document: Document): string {
  const { type, title } = document.metadata;
  const family = FAMILIES[type?.value.code ?? ''] ?? 'other';
  return GENERAL.has(family) ? (TITLED.find(([, pattern]) => pattern.test(title.value))?.[0] ?? family) : family;
}

const titleTerms = ({ metadata }: Document): ReadonlyMap<string, number> =>
  termsOf([metadata.title.value, metadata.type?.value.display].filter((part) => part !== undefined).join('\n'));

/** BM25 or cosine of the best passage, with a quarter of the two that follow. */
function best(scores: readonly number[]): number {
  const [first = 0, second = 0, third = 0] = [...scores].sort((a, b) => b - a);
  return first + 0.25 * (second + third);
}

const scaled = (values: ReadonlyMap<string, number>, floor = 0): ((id: string) => number) => {
  const top = Math.max(...values.values(), floor + 1e-9);
  return (id) => Math.max(0, ((values.get(id) ?? floor) - floor) / (top - floor));
};

interface TopicHolders {
  /** By document: a phrase that every document says counts for little. */
  readonly shares: ReadonlyMap<string, number>;
  /** Passages that say one of the phrases. */
  readonly passages: ReadonlySet<string>;
}

/** The share of a topic's phrases that each document says, and where. `worth`: of what stands in each passage. */
function holdersOf(topic: Topic, index: DossierIndex, documents: number, worth: ReadonlyMap<string, number>): TopicHolders {
  const shares = new Map<string, number>();
  const passages = new Set<string>();
  let total = 0;
  for (const phrase of topic.phrases) {
    const saying = index.phraseHolders(phrase);
    // What no document says cannot tell them apart.
    if (saying.size === 0) continue;
    for (const passage of saying) passages.add(passage);
    const holders = new Map<string, number>();
    for (const passage of saying) {
      const id = index.documentOf(passage) as string;
      holders.set(id, Math.max(holders.get(id) ?? 0, worth.get(passage) ?? 1));
    }
    const rarity = Math.log(1 + documents / (holders.size + 0.5));
    total += rarity;
    for (const [id, most] of holders) shares.set(id, (shares.get(id) ?? 0) + rarity * most);
  }
  return { shares: new Map([...shares].map(([id, share]) => [id, share / total])), passages };
}

/** Drugs and treatment changes by document, 0 to 1. */
function treatmentShares(index: DossierIndex): { readonly treatments: Map<string, number>; readonly stops: Map<string, number> } {
  const changing = new Set(CHANGE.flatMap((word) => [...index.phraseHolders(word)]));
  const drugs = new Map<string, Set<string>>();
  const stops = new Map<string, number>();
  for (const [passage, names] of index.drugs()) {
    const id = index.documentOf(passage) as string;
    drugs.set(id, new Set([...(drugs.get(id) ?? []), ...names]));
    if (changing.has(passage)) stops.set(id, Math.min(1, (stops.get(id) ?? 0) + 1 / CHANGES_FULL));
  }
  return { treatments: new Map([...drugs].map(([id, names]) => [id, Math.min(1, names.size / DRUGS_FULL)])), stops };
}

export interface FeatureInput {
  readonly reason: string;
  readonly topics: ReasonTopics;
  readonly documents: readonly Document[];
  readonly index: DossierIndex;
  readonly queryVector: Float32Array | undefined;
  readonly referenceDate: PartialDate;
}

/** The features of every document, in the order given. */
export function documentFeatures({ reason, topics, documents, index, queryVector, referenceDate }: FeatureInput): DocumentFeatures[] {
  const byDocument = (scores: ReadonlyMap<string, number>): Map<string, number> => {
    const lists = new Map<string, number[]>();
    for (const [passage, score] of scores) {
      const id = index.documentOf(passage) as string;
      lists.set(id, [...(lists.get(id) ?? []), score]);
    }
    return new Map([...lists].map(([id, list]) => [id, best(list)]));
  };
  const words = scaled(byDocument(index.lexicalScores(subjectOf(reason))));
  const similarities = byDocument(queryVector === undefined ? new Map<string, number>() : index.similarities(queryVector));
  const meaning = scaled(similarities, similarities.size === 0 ? 0 : Math.min(...similarities.values()));

  const { passages: known } = index;
  const worth = new Map(known.map(({ id, context }) => [id, SECTIONS[context.section] ?? 1]));
  const special: Readonly<Record<string, Map<string, number>>> = { ...treatmentShares(index) };
  const shares = topics.topics.map((topic) => {
    const { shares: phrases, passages } = holdersOf(topic, index, documents.length, worth);
    const other = special[topic.id];
    return {
      topic,
      passages,
      share: (id: string): number => (other === undefined ? (phrases.get(id) ?? 0) : ((phrases.get(id) ?? 0) + (other.get(id) ?? 0)) / 2),
    };
  });
  const total = shares.reduce((sum, { topic }) => sum + topic.weight, 0);
  const free = topics.entries.length === 0;
  const worthOf = ({ weight }: Topic): number => (free ? weight : weight ** KNOWN_WEIGHT);
  const said = scaled(
    new Map(
      documents.map(({ id }) => [id, shares.reduce((sum, { topic, share }) => sum + worthOf(topic) * share(id), 0) / Math.max(1, total)]),
    ),
  );

  const heaviest = Math.max(0, ...topics.topics.map(({ weight }) => weight));
  const lengths = new Map<string, number>();
  for (const { span } of known) lengths.set(span.documentId, (lengths.get(span.documentId) ?? 0) + 1);
  /**
   * Share of each document's passages that say something of the topics of at least this weight. For a free reason, those that come with
   * any reason (treatments, plan) are left out beside others: each letter speaks of them.
   */
  const speaking = (least: number): ((id: string) => number) => {
    const counts = new Map<string, number>();
    const heavy = shares.filter(({ topic }) => topic.weight >= least);
    const own = free ? heavy.filter(({ topic }) => !isForAny(topic)) : heavy;
    for (const passage of new Set((own.length === 0 ? heavy : own).flatMap(({ passages }) => [...passages]))) {
      const id = index.documentOf(passage) as string;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return (id) => (counts.get(id) ?? 0) / (lengths.get(id) ?? 1);
  };
  const focus = speaking(Math.min(heaviest, Math.max(NEAR_HEART, heaviest - 1)));
  const heart = speaking(heaviest);
  const subject = subjectOf(reason);
  const allergies = shares.find(({ topic }) => topic.id === 'allergies');
  const ages = documents.map((document) => yearsBetween(document.metadata.actDate?.value, referenceDate));
  const chains = documents.map((document) => {
    const family = familyOf(document);
    return family === 'laboratory' || family === 'vaccination'
      ? family
      : `${family} ${(document.metadata.author?.value.specialty ?? '').slice(0, 6).toLowerCase()}`;
  });
  const sorted = new Map<string, number[]>();
  for (const [i, chain] of chains.entries()) {
    const known = sorted.get(chain);
    if (known === undefined) sorted.set(chain, [ages[i] as number]);
    else known.push(ages[i] as number);
  }
  for (const list of sorted.values()) list.sort((a, b) => a - b);
  const younger = (chain: string, age: number): number => (sorted.get(chain) as number[]).indexOf(age);
  return documents.map((document, i) => ({
    documentId: document.id,
    family: familyOf(document),
    allergist: ALLERGIST.test(`${document.metadata.title.value} ${document.metadata.author?.value.specialty ?? ''}`),
    topics: said(document.id),
    words: words(document.id),
    meaning: meaning(document.id),
    recency: Math.exp(-(ages[i] as number) / RECENCY_YEARS),
    memory: Math.exp(-(ages[i] as number) / MEMORY_YEARS),
    focus: focus(document.id),
    report: REPORTS.has(familyOf(document)) ? heart(document.id) : 0,
    title: [...titleTerms(document).keys()].some((term) => subject.has(term)) ? 1 : 0,
    newest: 1 / (1 + younger(chains[i] as string, ages[i] as number)),
    specialty: caresFor(document.metadata.author?.value.specialty, topics.systems) ? 1 : 0,
    allergies: allergies === undefined ? 0 : (allergies.topic.weight / 3) * allergies.share(document.id),
    found: shares
      .map(({ topic, share }) => ({ topic, share: share(document.id) }))
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.topic.weight * b.share - a.topic.weight * a.share),
  }));
}
