import type { Pipeline, Progress } from '../pipeline.js';
import { currentStamps } from '../pipeline/stamps.js';
import type { WorkQueue } from '../store/work-queue.js';
import { IdlePreparation } from './idle-preparation.js';
import { startWatchdog } from './watchdog.js';

export interface WorkerDeps {
  readonly pipeline: Pipeline;
  readonly queue: WorkQueue;
  /** The folder that holds `extract` and `index`: what reads. */
  readonly source: string;
  /** Dossiers read at once; recognition already uses every core that it is given. */
  readonly concurrency: number;
  /** Told of identifiers and codes, never of what a document says. */
  readonly log: (line: string) => void;
}

/** Reads what is asked of the queue until stopped, and prepares first views in between; stopping waits for what is being read. */
export async function startWorker({
  pipeline,
  queue,
  source,
  concurrency,
  log,
}: WorkerDeps): Promise<{ readonly stop: () => Promise<void> }> {
  const watchdog = startWatchdog();
  const preparation = new IdlePreparation(pipeline);
  const { reading, facts, index } = currentStamps(source);
  const { stop } = await queue.work({
    concurrency,
    rules: [reading, facts, index].join(' '),
    read: async (dossierId, turn, report) => {
      watchdog.begin(dossierId);
      const alive = { ...turn, progressed: () => (watchdog.tick(dossierId), turn.progressed()) };
      try {
        const told = (progress: Progress): void => {
          watchdog.tick(dossierId);
          report(progress);
        };
        await preparation.during(() => pipeline.process(dossierId, told, undefined, alive));
        void preparation.ask(dossierId);
      } finally {
        watchdog.end(dossierId);
      }
    },
    onFailure: (dossierId, code) => log(JSON.stringify({ level: 'error', dossierId, code, msg: 'processing failed' })),
  });
  return {
    stop: async () => {
      await Promise.all([stop(), preparation.stop()]);
      await watchdog.stop();
    },
  };
}
