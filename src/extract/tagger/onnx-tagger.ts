import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { verifyModel } from '../runtime/model-files.js';
import { ModelWorkers } from '../runtime/model-workers.js';
import type { TagRequest, TagResult, TagWorkerData } from './onnx-tag-worker.js';
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

/** The trained tagger in a thread of its own, which starts with the first text. */
export class OnnxTagger implements Tagger {
  readonly modelId: string;
  /** Over the model's files. */
  readonly sha256: string;
  readonly #workers: ModelWorkers<TagRequest, TagResult>;
  #pieces = 0;

  private constructor(modelId: string, sha256: string, data: TagWorkerData) {
    this.modelId = modelId;
    this.sha256 = sha256;
    this.#workers = new ModelWorkers({ name: 'onnx-tag-worker', base: import.meta.url, workerData: data, count: 1, what: 'étiqueteur' });
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
    const { spans, pieces } = await this.#workers.run({ texts, ...(known === undefined ? {} : { known }) });
    this.#pieces += pieces;
    return spans;
  }

  close(): Promise<void> {
    return this.#workers.close();
  }
}
