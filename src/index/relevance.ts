import type { PartialDate } from '../domain/citation.js';
import type { Document } from '../domain/document.js';
import type { Fact } from '../domain/fact.js';
import type { RankedDocument } from '../domain/synthesis.js';
import { frenchDate } from '../extract/coded/dates.js';
import type { DossierIndex } from './dossier-index.js';
import { termsOf } from './lexical-index.js';
import { subjectOf, topicsOf } from './reasons.js';
import type { ReasonTopics, Topic } from './reasons.js';
import { drugFeatures } from './relevance-drugs.js';
import type { DrugFeatures } from './relevance-drugs.js';
import { documentFeatures, yearsBetween } from './relevance-features.js';
import type { DocumentFeatures } from './relevance-features.js';

/**
 * What each feature is worth: chosen by hand, then drawn by pairs of documents of thirty-five dossiers (140 reasons, each with and without the
 * entry that names it) no further than the hand's weights allow (a pull of 0.1 towards them), and rounded. On the dossier left out the first
 * half holds 0.940 of the relevant documents against 0.928 by hand, 0.918 against 0.910 where no entry names the reason; nDCG is the same
 * (0.957, 0.945): the features, not the weights, are the limit. `eval/fit-relevance.ts` does it again.
 */
export interface RelevanceWeights {
  readonly topics: number;
  readonly words: number;
  readonly meaning: number;
  readonly facts: number;
  readonly recency: number;
  readonly memory: number;
  readonly focus: number;
  readonly report: number;
  readonly title: number;
  /** The author looks after what the reason is about. */
  readonly specialty: number;
  readonly drugs: number;
  readonly stops: number;
  readonly allergies: number;
  /** The same of an allergist's own papers: they found what the others copy, and do not age. */
  readonly allergist: number;
  /** The newest laboratory report: asked for whatever the reason. */
  readonly newestLaboratory: number;
  /** Vaccination records and pathology reports, unless the reason asks for them or they say its words. */
  readonly vaccination: number;
  readonly pathology: number;
  /** Results out of their range, where the reason is about no organ system: the whole patient is asked about. */
  readonly abnormal: number;
}

export const WEIGHTS: RelevanceWeights = {
  topics: 1,
  words: 0.55,
  meaning: 0.2,
  facts: 0.15,
  recency: 1,
  memory: 0.1,
  focus: 0.25,
  report: 0.3,
  title: 0.25,
  specialty: 0.4,
  drugs: 0.2,
  stops: 0.1,
  allergies: 0.15,
  allergist: 0.55,
  newestLaboratory: 0.35,
  vaccination: -0.6,
  pathology: -0.3,
  abnormal: 0.2,
};

/** A reason that no entry knows: its topics are guessed from its words, so that they count less and its meaning more. */
const FREE = { topics: -0.2, meaning: 0.15 };
const NOTHING_MORE = { topics: 0, meaning: 0 };

/** Topics that ask for a family of documents. */
const ASKING: Readonly<Record<string, readonly string[]>> = {
  vaccination: ['vaccines', 'travel', 'growth'],
  pathology: ['cancer', 'digestive', 'skin'],
};

const TOPICS_SAID = 3;
const FACTS_SUMMED = 8;
/** A fact below this has little to do with the reason. */
const FACT_SHOWN = 0.6;

export interface RankInput {
  readonly reason: string;
  readonly documents: readonly Document[];
  readonly facts: readonly Fact[];
  readonly index: DossierIndex;
  readonly queryVector: Float32Array | undefined;
  readonly referenceDate: PartialDate;
  /** Document → the one that it repeats: both get the same score. */
  readonly duplicates?: ReadonlyMap<string, string>;
  /** Documents that may be another person's, or could not be read: last, and said so. */
  readonly aside?: ReadonlySet<string>;
  readonly weights?: RelevanceWeights;
  /** Entries of the reasons' vocabulary left out, to measure on reasons that no rule names. */
  readonly without?: readonly string[];
  /** The facts as scored for the reason, where the caller has done so already. */
  readonly scored?: readonly ScoredFact[];
}

interface DocumentFacts {
  /** What its best facts are worth for the reason, 1 for the richest document. */
  readonly share: number;
  /** Its results out of range that the reason asks for, 1 for the document with most. */
  readonly abnormal: number;
  readonly labels: readonly string[];
}

