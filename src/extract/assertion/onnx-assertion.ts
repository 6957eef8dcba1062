import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelWorkers } from '../runtime/model-workers.js';
import { verifyPieceModel } from '../runtime/piece-model.js';
import type { PieceModel, PieceModelOptions } from '../runtime/piece-model.js';
import type { AskedText, AssertionModel } from './assertion.js';
import { QUESTIONS } from './assertion.js';

export const ASSERTION_ID = 'frise-assertion-fr';

/** The model's own `config.json`: what its outputs answer, and whose tokenizer it reads with. */
const AssertionConfig = z
  .object({ questions: z.array(z.string()), encoder: z.string() })
  .refine(({ questions }) => questions.join() === QUESTIONS.join());

/** The trained reader of contexts in a thread of its own, which starts with the first text. */
export class OnnxAssertion implements AssertionModel {
  readonly modelId: string;
  /** Over the model's files. */
  readonly sha256: string;
  readonly #workers: ModelWorkers<readonly AskedText[], number[][]>;

  private constructor({ modelId, sha256, data }: PieceModel<unknown>) {
    this.modelId = modelId;
    this.sha256 = sha256;
    this.#workers = new ModelWorkers({
      name: 'onnx-assertion-worker',
      base: import.meta.url,
      workerData: data,
      count: 1,
      what: 'lecteur de contexte',
    });
  }

  /** @throws AppError FRS-MD-001 or FRS-MD-002, naming the file. */
  static async create(options: PieceModelOptions): Promise<OnnxAssertion> {
    return new OnnxAssertion(await verifyPieceModel(ASSERTION_ID, options, AssertionConfig));
  }

  /** None where its folder is not installed: the rules then stand alone. A folder that holds other files than the manifest's is refused. */
  static async createIfThere(options: PieceModelOptions): Promise<OnnxAssertion | undefined> {
    return existsSync(join(options.modelsDirectory, ASSERTION_ID)) ? OnnxAssertion.create(options) : undefined;
  }

  async weigh(texts: readonly AskedText[]): Promise<number[][]> {
    return texts.length === 0 ? [] : this.#workers.run(texts);
  }

  close(): Promise<void> {
    return this.#workers.close();
  }
}
