/**
 * The weights of relevance drawn from pairs of documents of written dossiers, held near those of the hand, and what they are worth on the
 * dossier left out.
 *
 * usage: tsx eval/fit-relevance.ts DOSSIER_DIR…      (a quarter of an hour for thirty-five dossiers)
 *
 * A document's score is linear in the weights, so that its features are the scores that one weight of 1 gives it. Each pair of documents
 * that the gold ranks apart costs log(1 + exp(-3 × difference)), each reason alike, with and without the entry that names it.
 */
import { findDuplicates } from '../src/extract/duplicates.js';
import { extractFacts } from '../src/extract/understand.js';
import { DossierIndex } from '../src/index/dossier-index.js';
import { topicsOf } from '../src/index/reasons.js';
import { rankDocuments, WEIGHTS } from '../src/index/relevance.js';
import type { RelevanceWeights } from '../src/index/relevance.js';
import { TransformersEmbedder } from '../src/index/transformers-embedder.js';
import { mean } from './statistics.js';
import { loadWrittenDossier, ndcg, recallAtHalf } from './written-dossier.js';
import type { RelevanceGold } from './written-dossier.js';

const KEYS = Object.keys(WEIGHTS) as (keyof RelevanceWeights)[];
const HAND = KEYS.map((key) => WEIGHTS[key]);
const NONE = Object.fromEntries(KEYS.map((key) => [key, 0])) as unknown as RelevanceWeights;
const STEEPNESS = 3;
const STEPS = 150;
const STEP = 0.3;
/** Pull towards the weights of the hand. */
const PULL = 0.1;

interface Query {
  readonly dossier: string;
  readonly named: boolean;
  readonly gold: RelevanceGold;
  readonly ids: readonly string[];
  /** By document, by weight. */
  readonly features: readonly (readonly number[])[];
  /** What no weight changes. */
  readonly fixed: readonly number[];
  /** Documents that the gold ranks apart: the better one first. */
  readonly pairs: readonly (readonly [number, number, number])[];
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
const at = <T>(list: readonly T[], i: number): T => list[i] as T;

async function queriesOf(directory: string, embedder: TransformersEmbedder): Promise<Query[]> {
  const dossier = await loadWrittenDossier(directory);
  if (dossier === undefined) throw new Error(`${directory}: no gold.json`);
  const { documents, referenceDate, gold } = dossier;
  const index = new DossierIndex(dossier.id, embedder);
  for (const document of documents) index.addDocument(document);
  await index.embedPending(embedder);
  const facts = documents.flatMap((document) => extractFacts(document, { patient: { firstNames: [] }, entries: [] }));
  const duplicates = new Map(findDuplicates(documents).map(({ documentId, of }) => [documentId, of]));
  const ids = documents.map(({ id }) => id);
  const queries: Query[] = [];
  for (const relevance of gold.relevance) {
    const [queryVector] = await embedder.embed([relevance.reason], 'query');
    for (const without of [[], topicsOf(relevance.reason).entries]) {
      const scores = (weights: RelevanceWeights): number[] => {
        const input = { reason: relevance.reason, documents, facts, index, queryVector, referenceDate, duplicates, without, weights };
        const ranked = new Map(rankDocuments(input).map(({ documentId, score }) => [documentId, score]));
        return ids.map((id) => ranked.get(id) ?? 0);
      };
      const fixed = scores(NONE);
      const columns = KEYS.map((key) => scores({ ...NONE, [key]: 1 }).map((score, i) => score - at(fixed, i)));
      const gain = ids.map((id) => (relevance.relevant.includes(id) ? 2 : relevance.partial.includes(id) ? 1 : 0));
      queries.push({
        dossier: dossier.id,
        named: without.length === 0,
        gold: relevance,
        ids,
        features: ids.map((_, i) => columns.map((column) => at(column, i))),
        fixed,
        pairs: ids.flatMap((_, i) =>
          ids.flatMap((_, j) => (at(gain, i) > at(gain, j) ? [[i, j, at(gain, i) - at(gain, j)] as const] : [])),
        ),
      });
    }
  }
  return queries;
}

function fitted(queries: readonly Query[]): number[] {
  let weights = [...HAND];
  for (let step = 0; step < STEPS; step++) {
    const gradient = weights.map((weight, k) => PULL * (weight - at(HAND, k)));
    for (const { features, fixed, pairs } of queries) {
      const scores = features.map((row, i) => dot(row, weights) + at(fixed, i));
      for (const [i, j, apart] of pairs) {
        const share = (STEEPNESS * apart) / (1 + Math.exp(STEEPNESS * (at(scores, i) - at(scores, j)))) / pairs.length / queries.length;
        for (const k of KEYS.keys()) gradient[k] = at(gradient, k) - share * (at(at(features, i), k) - at(at(features, j), k));
      }
    }
    weights = weights.map((weight, k) => weight - STEP * at(gradient, k));
  }
  return weights;
}

function judged(queries: readonly Query[], weightsOf: (dossier: string) => readonly number[]): string {
  const orders = queries.map(({ dossier, ids, features, fixed, gold }) => {
    const scores = new Map(ids.map((id, i) => [id, dot(at(features, i), weightsOf(dossier)) + at(fixed, i)]));
    return { order: [...ids].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0)), gold };
  });
  const figure = (measure: typeof ndcg): string => mean(orders.map(({ order, gold }) => measure(order, gold))).toFixed(3);
  return `nDCG ${figure(ndcg)}, first half ${figure(recallAtHalf)}`;
}

const embedder = await TransformersEmbedder.create({ modelsDirectory: 'models' });
const queries: Query[] = [];
for (const directory of process.argv.slice(2)) queries.push(...(await queriesOf(directory, embedder)));
await embedder.close();
const dossiers = [...new Set(queries.map(({ dossier }) => dossier))];
const leftOut = new Map(dossiers.map((id) => [id, fitted(queries.filter(({ dossier }) => dossier !== id))]));
for (const named of [true, false]) {
  const those = queries.filter((query) => query.named === named);
  console.log(`${named ? 'as it is' : 'no entry names the reason'}, ${those.length} reasons`);
  console.log(`  weights that stand     ${judged(those, () => HAND)}`);
  console.log(`  fitted, dossier left out ${judged(those, (id) => leftOut.get(id) ?? HAND)}`);
}
const weights = fitted(queries);
console.log(KEYS.map((key, k) => `${key} ${at(HAND, k)} → ${at(weights, k).toFixed(2)}`).join('\n'));
