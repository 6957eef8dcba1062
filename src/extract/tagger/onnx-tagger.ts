import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { verifyModel } from '../runtime/model-files.js';
import { startWorker } from '../runtime/start-worker.js';
import type { TagRequest, TagResponse, TagWorkerData } from './onnx-tag-worker.js';
import { TAG_GROUPS } from './tagger.js';
import type { KnownSpan, TaggedSpan, Tagger } from './tagger.js';

export const TAGGER_ID = 'frise-tagger-fr';

/** The tagger's own `config.json`: its outputs, and whose tokenizer it reads with. */
const TaggerConfig = z.object({ labels: z.array(z.string()).min(1), encoder: z.string() });

export interface OnnxTaggerOptions {
  /** The folder that holds `manifest.json` and one folder by model. */
  readonly modelsDirectory: string;
  readonly modelId?: string;
  /** Threads inside one operator; the machine's cores, two at most, when not said. */
  readonly threads?: number;
}

interface Pending {
  readonly resolve: (spans: TaggedSpan[][]) => void;
  readonly reject: (error: Error) => void;
}

/** The trained tagger in a worker thread: onnxruntime blocks the event loop that it runs on. The worker starts with the first text. */
export class OnnxTagger implements Tagger {
  readonly modelId: string;
  /** Over the model's files. */
  readonly sha256: string;
  readonly #data: TagWorkerData;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #sent = 0;
  #pieces = 0;

  private constructor(modelId: string, sha256: string, data: TagWorkerData) {
    this.modelId = modelId;
    this.sha256 = sha256;
    this.#data = data;
  }

  /**
   * Checks the files of the tagger and of the encoder whose tokenizer it shares.
   * @throws AppError FRS-MD-001 or FRS-MD-002, naming the file.
   */
  static async create(options: OnnxTaggerOptions): Promise<OnnxTagger> {
    const { modelsDirectory } = options;
    const id = options.modelId ?? TAGGER_ID;
    const model = await verifyModel(modelsDirectory, id);
    const parsed = TaggerConfig.safeParse(JSON.parse(await readFile(join(modelsDirectory, id, 'config.json'), 'utf8')));
    if (!parsed.success) throw new AppError('FRS-MD-002', { detail: `${id}/config.json` });
    const { labels, encoder } = parsed.data;
    await verifyModel(modelsDirectory, encoder);
    return new OnnxTagger(`${id}@${model.sha256.slice(0, 12)}`, model.sha256, {
      model: join(modelsDirectory, id, 'onnx', 'model_quantized.onnx'),
      tokenizer: join(modelsDirectory, encoder, 'tokenizer.json'),
      labels: labels.map((label) => TAG_GROUPS.find((group) => group === label)),
      threads: options.threads ?? Math.min(2, availableParallelism()),
    });
  }

  /** Pieces read since it was made, for measures of speed. */
  get pieces(): number {
    return this.#pieces;
  }

  async tag(texts: readonly string[], known?: readonly (readonly KnownSpan[])[]): Promise<TaggedSpan[][]> {
    if (texts.length === 0) return [];
    const worker = (this.#worker ??= this.#start());
    const request: TagRequest = { id: ++this.#sent, texts, ...(known === undefined ? {} : { known }) };
    return new Promise((resolve, reject) => {
      this.#pending.set(request.id, { resolve, reject });
      // Referenced only while it works, so that an idle tagger keeps no process alive.
      worker.ref();
      worker.postMessage(request);
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#fail(new Error('tagger closed'));
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = startWorker('onnx-tag-worker', import.meta.url, { workerData: this.#data });
    worker.on('message', ({ id, spans, pieces, error }: TagResponse) => {
      const pending = this.#pending.get(id);
      this.#pending.delete(id);
      this.#pieces += pieces ?? 0;
      if (this.#pending.size === 0) worker.unref();
      if (spans === undefined) pending?.reject(new AppError('FRS-SY-001', { detail: `étiqueteur : ${error ?? 'erreur'}` }));
      else pending?.resolve(spans);
    });
    const lost = (): void => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#fail(new AppError('FRS-SY-001', { detail: 'étiqueteur interrompu' }));
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
