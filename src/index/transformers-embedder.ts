import { availableParallelism } from 'node:os';
import { resolve, sep } from 'node:path';
import { AppError } from '../errors.js';
import { chunksOf } from './batch-plan.js';
import type { EmbedRequest, EmbedWorkerData } from './embed-worker.js';
import type { Embedder, EmbeddingRole } from './embedder.js';
import { verifyModel } from '../extract/runtime/model-files.js';
import { ModelWorkers } from '../extract/runtime/model-workers.js';

export const ENCODER_ID = 'multilingual-e5-small-fr';

export interface TransformersEmbedderOptions {
  /** The folder that holds `manifest.json` and one folder by model. */
  readonly modelsDirectory: string;
  readonly modelId?: string;
  /** Threads at most, each with the model; the machine's cores, two at most, when not said. */
  readonly threads?: number;
}

/**
 * The encoder through transformers.js, in worker threads of one processor each: while one tokenises or hands over its vectors the
 * other multiplies, which two threads inside one operator cannot. A query uses the first alone; more texts than a chunk start the second.
 */
export class TransformersEmbedder implements Embedder {
  readonly modelId: string;
  readonly dimension: number;
  /** Over the model's files. */
  readonly sha256: string;
  readonly #workers: ModelWorkers<EmbedRequest, Float32Array>;

  private constructor(model: { modelId: string; dimension: number; sha256: string }, workerData: EmbedWorkerData, count: number) {
    this.modelId = model.modelId;
    this.dimension = model.dimension;
    this.sha256 = model.sha256;
    this.#workers = new ModelWorkers({ name: 'embed-worker', base: import.meta.url, workerData, count, what: 'encodeur' });
  }

  /**
   * Checks the model's files, then makes the embedder; the weights are read with the first text.
   * @throws AppError FRS-MD-001 or FRS-MD-002, naming the file.
   */
  static async create(options: TransformersEmbedderOptions): Promise<TransformersEmbedder> {
    const id = options.modelId ?? ENCODER_ID;
    const model = await verifyModel(options.modelsDirectory, id);
    if (model.dimension === undefined) throw new AppError('FRS-MD-002', { detail: `${id} : dimension absente de models/manifest.json` });
    const threads = options.threads ?? Math.min(2, availableParallelism());
    return new TransformersEmbedder(
      { modelId: `${id}@${model.sha256.slice(0, 12)}`, dimension: model.dimension, sha256: model.sha256 },
      { modelsDirectory: resolve(options.modelsDirectory) + sep, modelId: id },
      threads,
    );
  }

  async embed(texts: readonly string[], role: EmbeddingRole): Promise<Float32Array[]> {
    const plan = chunksOf(texts).values();
    const vectors = new Array<Float32Array>(texts.length);
    // Each lane takes the next chunk as soon as its last is done.
    const lane = async (): Promise<void> => {
      for (const chunk of plan) {
        const flat = await this.#workers.run({ texts: chunk.map((index) => `${role}: ${texts[index] as string}`) });
        if (flat.length !== chunk.length * this.dimension)
          throw new AppError('FRS-MD-002', { detail: `${this.modelId} : dimension inattendue` });
        chunk.forEach((index, row) => void (vectors[index] = flat.slice(row * this.dimension, (row + 1) * this.dimension)));
      }
    };
    await Promise.all(Array.from({ length: this.#workers.count }, lane));
    return vectors;
  }

  close(): Promise<void> {
    return this.#workers.close();
  }
}