function scoreOf(
  features: DocumentFeatures,
  facts: DocumentFacts | undefined,
  drugs: DrugFeatures | undefined,
  weights: RelevanceWeights,
  { entries, topics, systems, recency, kinds }: ReasonTopics,
): number {
  const asked = new Set(topics.map(({ id }) => id));
  const free = entries.length === 0 ? FREE : NOTHING_MORE;
  const family = features.family === 'vaccination' || features.family === 'pathology' ? features.family : undefined;
  return (
    (weights.topics + free.topics) * features.topics +
    weights.words * features.words +
    (weights.meaning + free.meaning) * features.meaning +
    weights.facts * (facts?.share ?? 0) +
    (systems.length === 0 ? weights.abnormal * (facts?.abnormal ?? 0) : 0) +
    weights.recency * recency * features.recency +
    weights.memory * features.memory +
    weights.focus * features.focus +
    weights.report * features.report +
    weights.title * features.title +
    weights.drugs * (drugs?.drugs ?? 0) +
    weights.stops * (drugs?.stops ?? 0) +
    weights.specialty * features.specialty +
    (weights.allergies + (features.allergist ? weights.allergist : 0)) * features.allergies +
    (kinds[features.family] ?? 0) +
    (features.family === 'laboratory' && features.newest === 1 ? weights.newestLaboratory : 0) +
    (family === undefined || ASKING[family]?.some((topic) => asked.has(topic)) === true ? 0 : weights[family] * (1 - features.words))
  );
}

function explain(
  features: DocumentFeatures,
  facts: DocumentFacts | undefined,
  systems: readonly string[],
  date: PartialDate | undefined,
): string {
  const said = features.found.slice(0, TOPICS_SAID).map(({ topic }) => topic.label.toLowerCase());
  const parts = [
    ...(said.length > 0 ? [`parle de : ${said.join(', ')}`] : []),
    ...(facts !== undefined && facts.labels.length > 0 ? [`faits : ${facts.labels.join(', ')}`] : []),
    ...(systems.length === 0 && (facts?.abnormal ?? 0) > 0.5 ? ['résultats anormaux'] : []),
    ...(features.words > 0.5 ? ['reprend les mots du motif'] : []),
    ...(features.specialty === 1 ? ['spécialité du motif'] : []),
    ...(features.family === 'laboratory' && features.newest === 1 ? ['dernier bilan'] : []),
    ...(features.family === 'prescription' && features.newest === 1 ? ['dernière ordonnance de ce prescripteur'] : []),
    ...(date === undefined ? ['sans date'] : features.recency > 0.6 ? [`récent (${frenchDate(date)})`] : [frenchDate(date)]),
  ];
  return parts.join(' ; ');
}

/** The best facts of each document for the reason: their sum, 1 for the richest document, and their labels. */
function factsByDocument({
  reason,
  facts,
  referenceDate,
  without,
  scored = scoreFacts(reason, facts, referenceDate, without),
}: RankInput): Map<string, DocumentFacts> {
  const scores = new Map(scored.map((fact) => [fact.factId, fact]));
  const abnormal = new Map<string, number>();
  const best = new Map<string, Map<string, number>>();
  for (const fact of facts) {
    if (fact.qualifiers.family || fact.qualifiers.otherPerson) continue;
    if (isFlagged(fact)) abnormal.set(fact.documentId, (abnormal.get(fact.documentId) ?? 0) + (scores.get(fact.id)?.topical ?? 0));
    let own = best.get(fact.documentId);
    if (own === undefined) best.set(fact.documentId, (own = new Map<string, number>()));
    const [score, known] = [scores.get(fact.id)?.score ?? 0, own.get(fact.label)];
    if (known === undefined || known < score) own.set(fact.label, score);
  }
  const sums = new Map([...best].map(([id, own]) => [id, [...own].sort((a, b) => b[1] - a[1]).slice(0, FACTS_SUMMED)]));
  const total = (list: readonly (readonly [string, number])[]): number => list.reduce((sum, [, score]) => sum + score, 0);
  const mostAbnormal = Math.max(1e-9, ...abnormal.values());
  const top = Math.max(1e-9, ...[...sums.values()].map(total));
  return new Map(
    [...sums].map(([id, list]) => [
      id,
      {
        share: total(list) / top,
        abnormal: (abnormal.get(id) ?? 0) / mostAbnormal,
        labels: list
          .filter(([label, score]) => score >= FACT_SHOWN && label.length <= 60)
          .slice(0, 3)
          .map(([label]) => label),
      },
    ]),
  );
}

