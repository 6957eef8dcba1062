/**
 * How well a dossier is ordered for a reason of consultation, beside baselines, in one run.
 * usage: tsx eval/measure-relevance.ts DOSSIER_DIR…
 */
import { findDuplicates } from '../src/extract/duplicates.js';
import { extractFacts } from '../src/extract/understand.js';
import { DossierIndex } from '../src/index/dossier-index.js';
import { termsOf } from '../src/index/lexical-index.js';
import { topicsOf } from '../src/index/reasons.js';
import { rankDocuments } from '../src/index/relevance.js';
import { TransformersEmbedder } from '../src/index/transformers-embedder.js';
import { mean } from './statistics.js';
import { loadWrittenDossier, misfiledOf, ndcg, recallAtHalf } from './written-dossier.js';
import type { RelevanceGold } from './written-dossier.js';

interface Figures {
  readonly ndcg: number[];
  readonly half: number[];
}

const figures = new Map<string, Figures>();
function note(system: string, ranking: readonly string[], gold: RelevanceGold): number {
  const known = figures.get(system) ?? { ndcg: [], half: [] };
  figures.set(system, known);
  known.ndcg.push(ndcg(ranking, gold));
  known.half.push(recallAtHalf(ranking, gold));
  return known.ndcg.at(-1) as number;
}

const byScore = (scores: ReadonlyMap<string, number>, ids: readonly string[]): string[] =>
  [...ids].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
const scaled = (scores: ReadonlyMap<string, number>): Map<string, number> => {
  const [low, high] = [Math.min(...scores.values()), Math.max(...scores.values())];
  return new Map([...scores].map(([id, score]) => [id, high > low ? (score - low) / (high - low) : 0]));
};

const directories = process.argv.slice(2);
const embedder = await TransformersEmbedder.create({ modelsDirectory: 'models' });
const latencies: number[] = [];
for (const directory of directories) {
  const dossier = await loadWrittenDossier(directory);
  if (dossier === undefined) {
    console.error(`SKIPPED ${directory}: no gold.json`);
    continue;
  }
  const { documents, referenceDate, gold } = dossier;
  const index = new DossierIndex(dossier.id, embedder);
  for (const document of documents) index.addDocument(document);
  await index.embedPending(embedder);
  const facts = documents.flatMap((document) => extractFacts(document, { patient: { firstNames: [] }, entries: [] }));
  const duplicates = new Map(findDuplicates(documents).map(({ documentId, of }) => [documentId, of]));
  const ids = documents.map(({ id }) => id);
  const aside = misfiledOf(gold);
  for (const relevance of gold.relevance) {
    const { reason } = relevance;
    const [queryVector] = await embedder.embed([reason], 'query');
    const best = (passages: ReadonlyMap<string, number>): Map<string, number> => {
      const scores = new Map(ids.map((id) => [id, 0]));
      for (const [passage, score] of passages) {
        const id = index.documentOf(passage) as string;
        scores.set(id, Math.max(scores.get(id) ?? 0, score));
      }
      return scores;
    };
    let random = 0;
    for (let seed = 1; seed <= 200; seed++) {
      let state = seed * 7919;
      const keys = new Map(ids.map((id) => [id, (state = (Math.imul(state, 1664525) + 1013904223) >>> 0)]));
      random += ndcg(byScore(keys, ids), relevance) / 200;
    }
    const dates = new Map(documents.map((document) => [document.id, Date.parse(document.metadata.actDate?.value ?? '1900')]));
    const lexical = best(index.lexicalScores(termsOf(reason, true)));
    const meaning = best(index.similarities(queryVector as Float32Array));
    const sum = new Map(
      ids.map((id) => [id, (scaled(lexical).get(id) ?? 0) + (scaled(meaning).get(id) ?? 0) + (scaled(dates).get(id) ?? 0)]),
    );
    figures.set('random', { ndcg: [...(figures.get('random')?.ndcg ?? []), random], half: [...(figures.get('random')?.half ?? []), 0.5] });
    note('newest first', byScore(dates, ids), relevance);
    note('BM25', byScore(lexical, ids), relevance);
    note('encoder', byScore(meaning, ids), relevance);
    note('BM25 + encoder + recency', byScore(sum, ids), relevance);
    const input = { reason, documents, facts, index, queryVector, referenceDate, duplicates };
    const from = performance.now();
    const ranked = rankDocuments({ ...input, aside });
    latencies.push(performance.now() - from);
    const ranking = (documents: readonly { documentId: string }[]): string[] => documents.map(({ documentId }) => documentId);
    const ours = note('frise', ranking(ranked), relevance);
    note('frise, misfiled not known', ranking(rankDocuments(input)), relevance);
    const entries = topicsOf(reason).entries;
    const free = note('frise, no rule names the reason', ranking(rankDocuments({ ...input, aside, without: entries })), relevance);
    console.error(
      `${dossier.id}  ${reason.slice(0, 50).padEnd(50)}  ${ours.toFixed(3)}  without [${entries.join(', ')}] ${free.toFixed(3)}`,
    );
  }
}
await embedder.close();
console.log('system                                  nDCG    relevant in first half');
for (const [system, { ndcg: values, half }] of figures)
  console.log(`${system.padEnd(38)}  ${mean(values).toFixed(3)}   ${(100 * mean(half)).toFixed(1)} %   (${values.length} reasons)`);
latencies.sort((a, b) => a - b);
console.log(`ranking a dossier: median ${(latencies[latencies.length >> 1] ?? 0).toFixed(1)} ms`);
