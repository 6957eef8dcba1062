import type { Worker } from 'node:worker_threads';
import { AppError } from '../../errors.js';
import type { Answered, Asked } from './serve-model.js';
import { startWorker } from './start-worker.js';

export interface ModelWorkersOptions {
  /** The worker's file, without extension, beside the module at `base`. */
  readonly name: string;
  readonly base: string;
  readonly workerData: unknown;
  /** Threads at most; a further one starts only when all those there are at work. */
  readonly count: number;
  /** French, for the error of one who waits: "encodeur". */
  readonly what: string;
}

interface Pending<Result> {
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Error) => void;
}

interface Thread<Result> {
  readonly worker: Worker;
  readonly pending: Map<number, Pending<Result>>;
}

/**
 * Threads that each hold a model and answer requests: onnxruntime blocks the event loop that it runs on. They start with the first
 * request and keep no process alive while idle; one that dies fails those who wait for it and is started anew with the next request.
 */
export class ModelWorkers<Request, Result> {
  readonly #options: ModelWorkersOptions;
  readonly #threads = new Set<Thread<Result>>();
  #sent = 0;

  constructor(options: ModelWorkersOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#options.count;
  }

  /** @throws AppError FRS-SY-001 when the model refuses the request or its thread is lost. */
  run(request: Request): Promise<Result> {
    const thread = this.#leastBusy();
    const asked: Asked<Request> = { id: ++this.#sent, request };
    return new Promise((resolve, reject) => {
      thread.pending.set(asked.id, { resolve, reject });
      thread.worker.ref();
      thread.worker.postMessage(asked);
    });
  }

  async close(): Promise<void> {
    const threads = [...this.#threads];
    this.#threads.clear();
    await Promise.all(
      threads.map((thread) => {
        fail(thread, new Error(`${this.#options.what} closed`));
        return thread.worker.terminate();
      }),
    );
  }

  #leastBusy(): Thread<Result> {
    const [least] = [...this.#threads].sort((a, b) => a.pending.size - b.pending.size);
    return least === undefined || (least.pending.size > 0 && this.#threads.size < this.#options.count) ? this.#start() : least;
  }

  #start(): Thread<Result> {
    const { name, base, workerData, what } = this.#options;
    const thread: Thread<Result> = { worker: startWorker(name, base, { workerData }), pending: new Map() };
    this.#threads.add(thread);
    thread.worker.on('message', ({ id, result, error }: Answered<Result>) => {
      const pending = thread.pending.get(id);
      thread.pending.delete(id);
      if (thread.pending.size === 0) thread.worker.unref();
      if (result === undefined) pending?.reject(new AppError('FRS-SY-001', { detail: `${what} : ${error ?? 'erreur'}` }));
      else pending?.resolve(result);
    });
    const lost = (): void => {
      if (this.#threads.delete(thread)) fail(thread, new AppError('FRS-SY-001', { detail: `${what} interrompu` }));
    };
    thread.worker.on('error', lost);
    thread.worker.on('exit', lost);
    return thread;
  }
}

function fail<Result>({ pending }: Thread<Result>, error: Error): void {
  for (const { reject } of pending.values()) reject(error);
  pending.clear();
}