/**
 * Every document, best first, with a short reason in French. Built on what the reason asks for (its topics in the vocabulary, or, for a
 * free text, its organ system and its words), found in the dossier by word, synonym, drug and class; on recency; on the kind of document.
 */
export function rankDocuments(input: RankInput): RankedDocument[] {
  const { reason, documents, duplicates, aside, weights = WEIGHTS } = input;
  const topics = topicsOf(reason, input.without);
  const dates = new Map(documents.map((document) => [document.id, document.metadata.actDate?.value]));
  const shown = documentFeatures({ ...input, documents: documents.filter(({ id }) => aside?.has(id) !== true), topics });
  const facts = factsByDocument(input);
  const drugs = drugFeatures(input.facts, documents, topics.drugGroups, input.referenceDate);
  const scores = new Map(
    shown.map((features) => [
      features.documentId,
      scoreOf(features, facts.get(features.documentId), drugs.get(features.documentId), weights, topics),
    ]),
  );
  const ranked = shown.map((features): RankedDocument => {
    const original = duplicates?.get(features.documentId);
    const shared = original === undefined ? undefined : scores.get(original);
    // Just behind its original, so that the order is stable.
    const score =
      shared === undefined
        ? (scores.get(features.documentId) as number)
        : Math.max(shared, scores.get(features.documentId) as number) - 1e-6;
    return {
      documentId: features.documentId,
      score,
      why:
        shared === undefined
          ? explain(features, facts.get(features.documentId), topics.systems, dates.get(features.documentId))
          : 'même contenu qu’un autre document',
    };
  });
  const last = [...(aside ?? [])]
    .filter((id) => dates.has(id))
    .map((documentId): RankedDocument => ({ documentId, score: 0, why: 'mis de côté : identité à vérifier ou lecture impossible' }));
  return [...ranked.sort((a, b) => b.score - a.score), ...last];
}

export interface ScoredFact {
  readonly factId: string;
  readonly score: number;
  /** What it has to do with the reason, 0 to 1. */
  readonly topical: number;
  /** French. */
  readonly why: string;
}

/** Kinds that a topic asks for, whatever the words of the fact. */
const KINDS: Readonly<Record<string, readonly Fact['kind'][]>> = {
  allergies: ['allergy'],
  treatments: ['medication'],
  stops: ['medication'],
  vaccines: ['immunization'],
  family: ['family-history'],
  pregnancy: ['pregnancy'],
  devices: ['device'],
  directives: ['directive'],
  plan: ['plan'],
  substances: ['lifestyle'],
  history: ['condition', 'procedure'],
};

/** Kinds of facts that a reason asks for whatever their words, each by its weight, 0 to 1: allergies before an antibiotic, wishes for a care plan. */
export function kindsAsked(reason: string): ReadonlyMap<Fact['kind'], number> {
  const asked = new Map<Fact['kind'], number>();
  for (const { id, weight } of topicsOf(reason).topics)
    for (const kind of KINDS[id] ?? []) asked.set(kind, Math.max(asked.get(kind) ?? 0, weight / 3));
  return asked;
}

/** Never below this, whatever the reason: severe allergies, anticoagulants, pregnancy. */
const NEVER_HIDDEN = 0.9;
const FACT_RECENCY_YEARS = 2;
const MEMORY = 20_000;

const isFlagged = ({ value }: Fact): boolean => value?.flag !== undefined && value.flag !== 'N';

/** ATC of anticoagulants; an allergy of importance 3; a pregnancy that is not over. */
function neverHidden(fact: Fact): boolean {
  return (
    (fact.kind === 'allergy' && fact.importance === 3 && fact.status !== 'absent' && fact.status !== 'ruled-out') ||
    (fact.kind === 'pregnancy' && fact.status === 'active') ||
    (fact.kind === 'medication' &&
      fact.status === 'active' &&
      fact.medication?.atc?.startsWith('B01A') === true &&
      !/^B01AC/.test(fact.medication.atc))
  );
}

