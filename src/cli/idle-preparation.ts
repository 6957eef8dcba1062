import type { Pipeline } from '../pipeline.js';

/** Milliseconds without other work before a dossier is prepared: several deposits in a row come to one preparation. */
const QUIET_MS = 300;

interface Due {
  readonly prepared: Promise<void>;
  readonly resolve: () => void;
}

/**
 * Prepares the first synthesis of dossiers, one after the other, while nothing else is to be done in this process: what comes in stops a
 * preparation at its next slice, and it is begun again later. A failure is nobody's: whoever opens the dossier then waits as before.
 */
export class IdlePreparation {
  readonly #pipeline: Pick<Pipeline, 'prepareDay'>;
  readonly #quietMs: number;
  /** The one asked for last comes first: it is the likeliest to be opened. */
  readonly #due = new Map<string, Due>();
  #busy = 0;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(pipeline: Pick<Pipeline, 'prepareDay'>, quietMs = QUIET_MS) {
    this.#pipeline = pipeline;
    this.#quietMs = quietMs;
  }

  /** Runs what goes first. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    clearTimeout(this.#timer);
    try {
      return await work();
    } finally {
      this.#busy -= 1;
      this.#wait();
    }
  }

  /** Resolves once the dossier was prepared, or failed to be, or nothing is prepared any more. */
  ask(dossierId: string): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    const due = dueOf(this.#due.get(dossierId));
    this.#due.delete(dossierId);
    this.#due.set(dossierId, due);
    this.#wait();
    return due.prepared;
  }

  /** Once what is under way has come to its next slice. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    for (const { resolve } of this.#due.values()) resolve();
    this.#due.clear();
    await this.#running;
  }

  get #isFree(): boolean {
    return !this.#stopped && this.#busy === 0;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (!this.#isFree || this.#due.size === 0 || this.#running !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#running = this.#prepareAll().finally(() => {
        this.#running = undefined;
        this.#wait();
      });
    }, this.#quietMs);
    this.#timer.unref();
  }

  async #prepareAll(): Promise<void> {
    while (this.#isFree) {
      const last = [...this.#due].at(-1);
      if (last === undefined) return;
      const [dossierId, due] = last;
      const isDone = await this.#pipeline.prepareDay(dossierId, () => this.#isFree).catch(() => true);
      if (!isDone) return;
      // Asked for again meanwhile, it may have changed.
      if (this.#due.get(dossierId) !== due) continue;
      this.#due.delete(dossierId);
      due.resolve();
    }
  }
}

/** `before`: asked for earlier and not done yet, done with this one. */
function dueOf(before: Due | undefined): Due {
  let told = (): void => undefined;
  const prepared = new Promise<void>((done) => (told = done));
  return {
    prepared,
    resolve: () => {
      told();
      before?.resolve();
    },
  };
}
