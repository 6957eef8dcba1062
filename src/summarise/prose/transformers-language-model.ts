import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { AppError } from '../../errors.js';
import { hashFile } from '../../extract/runtime/model-files.js';
import { startWorker } from '../../extract/runtime/start-worker.js';
import { promptOf, type LanguageModel, type ProseRequest } from './language-model.js';
import type { GenerateRequest, GenerateResponse, GenerateWorkerData } from './transformers-generate-worker.js';

/** What is used of a worker thread: a test puts its own in its place. */
export interface GenerateThread {
  postMessage(request: GenerateRequest): void;
  on(event: 'message', listener: (response: GenerateResponse) => void): unknown;
  on(event: 'error' | 'exit', listener: () => void): unknown;
  terminate(): Promise<unknown>;
}

export interface TransformersLanguageModelOptions {
  /** The model's own folder: config.json, tokenizer.json, onnx/… */
  readonly folder: string;
  readonly threads?: number;
  readonly start?: (data: GenerateWorkerData) => GenerateThread;
}

/** Weights by preference: what a machine without an accelerator runs fastest comes first. */
const WEIGHTS: readonly (readonly [file: string, dtype: string])[] = [
  ['model_q4.onnx', 'q4'],
  ['model_q4f16.onnx', 'q4f16'],
  ['model_quantized.onnx', 'q8'],
  ['model_int8.onnx', 'int8'],
  ['model_fp16.onnx', 'fp16'],
  ['model.onnx', 'fp32'],
];

/**
 * A text-generation model in ONNX, read from a folder of this machine through transformers.js, in a worker thread. Nothing is fetched. A
 * request that is given up ends the thread: generation cannot be interrupted otherwise; the next request starts another.
 */
export class TransformersLanguageModel implements LanguageModel {
  readonly modelId: string;
  readonly sha256: string;
  readonly #data: GenerateWorkerData;
  readonly #start: (data: GenerateWorkerData) => GenerateThread;
  #thread: GenerateThread | undefined;
  #answer: ((response: GenerateResponse) => void) | undefined;
  /** One request at a time: two would fight for the same cores. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(sha256: string, data: GenerateWorkerData, start: (data: GenerateWorkerData) => GenerateThread) {
    this.modelId = `${data.modelId}@${sha256.slice(0, 12)}`;
    this.sha256 = sha256;
    this.#data = data;
    this.#start = start;
  }

  /** @throws AppError FRS-MD-001 where the folder or its weights are missing. */
  static async create({ folder, threads, start }: TransformersLanguageModelOptions): Promise<TransformersLanguageModel> {
    const root = resolve(folder);
    const files = await readdir(root, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
      throw new AppError('FRS-MD-001', { detail: basename(root), cause });
    });
    const names = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name).slice(root.length + 1));
    const dtype = WEIGHTS.find(([file]) => names.includes(join('onnx', file)))?.[1];
    if (dtype === undefined) throw new AppError('FRS-MD-001', { detail: `${basename(root)}/onnx` });
    const prints = [];
    for (const name of names.toSorted()) prints.push(`${name} ${await hashFile(join(root, name))}`);
    const data: GenerateWorkerData = {
      modelsDirectory: dirname(root) + sep,
      modelId: basename(root),
      dtype,
      threads: threads ?? Math.min(4, availableParallelism()),
    };
    const inThread = (given: GenerateWorkerData): GenerateThread => {
      const worker = startWorker('transformers-generate-worker', import.meta.url, { workerData: given });
      worker.unref();
      return worker;
    };
    return new TransformersLanguageModel(createHash('sha256').update(prints.join('\n')).digest('hex'), data, start ?? inThread);
  }

  async write(request: ProseRequest, signal: AbortSignal): Promise<string> {
    const run = this.#turn.then(() => this.#run(request, signal));
    this.#turn = run.catch(() => undefined);
    return run;
  }

  #run(request: ProseRequest, signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new AppError('FRS-MD-004', { detail: 'interrompu' }));
      const thread = this.#open();
      const stop = (): void => {
        void thread.terminate();
        this.#lose(thread);
      };
      signal.addEventListener('abort', stop, { once: true });
      this.#answer = ({ text, error }) => {
        signal.removeEventListener('abort', stop);
        this.#answer = undefined;
        if (text === undefined) reject(new AppError('FRS-MD-004', { detail: error ?? 'erreur' }));
        else resolve(text);
      };
      thread.postMessage({ messages: promptOf(request) });
    });
  }

  #open(): GenerateThread {
    if (this.#thread !== undefined) return this.#thread;
    const thread = this.#start(this.#data);
    thread.on('message', (response) => this.#answer?.(response));
    thread.on('error', () => this.#lose(thread));
    thread.on('exit', () => this.#lose(thread));
    this.#thread = thread;
    return thread;
  }

  #lose(thread: GenerateThread): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    this.#answer?.({ error: 'interrompu' });
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
    this.#thread = undefined;
  }
}
