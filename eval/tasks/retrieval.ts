import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { PACKAGE_ROOT } from '../../src/config.js';
import { DossierIndex } from '../../src/index/dossier-index.js';
import { termsOf } from '../../src/index/lexical-index.js';
import { TransformersEmbedder } from '../../src/index/transformers-embedder.js';
import { mean } from '../metrics/measure.js';
import { readCorpus } from './corpora/read-corpus.js';
import { typedDocument } from '../typed-document.js';

const Query = z.object({ query: z.string(), relevant: z.array(z.string()) });
const DEPTH = 10;

export interface RetrievalArguments {
  /** Lines of { id, text }. */
  readonly data: string;
  /** Lines of { query, relevant: [id] }; `queries.jsonl` beside the data where not given. */
  readonly queries?: string;
  /** Lines of { query, ranking: [id] }. */
  readonly predictions?: string;
}

/** Ranks texts for queries with the product's hybrid search, beside its two halves alone: recall and nDCG at 10, mean reciprocal rank. */
export async function retrievalTask({
  data,
  queries = join(dirname(data), 'queries.jsonl'),
  predictions,
}: RetrievalArguments): Promise<string> {
  if (!existsSync(queries)) throw new RangeError(`no queries file: ${queries}`);
  const asked = readFileSync(queries, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => Query.parse(JSON.parse(line)));
  const embedder = await TransformersEmbedder.create({ modelsDirectory: join(PACKAGE_ROOT, 'models') });
  const index = new DossierIndex('retrieval', embedder);
  for (const { id, text } of readCorpus(data)) if (id !== undefined) index.addDocument(typedDocument({ id, title: id, text }));
  await index.embedPending(embedder, (left) => void (left % 256 === 0 && process.stderr.write(`passages left: ${left}\n`)));

  const systems = new Map<string, string[][]>([
    ['hybrid', []],
    ['lexical alone', []],
    ['encoder alone', []],
  ]);
  for (const { query } of asked) {
    const [vector] = await embedder.embed([query], 'query');
    const best = (scores: ReadonlyMap<string, number>): string[] => [
      ...new Set([...scores].sort((a, b) => b[1] - a[1]).flatMap(([passage]) => index.documentOf(passage) ?? [])),
    ];
    systems.get('hybrid')?.push(index.search(query, vector, {}, 100).map(({ documentId }) => documentId));
    systems.get('lexical alone')?.push(best(index.lexicalScores(termsOf(query, true))));
    systems.get('encoder alone')?.push(vector === undefined ? [] : best(index.similarities(vector)));
  }
  await embedder.close();
  if (predictions !== undefined)
    writeFileSync(
      predictions,
      asked.map(({ query }, i) => `${JSON.stringify({ query, ranking: systems.get('hybrid')?.[i] ?? [] })}\n`).join(''),
    );
  const lines = [...systems].map(([name, rankings]) => {
    const figure = (of: (ranking: readonly string[], relevant: ReadonlySet<string>) => number): string =>
      (mean(asked.map(({ relevant }, i) => of(rankings[i] ?? [], new Set(relevant)))) ?? 0).toFixed(3);
    return `${name.padEnd(14)} ${figure(ndcgAtDepth)}    ${figure(recallAtDepth)}       ${figure(reciprocalRank)}`;
  });
  return [`${asked.length} queries`, `${''.padEnd(14)} nDCG@10  recall@10  MRR`, ...lines].join('\n');
}

function ndcgAtDepth(ranking: readonly string[], relevant: ReadonlySet<string>): number {
  const discount = (rank: number): number => 1 / Math.log2(rank + 2);
  const gained = ranking.slice(0, DEPTH).reduce((sum, id, rank) => sum + (relevant.has(id) ? discount(rank) : 0), 0);
  const ideal = Array.from({ length: Math.min(DEPTH, relevant.size) }, (_, rank) => discount(rank)).reduce((sum, one) => sum + one, 0);
  return ideal === 0 ? 0 : gained / ideal;
}

const recallAtDepth = (ranking: readonly string[], relevant: ReadonlySet<string>): number =>
  ranking.slice(0, DEPTH).filter((id) => relevant.has(id)).length / Math.max(1, relevant.size);

function reciprocalRank(ranking: readonly string[], relevant: ReadonlySet<string>): number {
  const rank = ranking.findIndex((id) => relevant.has(id));
  return rank === -1 ? 0 : 1 / (rank + 1);
}
