import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { verifyModel } from '../runtime/model-files.js';
import { ModelWorkers } from '../runtime/model-workers.js';
import type { AnswerModel, WeighedPassage } from './answer-model.js';
import type { AnswerRequest, AnswerWorkerData } from './onnx-answer-worker.js';

export const ANSWERS_ID = 'frise-answers-fr';

/** The model's own `config.json`: whose tokenizer it reads with. */
const AnswersConfig = z.object({ encoder: z.string() });

export interface OnnxAnswersOptions {
  /** The folder that holds `manifest.json` and one folder by model. */
  readonly modelsDirectory: string;
  /** Threads inside one operator; the machine's cores, two at most, when not said. */
  readonly threads?: number;
}

/** The trained reader of answers in a thread of its own, which starts with the first question. */
export class OnnxAnswers implements AnswerModel {
  readonly modelId: string;
  /** Over the model's files. */
  readonly sha256: string;
  readonly #workers: ModelWorkers<AnswerRequest, number[][]>;

  private constructor(sha256: string, workerData: AnswerWorkerData) {
    this.modelId = `${ANSWERS_ID}@${sha256.slice(0, 12)}`;
    this.sha256 = sha256;
    this.#workers = new ModelWorkers({
      name: 'onnx-answer-worker',
      base: import.meta.url,
      workerData,
      count: 1,
      what: 'lecteur de réponses',
    });
  }

  /**
   * Checks the files of the model and of the encoder whose tokenizer it shares.
   * @throws AppError FRS-MD-001 or FRS-MD-002, naming the file.
   */
  static async create({ modelsDirectory, threads }: OnnxAnswersOptions): Promise<OnnxAnswers> {
    const { sha256 } = await verifyModel(modelsDirectory, ANSWERS_ID);
    const parsed = AnswersConfig.safeParse(JSON.parse(await readFile(join(modelsDirectory, ANSWERS_ID, 'config.json'), 'utf8')));
    if (!parsed.success) throw new AppError('FRS-MD-002', { detail: `${ANSWERS_ID}/config.json` });
    const { encoder } = parsed.data;
    await verifyModel(modelsDirectory, encoder);
    return new OnnxAnswers(sha256, {
      model: join(modelsDirectory, ANSWERS_ID, 'onnx', 'model_quantized.onnx'),
      tokenizer: join(modelsDirectory, encoder, 'tokenizer.json'),
      threads: threads ?? Math.min(2, availableParallelism()),
    });
  }

  /** None where its folder is not installed: the rules then stand alone. A folder that holds other files than the manifest's is refused. */
  static async createIfThere(options: OnnxAnswersOptions): Promise<OnnxAnswers | undefined> {
    return existsSync(join(options.modelsDirectory, ANSWERS_ID)) ? OnnxAnswers.create(options) : undefined;
  }

  async weigh(question: string, passages: readonly WeighedPassage[]): Promise<number[][]> {
    return passages.length === 0 ? [] : this.#workers.run({ question, passages });
  }

  close(): Promise<void> {
    return this.#workers.close();
  }
}
