import { AppError } from '../errors.js';
import type { Pipeline, Progress } from '../pipeline.js';

export type ProgressListener = (progress: Progress) => void;
export const IDLE: Progress = { stage: 'done', done: 0, total: 0, pages: 0 };

/** Has what was deposited read, and tells whoever asks or watches how far that is. */
export interface Processing {
  /** What a dossier holds is to be read; asked again meanwhile, it is read once more after. */
  start(dossierId: string): void;
  /** Takes up what a stop cut short, or what a new version reads otherwise; elsewhere has the day's first views prepared. */
  resume(): Promise<void>;
  /** Dossiers being read or waiting, as last seen. */
  readonly pending: number;
  progressOf(dossierId: string): Promise<Progress | undefined>;
  /** What cut the last reading short; undefined where it went to its end. */
  failureOf(dossierId: string): Promise<unknown>;
  /** Calls back at once with where it stands, then at each step; returns what stops it. */
  watch(dossierId: string, listener: ProgressListener): () => void;
  /** Once nothing that this process does stands in the way of erasing the dossier. */
  settled(dossierId: string): Promise<void>;
  /** Once nothing is under way here: what a clean stop waits for. */
  idle(): Promise<void>;
}

/** What reads a dossier: the pipeline itself, or a process that runs one. */
export interface DossierReader {
  process(dossierId: string, onProgress: ProgressListener): Promise<unknown>;
  isBehind(dossierId: string): Promise<boolean>;
  /** Has the first view of the day made before somebody waits for it; who reads in this very process leaves it to whoever asks. */
  prepare?(dossierId: string): Promise<void>;
}

/** Reads in this very process, or through a reader of its own, one dossier at a time. A deposit that comes meanwhile is read after. */
export class LocalProcessing implements Processing {
  readonly #pipeline: Pick<Pipeline, 'listDossiers'>;
  readonly #reader: DossierReader;
  readonly #onFailure: (dossierId: string, error: unknown) => void;
  readonly #progress = new Map<string, Progress>();
  readonly #failures = new Map<string, unknown>();
  readonly #listeners = new Map<string, Set<ProgressListener>>();
  readonly #queued = new Map<string, Promise<void>>();
  #last: Promise<void> = Promise.resolve();

  constructor(pipeline: Pipeline, onFailure: (dossierId: string, error: unknown) => void, reader: DossierReader = pipeline) {
    this.#pipeline = pipeline;
    this.#reader = reader;
    this.#onFailure = onFailure;
  }

  start(dossierId: string): void {
    this.#failures.delete(dossierId);
    this.#tell(dossierId, { stage: 'read', done: 0, total: 0, pages: 0 });
    const run = this.#last
      .then(() => this.#reader.process(dossierId, (progress) => progress.stage === 'done' || this.#tell(dossierId, progress)))
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

  async resume(): Promise<void> {
    for (const { id } of await this.#pipeline.listDossiers())
      try {
        if (await this.#reader.isBehind(id)) this.start(id);
        else void this.#reader.prepare?.(id);
      } catch (error) {
        // One dossier that does not open keeps no other from being read; reading it says what is wrong with it.
        if (!(error instanceof AppError && error.code === 'FRS-IN-012')) this.start(id);
      }
  }

  get pending(): number {
    return this.#queued.size;
  }

  async progressOf(dossierId: string): Promise<Progress | undefined> {
    return this.#progress.get(dossierId);
  }

  async failureOf(dossierId: string): Promise<unknown> {
    return this.#failures.get(dossierId);
  }

  watch(dossierId: string, listener: ProgressListener): () => void {
    const listeners = this.#listeners.get(dossierId) ?? new Set();
    this.#listeners.set(dossierId, listeners.add(listener));
    listener(this.#progress.get(dossierId) ?? IDLE);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(dossierId);
    };
  }

  async settled(dossierId: string): Promise<void> {
    await this.#queued.get(dossierId);
  }

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
