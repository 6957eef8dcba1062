/**
 * Speed and exactness of the index, in one short run.
 * usage: tsx eval/bench-index.ts [DOSSIER_DIR…]   (the texts of the dossiers are what is embedded; a made-up text without them)
 */
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { AutoTokenizer, env } from '@xenova/transformers';
import * as ort from 'onnxruntime-node';
import type { Document } from '../src/domain/document.js';
import { DossierIndex } from '../src/index/dossier-index.js';
import { HnswlibVectorIndex } from '../src/index/hnswlib-vector-index.js';
import { ENCODER_ID, TransformersEmbedder } from '../src/index/transformers-embedder.js';
import { loadWrittenDossier } from './written-dossier.js';

const THREADS = 2;
const BATCH = 16;
const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

let seed = 11;
const random = (): number => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;

/** Vectors around a few centres, as passages of one dossier are: uniform ones would make the graph's task unlike ours. */
function vectors(count: number, dimension: number): Float32Array[] {
  const centres = Array.from({ length: Math.max(8, Math.round(count / 50)) }, () =>
    Float32Array.from({ length: dimension }, () => random() - 0.5),
  );
  return Array.from({ length: count }, () => {
    const centre = centres[Math.floor(random() * centres.length)] as Float32Array;
    const vector = centre.map((value) => value + 0.6 * (random() - 0.5));
    const norm = Math.hypot(...vector);
    return vector.map((value) => value / norm);
  });
}

async function passagesOf(directories: readonly string[]): Promise<{ documents: Document[]; texts: string[] }> {
  const dossiers = (await Promise.all(directories.map(loadWrittenDossier))).filter((dossier) => dossier !== undefined);
  const documents = dossiers.flatMap((dossier) =>
    dossier.documents.map((document) => ({ ...document, id: `${dossier.id}-${document.id}` })),
  );
  const index = new DossierIndex('bench', { modelId: 'none', dimension: 8 });
  for (const document of documents) index.addDocument(document);
  return { documents, texts: index.passages.map((passage) => passage.text) };
}

/** Tokens a second through our embedder, and through onnxruntime alone on the same batches, already tokenised. */
async function benchEncoder(embedder: TransformersEmbedder, texts: readonly string[]): Promise<void> {
  env.allowRemoteModels = false;
  env.localModelPath = resolve('models') + sep;
  const tokenizer = await AutoTokenizer.from_pretrained(ENCODER_ID);
  const session = await ort.InferenceSession.create(join('models', ENCODER_ID, 'onnx/model_quantized.onnx'), {
    intraOpNumThreads: THREADS,
    interOpNumThreads: 1,
  });
  const sorted = [...texts].sort((a, b) => a.length - b.length);
  const batches: { input_ids: ort.Tensor; attention_mask: ort.Tensor }[] = [];
  let tokens = 0;
  for (let from = 0; from < sorted.length; from += BATCH) {
    const { input_ids, attention_mask } = tokenizer(
      sorted.slice(from, from + BATCH).map((text) => `passage: ${text}`),
      { padding: true, truncation: true },
    );
    tokens += (attention_mask.data as BigInt64Array).reduce((sum, value) => sum + Number(value), 0);
    batches.push({
      input_ids: new ort.Tensor('int64', input_ids.data as BigInt64Array, input_ids.dims as number[]),
      attention_mask: new ort.Tensor('int64', attention_mask.data as BigInt64Array, attention_mask.dims as number[]),
    });
  }
  const raw = async (): Promise<number> => {
    const from = performance.now();
    for (const batch of batches) await session.run(batch);
    return performance.now() - from;
  };
  const ours = async (): Promise<number> => {
    const from = performance.now();
    await embedder.embed(texts, 'passage');
    return performance.now() - from;
  };
  await embedder.embed(texts.slice(0, BATCH), 'passage');
  await session.run(batches[0] as (typeof batches)[number]);
  // In turns, so that the machine's other load falls on both; the best of each.
  const times = { raw: [] as number[], ours: [] as number[] };
  for (let turn = 0; turn < 3; turn++) {
    times.raw.push(await raw());
    times.ours.push(await ours());
  }
  const [r, o] = [Math.min(...times.raw), Math.min(...times.ours)];
  const speed = (ms: number): string => ((1000 * tokens) / ms).toFixed(0);
  console.log(
    `encoder, ${texts.length} passages, ${tokens} tokens, ${THREADS} threads: ${speed(o)} tokens/s; onnxruntime alone, tokenised beforehand: ${speed(r)}; ratio ${(r / o).toFixed(3)}`,
  );
  await session.release();
}

