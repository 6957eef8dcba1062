import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelWorkers } from '../runtime/model-workers.js';
import { verifyPieceModel } from '../runtime/piece-model.js';
import type { PieceModel, PieceModelOptions } from '../runtime/piece-model.js';
import type { AnswerModel, WeighedPassage } from './answer-model.js';
import type { AnswerRequest } from './onnx-answer-worker.js';

export const ANSWERS_ID = 'frise-answers-fr';

/** The model's own `config.json`: whose tokenizer it reads with. */
const AnswersConfig = z.object({ encoder: z.string() });

/** The trained reader of answers in a thread of its own, which starts with the first question. */
export class OnnxAnswers implements AnswerModel {
  readonly modelId: string;
  /** Over the model's files. */
  readonly sha256: string;
  readonly #workers: ModelWorkers<AnswerRequest, number[][]>;

  private constructor({ modelId, sha256, data }: PieceModel<unknown>) {
    this.modelId = modelId;
    this.sha256 = sha256;
    this.#workers = new ModelWorkers({
      name: 'onnx-answer-worker',
      base: import.meta.url,
      workerData: data,
      count: 1,
      what: 'lecteur de réponses',
    });
  }

  /** @throws AppError FRS-MD-001 or FRS-MD-002, naming the file. */
  static async create(options: PieceModelOptions): Promise<OnnxAnswers> {
    return new OnnxAnswers(await verifyPieceModel(ANSWERS_ID, options, AnswersConfig));
  }

  /** None where its folder is not installed: the rules then stand alone. A folder that holds other files than the manifest's is refused. */
  static async createIfThere(options: PieceModelOptions): Promise<OnnxAnswers | undefined> {
    return existsSync(join(options.modelsDirectory, ANSWERS_ID)) ? OnnxAnswers.create(options) : undefined;
  }

  async weigh(question: string, passages: readonly WeighedPassage[]): Promise<number[][]> {
    return passages.length === 0 ? [] : this.#workers.run({ question, passages });
  }

  close(): Promise<void> {
    return this.#workers.close();
  }
}
