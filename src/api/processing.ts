import type { Pipeline, Progress } from '../pipeline.js';

type Listener = (progress: Progress) => void;
const IDLE: Progress = { stage: 'done', done: 0, total: 0, pages: 0 };

/** Reads what was deposited, one dossier at a time, and tells whoever watches. A deposit that comes meanwhile is read after. */
export class Processing {
  readonly #pipeline: Pipeline;
  readonly #onFailure: (dossierId: string, error: unknown) => void;
  readonly #progress = new Map<string, Progress>();
  readonly #failures = new Map<string, unknown>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #queued = new Map<string, Promise<void>>();
  #last: Promise<void> = Promise.resolve();

  constructor(pipeline: Pipeline, onFailure: (dossierId: string, error: unknown) => void) {
    this.#pipeline = pipeline;
    this.#onFailure = onFailure;
  }

  start(dossierId: string): void {
    this.#failures.delete(dossierId);
    this.#tell(dossierId, { stage: 'read', done: 0, total: 0, pages: 0 });
    const run = this.#last
      .then(() => this.#pipeline.process(dossierId, (progress) => progress.stage === 'done' || this.#tell(dossierId, progress)))
      .then(
        () => undefined,
        (error: unknown) => {
          this.#failures.set(dossierId, error);
          this.#onFailure(dossierId, error);
        },
      )
      .then(() => {
        // A later deposit into the same dossier goes on: only the last run is done.
        if (this.#queued.get(dossierId) !== run) return;
        this.#queued.delete(dossierId);
        this.#progress.delete(dossierId);
        this.#send(dossierId, IDLE);
      });
    this.#queued.set(dossierId, run);
    this.#last = run;
  }

  /** Dossiers being read or waiting. */
  get pending(): number {
    return this.#queued.size;
  }

  progressOf(dossierId: string): Progress | undefined {
    return this.#progress.get(dossierId);
  }

  /** What cut the last reading short; undefined where it went to its end. */
  failureOf(dossierId: string): unknown {
    return this.#failures.get(dossierId);
  }

  /** Calls back at once with where it stands, then at each step; returns what stops it. */
  watch(dossierId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(dossierId) ?? new Set();
    this.#listeners.set(dossierId, listeners.add(listener));
    listener(this.#progress.get(dossierId) ?? IDLE);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(dossierId);
    };
  }

  /** Once nothing is queued for the dossier. */
  async settled(dossierId: string): Promise<void> {
    await this.#queued.get(dossierId);
  }

  /** Once nothing is queued at all: what a clean stop waits for. */
  async idle(): Promise<void> {
    await this.#last;
  }

  #tell(dossierId: string, progress: Progress): void {
    this.#progress.set(dossierId, progress);
    this.#send(dossierId, progress);
  }

  #send(dossierId: string, progress: Progress): void {
    for (const listener of this.#listeners.get(dossierId) ?? []) listener(progress);
  }
}