function benchVectors(dimension: number): void {
  console.log('vectors   exact ms   graph ms   recall@10   graph built in s');
  for (const count of [500, 2000, 5000, 10_000, 20_000]) {
    const all = vectors(count + 50, dimension);
    const queries = all.splice(count);
    const [exact, graph] = [
      new HnswlibVectorIndex(dimension, { exactBelow: Infinity }),
      new HnswlibVectorIndex(dimension, { exactBelow: 0 }),
    ];
    all.forEach((vector, label) => {
      exact.add(label, vector);
      graph.add(label, vector);
    });
    const from = performance.now();
    graph.search(queries[0] as Float32Array, 10);
    const built = performance.now() - from;
    const time = (index: HnswlibVectorIndex): { ms: number; labels: number[][] } => {
      const start = performance.now();
      const labels = queries.map((query) => index.search(query, 10).map((hit) => hit.label));
      return { ms: (performance.now() - start) / queries.length, labels };
    };
    const [e, g] = [time(exact), time(graph)];
    const recall =
      g.labels.reduce((sum, labels, i) => sum + labels.filter((label) => (e.labels[i] as number[]).includes(label)).length, 0) /
      (10 * queries.length);
    console.log(
      `${String(count).padStart(7)}   ${e.ms.toFixed(2).padStart(8)}   ${g.ms.toFixed(2).padStart(8)}   ${recall.toFixed(3).padStart(9)}   ${(built / 1000).toFixed(1).padStart(8)}`,
    );
  }
}

/** A dossier of `count` documents made by repeating those at hand with other dates; its vectors are made up, its queries embedded. */
async function benchSearch(embedder: TransformersEmbedder, documents: readonly Document[], count: number): Promise<void> {
  const index = new DossierIndex('bench', embedder);
  const start = performance.now();
  for (let i = 0; i < count; i++) index.addDocument({ ...(documents[i % documents.length] as Document), id: `d${i}` });
  const added = performance.now() - start;
  const made = vectors(index.passages.length, embedder.dimension);
  let next = 0;
  const stand: Pick<TransformersEmbedder, 'modelId' | 'dimension'> & { embed: TransformersEmbedder['embed']; close: () => Promise<void> } =
    {
      modelId: embedder.modelId,
      dimension: embedder.dimension,
      embed: (texts) => Promise.resolve(texts.map(() => made[next++] as Float32Array)),
      close: () => Promise.resolve(),
    };
  await index.embedPending(stand);
  const queries = [
    'douleur thoracique',
    'dernière HbA1c',
    'allergie pénicilline',
    'compte rendu de coloscopie',
    'anticoagulant et chirurgie',
    'vaccination grippe',
    'fonction rénale',
    'IRM épaule droite',
    'dose de bisoprolol',
    'projet de grossesse',
  ];
  const times: number[] = [];
  for (let turn = 0; turn < 6; turn++) {
    for (const query of queries) {
      const from = performance.now();
      const [vector] = await embedder.embed([query], 'query');
      index.search(query, vector);
      // The first turn warms the code.
      if (turn > 0) times.push(performance.now() - from);
    }
  }
  const from = performance.now();
  const bytes = index.serialise();
  const stored = performance.now();
  DossierIndex.load(bytes, 'bench', embedder);
  const loaded = performance.now();
  console.log(
    `search in ${count} documents, ${index.passages.length} passages, query embedding included: p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms`,
  );
  console.log(
    `words indexed in ${(added / 1000).toFixed(1)} s; stored in ${(stored - from).toFixed(0)} ms (${(bytes.length / 1e6).toFixed(1)} MB); opened in ${(loaded - stored).toFixed(0)} ms`,
  );
}

let { documents, texts } = await passagesOf(process.argv.slice(2));
if (texts.length === 0) {
  const folder = 'eval/corpus/demo/texts';
  const pages = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')));
  ({ documents, texts } = { documents: [], texts: pages.flatMap((page) => page.match(/[\s\S]{1,450}/g) ?? []) });
}
const embedder = await TransformersEmbedder.create({ modelsDirectory: 'models', threads: THREADS });
await benchEncoder(embedder, texts.slice(0, 480));
if (documents.length > 0) await benchSearch(embedder, documents, 900);
benchVectors(embedder.dimension);
await embedder.close();
