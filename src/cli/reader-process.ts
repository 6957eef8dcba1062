import { fork, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { AppError, ERRORS, type ErrorCode } from '../errors.js';
import type { DossierReader, ProgressListener } from '../api/processing.js';
import type { Pipeline, Progress } from '../pipeline.js';
import { IdlePreparation } from './idle-preparation.js';

type Asked = { readonly id: number; readonly dossierId: string; readonly what: 'process' | 'isBehind' | 'prepare' };
type Answered =
  | { readonly id: number; readonly progress: Progress }
  | { readonly id: number; readonly behind?: boolean }
  | { readonly id: number; readonly code: string };

interface Waiting {
  readonly child: ChildProcess;
  readonly onProgress: ProgressListener;
  readonly resolve: (behind: boolean) => void;
  readonly reject: (error: AppError) => void;
}

/** Milliseconds without work after which the process ends, and gives its memory back. */
const IDLE_MS = 120_000;
/** Readers come first: what is read may wait a little (a "nice" of 10). */
const PRIORITY = 10;

/**
 * Reads dossiers in a process of its own, over the same store: understanding a document takes the processor for tens of milliseconds
 * at a time, which whoever asks for a synthesis must not wait for. Started when there is something to read, restarted after a crash,
 * ended when idle. A crash fails what was being read (FRS-SY-001); the next deposit or start takes it up again.
 */
export class ReaderProcess implements DossierReader {
  readonly #program: string;
  readonly #waiting = new Map<number, Waiting>();
  #child: ChildProcess | undefined;
  #next = 0;
  #idle: NodeJS.Timeout | undefined;

  /** `program` is this very command line, whose `reader` runs `serveReader`. */
  constructor(program: string) {
    this.#program = program;
  }

  async process(dossierId: string, onProgress: ProgressListener): Promise<void> {
    await this.#ask({ dossierId, what: 'process' }, onProgress);
  }

  isBehind(dossierId: string): Promise<boolean> {
    return this.#ask({ dossierId, what: 'isBehind' }, () => undefined);
  }

  /** Once the reader has had nothing else to do and has prepared the dossier's first view; never fails. */
  async prepare(dossierId: string): Promise<void> {
    await this.#ask({ dossierId, what: 'prepare' }, () => undefined).catch(() => undefined);
  }

  /** Ends the process once it has answered what it was asked. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const child = this.#child;
    if (child === undefined) return;
    // What is asked from now on is another's: this one takes no more.
    this.#child = undefined;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.disconnect();
    await gone;
  }

  #ask(asked: Omit<Asked, 'id'>, onProgress: ProgressListener): Promise<boolean> {
    clearTimeout(this.#idle);
    const child = (this.#child ??= this.#start());
    const id = (this.#next += 1);
    return new Promise<boolean>((resolve, reject) => {
      this.#waiting.set(id, { child, onProgress, resolve, reject });
      child.send({ id, ...asked } satisfies Asked);
    }).finally(() => {
      this.#waiting.delete(id);
      if (this.#waiting.size > 0) return;
      this.#idle = setTimeout(() => void this.close(), IDLE_MS);
      this.#idle.unref();
    });
  }

  #start(): ChildProcess {
    const child = fork(this.#program, ['reader'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    if (child.pid !== undefined) setPriority(child.pid, PRIORITY);
    child.on('message', (message) => this.#heard(message as Answered));
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
      for (const asked of this.#waiting.values()) if (asked.child === child) asked.reject(new AppError('FRS-SY-001'));
    });
    // A message that a dead child cannot take any more: its exit fails whoever waits.
    child.on('error', () => undefined);
    return child;
  }

  #heard(answered: Answered): void {
    const waiting = this.#waiting.get(answered.id);
    if (waiting === undefined) return;
    if ('progress' in answered) waiting.onProgress(answered.progress);
    else if ('code' in answered) waiting.reject(new AppError(answered.code in ERRORS ? (answered.code as ErrorCode) : 'FRS-SY-001'));
    else waiting.resolve(answered.behind === true);
  }
}

/**
 * The other end: answers its parent, in turn, until it goes away. `close` is called then. What was read is prepared for its first view
 * once there is nothing to read.
 */
export function serveReader(pipeline: Pick<Pipeline, 'process' | 'isBehind' | 'prepareDay'>, close: () => Promise<void>): void {
  const preparation = new IdlePreparation(pipeline);
  let last: Promise<void> = Promise.resolve();
  const answer = (answered: Answered): void => {
    if (process.connected) process.send?.(answered);
  };
  const work = async ({ id, dossierId, what }: Asked): Promise<void> => {
    try {
      if (what === 'isBehind') answer({ id, behind: await pipeline.isBehind(dossierId) });
      else {
        await pipeline.process(dossierId, (progress) => answer({ id, progress }));
        answer({ id });
        void preparation.ask(dossierId);
      }
    } catch (error) {
      answer({ id, code: error instanceof AppError ? error.code : 'FRS-SY-001' });
    }
  };
  process.on('message', (message) => {
    const asked = message as Asked;
    if (asked.what === 'prepare') void preparation.ask(asked.dossierId).then(() => answer({ id: asked.id }));
    else {
      const before = last;
      last = preparation.during(() => before.then(() => work(asked)));
    }
  });
  process.once('disconnect', () => {
    const stopped = preparation.stop();
    void Promise.all([last, stopped])
      .then(close)
      .then(() => process.exit(0));
  });
  // Asked to stop like its parent: the parent says when.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
}
