import { workerData } from 'node:worker_threads';
import { Tensor } from 'onnxruntime-node';
import type { PieceModelData } from '../runtime/piece-model.js';
import { serveModel } from '../runtime/serve-model.js';
import { KNOWN_FEATURES, decodeTags, tellKnown, withoutOverlap } from './decode-tags.js';
import { batchesOf, rowsOf } from './piece-batches.js';
import { openPieces } from './onnx-pieces.js';
import type { Piece } from './piece-tokenizer.js';
import type { KnownSpan, TagGroup, TaggedSpan } from './tagger.js';
import { cutWindows } from './windows.js';

/** What the worker is started with. */
export interface TagWorkerData extends PieceModelData {
  /** Of the model's outputs, in order; undefined where the product has no use for it. */
  readonly labels: readonly (TagGroup | undefined)[];
}

export interface TagRequest {
  readonly texts: readonly string[];
  readonly known?: readonly (readonly KnownSpan[])[];
}

export interface TagResult {
  readonly spans: TaggedSpan[][];
  /** Pieces read, for measures of speed. */
  readonly pieces: number;
}

interface Job {
  readonly text: number;
  readonly known: readonly KnownSpan[] | undefined;
  readonly pieces: readonly Piece[];
}

const { labels, ...data } = workerData as TagWorkerData;
const { tokenizer, loading } = openPieces(data);

async function run(batch: readonly Job[]): Promise<{ logits: Float32Array; length: number }> {
  const { length, ids, mask } = rowsOf(batch);
  const told = new Float32Array(batch.length * length * KNOWN_FEATURES);
  batch.forEach(({ pieces, known }, row) => {
    const at = row * length;
    if (known !== undefined) {
      // The marks of beginning and end were taught with the vocabularies asked, and silent.
      told[(at + 1) * KNOWN_FEATURES - 1] = 1;
      told[(at + pieces.length + 2) * KNOWN_FEATURES - 1] = 1;
      tellKnown(told, (at + 1) * KNOWN_FEATURES, pieces, known);
    }
  });
  const session = await loading;
  const shape = [batch.length, length];
  const output = await session.run({
    input_ids: new Tensor('int64', ids, shape),
    attention_mask: new Tensor('int64', mask, shape),
    known: new Tensor('float32', told, [...shape, KNOWN_FEATURES]),
  });
  return { logits: output['logits']?.data as Float32Array, length };
}

async function tag({ texts, known }: TagRequest): Promise<TagResult> {
  const found: TaggedSpan[][] = texts.map(() => []);
  let read = 0;
  const jobs = texts.flatMap((text, number): Job[] => {
    const pieces = tokenizer.encode(text);
    const own = known?.[number];
    const told = own === undefined ? undefined : withoutOverlap(own);
    read += pieces.length;
    return cutWindows(text, pieces).map(({ from, to }) => ({ text: number, known: told, pieces: pieces.slice(from, to) }));
  });
  for (const batch of batchesOf(jobs)) {
    const { logits, length } = await run(batch);
    batch.forEach((job, row) => {
      // The first position is the mark of the beginning.
      const offset = (row * length + 1) * labels.length * 3;
      found[job.text]?.push(...decodeTags(texts[job.text] ?? '', job.pieces, logits, offset, labels));
    });
  }
  return { spans: found.map(withoutOverlap), pieces: read };
}

serveModel(tag);
