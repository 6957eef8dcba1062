import { availableParallelism } from 'node:os';
import { resolve, sep } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { AppError } from '../errors.js';
import type { EmbedRequest, EmbedResponse, EmbedWorkerData } from './embed-worker.js';
import type { Embedder, EmbeddingRole } from './embedder.js';
import { verifyModel } from '../extract/runtime/model-files.js';
import { startWorker } from '../extract/runtime/start-worker.js';

export const ENCODER_ID = 'multilingual-e5-small-fr';

/** Measured best on two cores; batches are sorted by length so that little is spent on padding. */
const BATCH = 16;

export interface TransformersEmbedderOptions {
  /** The folder that holds `manifest.json` and one folder by model. */
  readonly modelsDirectory: string;
  readonly modelId?: string;
  /** Threads inside one operator; the machine's cores, two at most, when not said. */
  readonly threads?: number;
}

interface Pending {
  readonly resolve: (vectors: Float32Array) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The encoder through transformers.js, in a worker thread: onnxruntime blocks the event loop that it runs on.
 * The worker starts with the first text and holds about 370 MB.
 */
export class TransformersEmbedder implements Embedder {
  readonly modelId: string;
  readonly dimension: number;
  /** Over the model's files. */
  readonly sha256: string;
  readonly #data: EmbedWorkerData;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #sent = 0;

  private constructor(model: { modelId: string; dimension: number; sha256: string }, data: EmbedWorkerData) {
    this.modelId = model.modelId;
    this.dimension = model.dimension;
    this.sha256 = model.sha256;
    this.#data = data;
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
      { modelsDirectory: resolve(options.modelsDirectory) + sep, modelId: id, threads },
    );
  }

  async embed(texts: readonly string[], role: EmbeddingRole): Promise<Float32Array[]> {
    const order = texts.map((_, index) => index).sort((a, b) => (texts[a] as string).length - (texts[b] as string).length);
    const vectors = new Array<Float32Array>(texts.length);
    for (let from = 0; from < order.length; from += BATCH) {
      const batch = order.slice(from, from + BATCH);
      const flat = await this.#run(batch.map((index) => `${role}: ${texts[index] as string}`));
      if (flat.length !== batch.length * this.dimension)
        throw new AppError('FRS-MD-002', { detail: `${this.#data.modelId} : dimension inattendue` });
      batch.forEach((index, row) => void (vectors[index] = flat.slice(row * this.dimension, (row + 1) * this.dimension)));
    }
    return vectors;
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#fail(new Error('embedder closed'));
    await worker?.terminate();
  }

  #run(texts: string[]): Promise<Float32Array> {
    const worker = (this.#worker ??= this.#start());
    const request: EmbedRequest = { id: ++this.#sent, texts };
    return new Promise((resolve, reject) => {
      this.#pending.set(request.id, { resolve, reject });
      // Referenced only while it works, so that an idle encoder keeps no process alive.
      worker.ref();
      worker.postMessage(request);
    });
  }

  #start(): Worker {
    const worker = startWorker('embed-worker', import.meta.url, { workerData: this.#data });
    worker.on('message', ({ id, vectors, error }: EmbedResponse) => {
      const pending = this.#pending.get(id);
      this.#pending.delete(id);
      if (this.#pending.size === 0) worker.unref();
      if (vectors === undefined) pending?.reject(new AppError('FRS-SY-001', { detail: `encodeur : ${error ?? 'erreur'}` }));
      else pending?.resolve(vectors);
    });
    const lost = (): void => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#fail(new AppError('FRS-SY-001', { detail: 'encodeur interrompu' }));
    };
    worker.on('error', lost);
    worker.on('exit', () => {
      if (this.#worker === worker) lost();
    });
    return worker;
  }

  #fail(error: Error): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
