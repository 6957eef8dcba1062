import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../errors.js';
import type { ErrorCode } from '../../errors.js';
import { LIMITS } from './limits.js';
import type { WorkerAnswer, WorkerRequest } from './read-worker.js';

/** How often memory outside V8's heap (PDFium, images) is looked at while a file is read. */
const WATCH_MS = 200;
/** A worker is replaced after this many files: WebAssembly memory only ever grows. */
const REQUESTS_PER_WORKER = 400;

interface Member {
  readonly worker: Worker;
  served: number;
}

interface Waiting {
  readonly request: WorkerRequest;
  readonly limitMs: number;
  readonly resolve: (answer: WorkerAnswer) => void;
}

/**
 * Workers in which files are opened, so that one that loops, crashes or fills the memory costs a worker and one typed
 * answer: FRS-RD-001 past the time, FRS-RD-002 past the memory, FRS-IN-003 on a crash. Requests wait their turn.
 */
export class ReadWorkerPool {
  readonly #size: number;
  readonly #idle: Member[] = [];
  readonly #queue: Waiting[] = [];
  #busy = 0;
  #closed = false;

  constructor(size = 2) {
    this.#size = size;
  }

  ask(request: WorkerRequest, limitMs: number): Promise<WorkerAnswer> {
    return new Promise((resolve) => {
      this.#queue.push({ request, limitMs, resolve });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#idle.splice(0).map(({ worker }) => worker.terminate()));
  }

  #next(): void {
    while (this.#busy < this.#size && this.#queue.length > 0) {
      const waiting = this.#queue.shift()!;
      this.#busy += 1;
      void this.#serve(this.#idle.pop() ?? { worker: startWorker(), served: 0 }, waiting);
    }
  }

  async #serve(member: Member, { request, limitMs, resolve }: Waiting): Promise<void> {
    const { answer, alive } = await runOn(member.worker, request, limitMs);
    member.served += 1;
    this.#busy -= 1;
    if (alive && !this.#closed && member.served < REQUESTS_PER_WORKER) {
      // An idle worker must not keep the process from ending.
      member.worker.unref();
      this.#idle.push(member);
    } else {
      await member.worker.terminate();
    }
    resolve(answer);
    this.#next();
  }
}

function startWorker(): Worker {
  const self = import.meta.url;
  const options = {
    // What the parent was started with (a test runner's flags) is no business of the worker.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.heapMb, maxYoungGenerationSizeMb: 64 },
    // Libraries print what they dislike in a file, patient text included: none of it may reach a log.
    stdout: true,
    stderr: true,
  };
  if (!self.endsWith('.ts')) return new Worker(new URL('./read-worker.js', self), options);
  // Node 20 does not pass tsx on to a worker: it registers itself there before the first import.
  const tsx = new URL('./dist/esm/api/index.mjs', pathToFileURL(createRequire(self).resolve('tsx/package.json'))).href;
  const start = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(new URL('./read-worker.ts', self).href)}); })`;
  return new Worker(start, { ...options, eval: true });
}

/** What the end of a worker says of the file it was reading; a worker that cannot start says nothing of any file. */
function codeOf(error: Error & { readonly code?: string }): ErrorCode {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return 'FRS-RD-002';
  return error.code?.startsWith('ERR_MODULE') || error.code?.startsWith('ERR_UNKNOWN') ? 'FRS-SY-001' : 'FRS-IN-003';
}

function runOn(worker: Worker, request: WorkerRequest, limitMs: number): Promise<{ answer: WorkerAnswer; alive: boolean }> {
  return new Promise((resolve) => {
    const before = process.memoryUsage().rss;
    const settle = (answer: WorkerAnswer, alive: boolean): void => {
      clearTimeout(timer);
      clearInterval(watch);
      worker.removeAllListeners('message');
      worker.removeAllListeners('error');
      worker.removeAllListeners('exit');
      resolve({ answer, alive });
    };
    const timer = setTimeout(() => settle({ error: 'FRS-RD-001' }, false), limitMs);
    const watch = setInterval(() => {
      if (process.memoryUsage().rss - before > LIMITS.growthMb * 1024 * 1024) settle({ error: 'FRS-RD-002' }, false);
    }, WATCH_MS);
    worker.ref();
    worker.once('message', (answer: WorkerAnswer) => settle(answer, true));
    worker.once('error', (error: Error) => settle({ error: codeOf(error) }, false));
    worker.once('exit', () => settle({ error: 'FRS-IN-003' }, false));
    worker.postMessage(request);
  });
}

let shared: ReadWorkerPool | undefined;

/** The pool that reading and drawing share: as many workers as the reading of a deposit can use on two cores. */
export function sharedPool(): ReadWorkerPool {
  shared ??= new ReadWorkerPool();
  return shared;
}

/** Ends the shared workers; the next request starts new ones. */
export async function closeReadWorkers(): Promise<void> {
  const pool = shared;
  shared = undefined;
  await pool?.close();
}

/** The image of an answer, or its error as an exception. */
export function imageOf(answer: WorkerAnswer): { readonly png: Uint8Array; readonly width: number; readonly height: number } {
  if ('image' in answer) return answer.image;
  throw new AppError('error' in answer ? answer.error : 'FRS-RD-003');
}
