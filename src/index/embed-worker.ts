import { workerData } from 'node:worker_threads';
import { env, pipeline, Tensor } from '@xenova/transformers';
import type { FeatureExtractionPipeline } from '@xenova/transformers';
import { serveModel } from '../extract/runtime/serve-model.js';
import { batchesOf } from './batch-plan.js';

/** What the worker is started with. */
export interface EmbedWorkerData {
  readonly modelsDirectory: string;
  readonly modelId: string;
}

/** A chunk of texts, the role already written before each; the answer holds their unit vectors one after the other. */
export interface EmbedRequest {
  readonly texts: readonly string[];
}

const { modelsDirectory, modelId } = workerData as EmbedWorkerData;

// Remote loading is on by default in transformers: nothing may be fetched here.
env.allowRemoteModels = false;
env.allowLocalModels = true;
env.localModelPath = modelsDirectory;
env.useFSCache = false;

const loading: Promise<FeatureExtractionPipeline> = pipeline('feature-extraction', modelId, {
  dtype: 'q8',
  device: 'cpu',
  local_files_only: true,
  // One processor a worker; unsaid, onnxruntime counts the host's cores.
  session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
});

/** Of XLM-RoBERTa's vocabulary. */
const PADDING = 1n;

/** Mean over the tokens of one text, then the L2 norm, written at `to`. */
function pool(states: Float32Array, from: number, tokens: number, dimension: number, vectors: Float32Array, to: number): void {
  const vector = vectors.subarray(to, to + dimension);
  for (let token = 0; token < tokens; token++) {
    const at = from + token * dimension;
    for (let i = 0; i < dimension; i++) vector[i] = (vector[i] as number) + (states[at + i] as number);
  }
  let square = 0;
  for (let i = 0; i < dimension; i++) square += (vector[i] as number) ** 2;
  const norm = Math.sqrt(square) || 1;
  for (let i = 0; i < dimension; i++) vector[i] = (vector[i] as number) / norm;
}

/**
 * The library's own pipeline pads each batch as it comes and pools in general tensors: here texts are tokenised first, so that batches
 * hold texts of like length (padding 6 % where sorting by characters leaves 23 %), and pooled in one pass.
 */
async function embed({ texts }: EmbedRequest): Promise<Float32Array> {
  const { tokenizer, model } = await loading;
  const ids = tokenizer([...texts], { truncation: true, return_tensor: false }).input_ids as number[][];
  let vectors = new Float32Array(0);
  for (const batch of batchesOf(ids.map((own) => own.length))) {
    const length = Math.max(...batch.map((text) => (ids[text] as number[]).length));
    const tokens = new BigInt64Array(batch.length * length).fill(PADDING);
    const mask = new BigInt64Array(batch.length * length);
    batch.forEach((text, row) => {
      const own = ids[text] as number[];
      own.forEach((id, i) => (tokens[row * length + i] = BigInt(id)));
      mask.fill(1n, row * length, row * length + own.length);
    });
    const shape = [batch.length, length];
    const { last_hidden_state: output } = (await model({
      input_ids: new Tensor('int64', tokens, shape),
      attention_mask: new Tensor('int64', mask, shape),
    })) as { readonly last_hidden_state: Tensor };
    const dimension = output.dims[2] as number;
    if (vectors.length === 0) vectors = new Float32Array(texts.length * dimension);
    batch.forEach((text, row) =>
      pool(output.data as Float32Array, row * length * dimension, (ids[text] as number[]).length, dimension, vectors, text * dimension),
    );
    output.dispose();
  }
  return vectors;
}

serveModel(embed, (vectors) => [vectors.buffer as ArrayBuffer]);
