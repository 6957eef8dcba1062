import { z } from 'zod';
import { ModelWorkers } from '../runtime/model-workers.js';
import { verifyPieceModel } from '../runtime/piece-model.js';
import type { PieceModelOptions } from '../runtime/piece-model.js';
import type { TagRequest, TagResult, TagWorkerData } from './onnx-tag-worker.js';
import { TAG_GROUPS } from './tagger.js';
import type { KnownSpan, TaggedSpan, Tagger } from './tagger.js';

export const TAGGER_ID = 'frise-tagger-fr';

/** The tagger's own `config.json`: its outputs, and whose tokenizer it reads with. */
const TaggerConfig = z.object({ labels: z.array(z.string()).min(1), encoder: z.string() });

export interface OnnxTaggerOptions extends PieceModelOptions {
  readonly modelId?: string;
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

  /** @throws AppError FRS-MD-001 or FRS-MD-002, naming the file. */
  static async create({ modelId: id = TAGGER_ID, ...options }: OnnxTaggerOptions): Promise<OnnxTagger> {
    const { modelId, sha256, config, data } = await verifyPieceModel(id, options, TaggerConfig);
    return new OnnxTagger(modelId, sha256, {
      ...data,
      labels: config.labels.map((label) => TAG_GROUPS.find((group) => group === label)),
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
