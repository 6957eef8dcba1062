import type { Turn } from './dossier-store.js';

/** Where the reading of a dossier stands; what is counted depends on the stage. */
export interface WorkProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
  readonly pages: number;
}

export interface WorkStatus {
  /** `failed` is final until something is deposited again: the attempts are used up. */
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly progress: WorkProgress | undefined;
  /** The code of what cut the last attempt short. */
  readonly code: string | undefined;
}

export interface WorkOptions {
  /** Dossiers read at once by this process. */
  readonly concurrency: number;
  /** What reads: rules and models. What was read by others is read again, after what has never been. */
  readonly rules: string;
  /** Reads a dossier in its turn. What it throws is an attempt that failed. */
  readonly read: (dossierId: string, turn: Turn, report: (progress: WorkProgress) => void) => Promise<void>;
  /** Told of each attempt that failed, by code. */
  readonly onFailure: (dossierId: string, code: string) => void;
}

/**
 * Which dossiers are to be read, kept beside them: a request outlives every process, is served by one worker at a time, and ends as done
 * or failed. What a process that died had begun is begun again by another within seconds.
 */
export interface WorkQueue {
  /** Durable when it resolves. What is deposited asks by itself; this also wakes a worker at once. */
  request(dossierId: string): Promise<void>;
  status(dossierId: string): Promise<WorkStatus>;
  /** Dossiers waiting or being read. */
  pending(): Promise<number>;
  /** Serves requests until stopped; `stop` waits for what is being read. */
  work(options: WorkOptions): Promise<{ readonly stop: () => Promise<void> }>;
}
