import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../errors.js';
import { verifyModel } from '../runtime/model-files.js';
import { ModelWorkers } from '../runtime/model-workers.js';
import type { AskedText, AssertionModel } from './assertion.js';
import { QUESTIONS } from './assertion.js';
import type { AssertionWorkerData } from './onnx-assertion-worker.js';

export const ASSERTION_ID = 'frise-assertion-fr';

/** The model's own `config.json`: what its outputs answer, and whose tokenizer it reads with. */
const AssertionConfig = z.object({ questions: z.array(z.string()), encoder: z.string() });

export interface OnnxAssertionOptions {
  /** The folder that holds `manifest.json` and one folder by model. */
  readonly modelsDirectory: string;
  /** Threads inside one operator; the machine's cores, two at most, when not said. */
  readonly threads?: number;
}

/** The trained reader of contexts in a thread of its own, which starts with the first text. */
export class OnnxAssertion implements AssertionModel {
  readonly modelId: string;
  /** Over the model's files. */
  readonly sha256: string;
  readonly #workers: ModelWorkers<readonly AskedText[], number[][]>;

  private constructor(sha256: string, workerData: AssertionWorkerData) {
    this.modelId = `${ASSERTION_ID}@${sha256.slice(0, 12)}`;
    this.sha256 = sha256;
    this.#workers = new ModelWorkers({
      name: 'onnx-assertion-worker',
      base: import.meta.url,
      workerData,
      count: 1,
      what: 'lecteur de contexte',
    });
  }

  /**
   * Checks the files of the model and of the encoder whose tokenizer it shares.
   * @throws AppError FRS-MD-001 or FRS-MD-002, naming the file.
   */
  static async create({ modelsDirectory, threads }: OnnxAssertionOptions): Promise<OnnxAssertion> {
    const { sha256 } = await verifyModel(modelsDirectory, ASSERTION_ID);
    const parsed = AssertionConfig.safeParse(JSON.parse(await readFile(join(modelsDirectory, ASSERTION_ID, 'config.json'), 'utf8')));
    if (!parsed.success || parsed.data.questions.join() !== QUESTIONS.join())
      throw new AppError('FRS-MD-002', { detail: `${ASSERTION_ID}/config.json` });
    const { encoder } = parsed.data;
    await verifyModel(modelsDirectory, encoder);
    return new OnnxAssertion(sha256, {
      model: join(modelsDirectory, ASSERTION_ID, 'onnx', 'model_quantized.onnx'),
      tokenizer: join(modelsDirectory, encoder, 'tokenizer.json'),
      threads: threads ?? Math.min(2, availableParallelism()),
    });
  }

  /** None where its folder is not installed: the rules then stand alone. A folder that holds other files than the manifest's is refused. */
  static async createIfThere(options: OnnxAssertionOptions): Promise<OnnxAssertion | undefined> {
    return existsSync(join(options.modelsDirectory, ASSERTION_ID)) ? OnnxAssertion.create(options) : undefined;
  }

  async weigh(texts: readonly AskedText[]): Promise<number[][]> {
    return texts.length === 0 ? [] : this.#workers.run(texts);
  }

  close(): Promise<void> {
    return this.#workers.close();
  }
}