/**
 * Every fact from 0 to about 1, best first: topics of the reason that it belongs to, importance, recency.
 */
export function scoreFacts(reason: string, facts: readonly Fact[], referenceDate: PartialDate, without?: readonly string[]): ScoredFact[] {
  const { topics } = topicsOf(reason, without);
  const subject = subjectOf(reason);
  // A dossier says the same thing many times: each kind and wording is judged once.
  const judged = new Map<
    string,
    { readonly named: boolean; readonly best: { readonly topic: Topic; readonly value: number } | undefined }
  >();
  const judge = (fact: Fact): { readonly named: boolean; readonly best: { readonly topic: Topic; readonly value: number } | undefined } => {
    const { words, key } = wordsOf(fact);
    const already = judged.get(key);
    if (already !== undefined) return already;
    const terms = factTerms(words);
    const valueOf = (topic: Topic): number =>
      KINDS[topic.id]?.includes(fact.kind) === true
        ? topic.weight / 2
        : topic.phrases.some((phrase) => shares(phrase, terms))
          ? topic.weight
          : 0;
    const [best] = topics.map((topic) => ({ topic, value: valueOf(topic) })).sort((x, y) => y.value - x.value);
    const verdict = { named: [...terms.keys()].some((term) => subject.has(term)), best };
    judged.set(key, verdict);
    return verdict;
  };
  return facts
    .map((fact): ScoredFact => {
      const { named, best } = judge(fact);
      const topical = named ? 1 : (best?.value ?? 0) / 3;
      const recency = Math.exp(-yearsBetween(fact.date, referenceDate) / FACT_RECENCY_YEARS);
      const flagged = isFlagged(fact) ? 0.1 : 0;
      const score = 0.5 * topical + 0.3 * ((fact.importance - 1) / 2) + 0.1 * recency + flagged;
      const kept = neverHidden(fact);
      const why = named
        ? 'nommé par le motif'
        : best !== undefined && best.value > 0
          ? best.topic.label.toLowerCase()
          : kept
            ? 'toujours montré'
            : 'hors du motif';
      return { factId: fact.id, score: kept ? Math.max(NEVER_HIDDEN, score) : score, topical, why };
    })
    .sort((a, b) => b.score - a.score);
}

/** Facts outlive one reason: what each is judged by is kept with it, and goes with it. */
const spoken = new WeakMap<Fact, { readonly words: string; readonly key: string }>();

function wordsOf(fact: Fact): { readonly words: string; readonly key: string } {
  const known = spoken.get(fact);
  if (known !== undefined) return known;
  const words = [fact.label, fact.medication?.dci, fact.medication?.brand].filter((part) => part !== undefined).join(' ');
  const made = { words, key: `${fact.kind} ${words}` };
  spoken.set(fact, made);
  return made;
}

const remembered = new Map<string, ReadonlyMap<string, number>>();

/** The terms of a fact's words; remembered, since each new reason asks for the same facts. */
function factTerms(words: string): ReadonlyMap<string, number> {
  const found = remembered.get(words) ?? termsOf(words, true);
  if (remembered.size > MEMORY) remembered.clear();
  remembered.set(words, found);
  return found;
}

/** Do they hold a concept in common, or is each word of the phrase among the terms? */
function shares(phrase: ReadonlyMap<string, number>, terms: ReadonlyMap<string, number>): boolean {
  const { concepts, words } = partsOf(phrase);
  return concepts.some((concept) => terms.has(concept)) || (words.length > 0 && words.every((word) => terms.has(word)));
}

interface PhraseParts {
  /** Those that weigh. */
  readonly concepts: readonly string[];
  readonly words: readonly string[];
}

/** Phrases are few, of the vocabulary, and asked of every fact. */
const parts = new WeakMap<ReadonlyMap<string, number>, PhraseParts>();

function partsOf(phrase: ReadonlyMap<string, number>): PhraseParts {
  const known = parts.get(phrase);
  if (known !== undefined) return known;
  const made = {
    concepts: [...phrase].filter(([term, weight]) => term.startsWith('§') && weight >= 0.5).map(([term]) => term),
    words: [...phrase.keys()].filter((term) => !term.startsWith('§')),
  };
  parts.set(phrase, made);
  return made;
}
