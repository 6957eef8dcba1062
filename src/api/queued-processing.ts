import { AppError, ERRORS, type ErrorCode } from '../errors.js';
import type { Progress } from '../pipeline.js';
import type { WorkQueue, WorkStatus } from '../store/work-queue.js';
import { IDLE, type Processing, type ProgressListener } from './processing.js';

/** How often a watched dossier, and the length of the queue, are looked at, milliseconds. */
const LOOK_MS = 500;
const COUNT_MS = 5_000;

/** Has other processes read (`frise worker`), through a queue: nothing is kept here that the queue does not know. */
export class QueuedProcessing implements Processing {
  pending = 0;
  readonly #queue: WorkQueue;
  readonly #onFailure: (dossierId: string, error: unknown) => void;
  readonly #asking = new Set<Promise<void>>();
  readonly #counting: NodeJS.Timeout;

  constructor(queue: WorkQueue, onFailure: (dossierId: string, error: unknown) => void) {
    this.#queue = queue;
    this.#onFailure = onFailure;
    this.#counting = setInterval(() => void this.resume(), COUNT_MS);
    this.#counting.unref();
  }

  /** The request itself was made with the deposit: this one only saves a worker from finding it. */
  start(dossierId: string): void {
    const asking = this.#queue
      .request(dossierId)
      .catch((error: unknown) => this.#onFailure(dossierId, error))
      .finally(() => this.#asking.delete(asking));
    this.#asking.add(asking);
  }

  async resume(): Promise<void> {
    this.pending = await this.#queue.pending().catch(() => this.pending);
  }

  async progressOf(dossierId: string): Promise<Progress | undefined> {
    return progressIn(await this.#queue.status(dossierId));
  }

  async failureOf(dossierId: string): Promise<unknown> {
    const { state, code } = await this.#queue.status(dossierId);
    if (state !== 'failed') return undefined;
    return new AppError(code !== undefined && code in ERRORS ? (code as ErrorCode) : 'FRS-SY-001');
  }

  watch(dossierId: string, listener: ProgressListener): () => void {
    let watching = true;
    let told = '';
    const look = async (): Promise<void> => {
      while (watching) {
        const progress = progressIn(await this.#queue.status(dossierId)) ?? IDLE;
        const line = JSON.stringify(progress);
        if (watching && line !== told) listener(progress);
        told = line;
        if (progress.stage === 'done') return;
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
    };
    // What ends a look ends the watch: whoever watches asks again.
    look().catch((error: unknown) => {
      this.#onFailure(dossierId, error);
      if (watching) listener(IDLE);
    });
    return () => {
      watching = false;
    };
  }

  /** A worker that reads a dossier while it is erased finds it gone and stops. */
  async settled(): Promise<void> {}

  async idle(): Promise<void> {
    clearInterval(this.#counting);
    await Promise.all(this.#asking);
  }
}

function progressIn({ state, progress }: WorkStatus): Progress | undefined {
  if (state === 'done' || state === 'failed') return undefined;
  // Only a pipeline's progress was ever written there.
  return (progress as Progress | undefined) ?? { stage: 'read', done: 0, total: 0, pages: 0 };
}
