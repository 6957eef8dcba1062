import { Worker } from 'node:worker_threads';

/**
 * Every stage has its own limit (a file 60 s, a page 120 s); past ten minutes without a sign, something waits for what will not come, or
 * turns for ever, and no timer of this thread may run any more.
 */
const SILENCE_MS = 600_000;
const LOOK_MS = 1_000;

export interface Watchdog {
  begin(work: string): void;
  /** A sign of life. */
  tick(work: string): void;
  end(work: string): void;
  stop(): Promise<void>;
}

/**
 * Ends the process when work has given no sign for too long, as a kill would: the queue counts the attempt, another process goes on,
 * and whoever supervises starts this one again. A thread of its own watches: it runs even where this one is caught in a loop.
 */
export function startWatchdog(silenceMs = SILENCE_MS): Watchdog {
  const thread = new Worker(
    `const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
     const seen = new Map();
     parentPort.on('message', ({ work, alive }) => (alive ? seen.set(work, Date.now()) : seen.delete(work)));
     setInterval(() => {
       if ([...seen.values()].some((at) => Date.now() - at > workerData.silenceMs)) process.kill(process.pid, 'SIGKILL');
     }, workerData.lookMs);`,
    { eval: true, workerData: { silenceMs, lookMs: Math.min(LOOK_MS, silenceMs / 4) } },
  );
  thread.unref();
  const tell = (work: string, alive: boolean): void => thread.postMessage({ work, alive });
  return {
    begin: (work) => tell(work, true),
    tick: (work) => tell(work, true),
    end: (work) => tell(work, false),
    stop: async () => void (await thread.terminate()),
  };
}
