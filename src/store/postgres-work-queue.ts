import { Logger, makeWorkerUtils, run, type JobHelpers, type WorkerUtils } from 'graphile-worker';
import { AppError } from '../errors.js';
import type { Turn } from './dossier-store.js';
import { SCHEMA_LOCK, withSession } from './postgres-database.js';
import type { PostgresDossierStore } from './postgres-dossier-store.js';
import { WORK_REQUEST } from './postgres-schema.js';
import { pseudonymOf } from './postgres-site.js';
import { lockOf } from './postgres-turn.js';
import type { WorkOptions, WorkProgress, WorkQueue, WorkStatus } from './work-queue.js';

const SCHEMA = 'frise_work';
const TASK = 'read';
/** A dossier is given up after as many attempts that failed, or so many in a row that were cut with nothing done: a document to blame is found first. */
const ATTEMPTS = 5;
const CUTS = 30;
const LOOKED_AT_ONCE = 200;
/** Progress is written this often, milliseconds. */
const TOLD_MS = 500;

/** Milliseconds. */
export interface QueueTimes {
  /** How often a worker looks for what others dropped. */
  readonly look: number;
  /** How long it leaves others the time to begin. */
  readonly grace: number;
  /** When it comes back where somebody else reads the dossier. */
  readonly busy: number;
  /** Before the second attempt; four times as long before each of the next. */
  readonly retry: number;
}
const TIMES: QueueTimes = { look: 5_000, grace: 5_000, busy: 2_000, retry: 2_000 };
/** After what has never been read comes what others rules have read. */
const LATER = 10;

interface WorkRow {
  readonly pending: boolean;
  readonly given_up: boolean;
  readonly worker: string | null;
  readonly stage: string | null;
  readonly done: number;
  readonly total: number;
  readonly pages: number;
  readonly code: string | null;
}

/**
 * Requests in a table of ours, which says what is to be done and how it ended; Graphile Worker brings them to the workers, waits between
 * attempts and stops cleanly. A job names its dossier by pseudonym. No message of an error is kept: only codes.
 */
export class PostgresWorkQueue implements WorkQueue {
  readonly #store: PostgresDossierStore;
  readonly #utils: WorkerUtils;
  readonly #times: QueueTimes;

  /** Makes the queue's tables where they are missing. The store stays its owner's to close, after the queue. */
  static async open(store: PostgresDossierStore, times: QueueTimes = TIMES): Promise<PostgresWorkQueue> {
    // The maker of utilities makes the schema: two processes that start together must not both.
    const utils = await withSession(store.site.url, async (query) => {
      await query('SELECT pg_advisory_lock($1)', [SCHEMA_LOCK]);
      const made = await makeWorkerUtils({ pgPool: store.site.pool, schema: SCHEMA, logger: silent });
      await made.migrate();
      return made;
    });
    return new PostgresWorkQueue(store, utils, times);
  }

  private constructor(store: PostgresDossierStore, utils: WorkerUtils, times: QueueTimes) {
    this.#store = store;
    this.#utils = utils;
    this.#times = times;
  }

  async request(dossierId: string): Promise<void> {
    const pseudonym = pseudonymOf(this.#store.site, dossierId);
    await this.#store.site.query(WORK_REQUEST, [pseudonym]);
    await this.#wake(pseudonym.toString('hex'));
  }

  async status(dossierId: string): Promise<WorkStatus> {
    const [row] = await this.#store.site.query<WorkRow>(
      'SELECT requested > finished AS pending, given_up, worker, stage, done, total, pages, code FROM frise.work WHERE dossier_id = $1',
      [pseudonymOf(this.#store.site, dossierId)],
    );
    if (row === undefined || !row.pending) return { state: 'done', progress: undefined, code: undefined };
    const { stage, done, total, pages, code } = row;
    return {
      state: row.given_up ? 'failed' : row.worker === null ? 'waiting' : 'running',
      progress: stage === null || row.worker === null ? undefined : { stage, done, total, pages },
      code: code ?? undefined,
    };
  }

  async pending(): Promise<number> {
    const [row] = await this.#store.site.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM frise.work WHERE requested > finished AND NOT given_up',
    );
    return row?.count ?? 0;
  }

  async work(options: WorkOptions): Promise<{ readonly stop: () => Promise<void> }> {
    const { pool } = this.#store.site;
    await this.#askAgain(options.rules);
    await this.#clear();
    const runner = await run({
      pgPool: pool,
      schema: SCHEMA,
      logger: silent,
      concurrency: options.concurrency,
      noHandleSignals: true,
      pollInterval: this.#times.look,
      taskList: { [TASK]: (payload, helpers) => this.#attempt((payload as { dossier: string }).dossier, helpers, options) },
      parsedCronItems: [],
    });
    let looking: Promise<void> = Promise.resolve();
    const look = setInterval(() => {
      // What a look cannot see for now, the next one sees.
      looking = looking.then(() => this.#takeUpDropped()).catch(() => undefined);
    }, this.#times.look);
    return {
      stop: async () => {
        clearInterval(look);
        await looking;
        await runner.stop();
      },
    };
  }

  /** One attempt at a dossier, in its turn. The error of one that fails may quote a document: its code alone is kept. */
  async #attempt(hex: string, { job }: JobHelpers, options: WorkOptions): Promise<void> {
    const pseudonym = Buffer.from(hex, 'hex');
    const worker = job.locked_by ?? '';
    let started: string | undefined;
    try {
      const dossierId = await this.#store.idOf(pseudonym);
      if (dossierId === undefined) return;
      await this.#store.exclusively(
        dossierId,
        async (turn) => {
          const [begun] = await this.#store.site.query<{ started: string }>(
            `UPDATE frise.work SET started = requested, attempts = attempts + 1, worker = $2, code = NULL, stage = NULL, updated_at = clock_timestamp()
             WHERE dossier_id = $1 AND requested > finished AND NOT given_up RETURNING started`,
            [pseudonym, worker],
          );
          // Another worker has done it meanwhile.
          if (begun === undefined) return;
          started = begun.started;
          const teller = new Teller(this.#store, pseudonym);
          await options.read(dossierId, this.#counted(pseudonym, turn), (progress) => teller.tell(progress));
          await teller.settled;
          await this.#store.site.query(
            `UPDATE frise.work SET finished = $2, attempts = 0, failures = 0, worker = NULL, stage = NULL, rules = $3, updated_at = clock_timestamp()
             WHERE dossier_id = $1 AND worker = $4`,
            // Of the worker that began: a dossier made again since has its own request.
            [pseudonym, started, options.rules, worker],
          );
        },
        { wait: false },
      );
    } catch (error) {
      await this.#failed(hex, error, started === undefined ? null : worker, options);
    }
  }

  async #failed(hex: string, error: unknown, begunBy: string | null, options: WorkOptions): Promise<void> {
    const code = error instanceof AppError ? error.code : 'FRS-SY-001';
    // Erased meanwhile: there is nothing left to do.
    if (code === 'FRS-IN-012') return;
    if (begunBy === null && code === 'FRS-ST-004') return this.#wake(hex, this.#times.busy);
    const pseudonym = Buffer.from(hex, 'hex');
    const [row] = await this.#store.site.query<{ failures: number; given_up: boolean }>(
      `UPDATE frise.work SET code = $2, worker = NULL, stage = NULL, failures = failures + 1, given_up = failures + 1 >= $3,
       updated_at = clock_timestamp() WHERE dossier_id = $1 AND ($4::text IS NULL OR worker = $4) RETURNING failures, given_up`,
      [pseudonym, code, ATTEMPTS, begunBy],
    );
    options.onFailure((await this.#store.idOf(pseudonym).catch(() => undefined)) ?? hex, code);
    if (row?.given_up === false) await this.#wake(hex, this.#times.retry * 4 ** (row.failures - 1));
  }

  /** What was done counts for the whole queue: attempts are those in a row without any. */
  #counted(pseudonym: Buffer, turn: Turn): Turn {
    let fresh = true;
    return {
      interrupted: turn.interrupted,
      progressed: async () => {
        await turn.progressed();
        if (fresh) await this.#store.site.query('UPDATE frise.work SET attempts = 0 WHERE dossier_id = $1', [pseudonym]);
        fresh = false;
      },
    };
  }

  async #wake(hex: string, inMs = 0, priority = 0): Promise<void> {
    const runAt = inMs === 0 ? {} : { runAt: new Date(Date.now() + inMs) };
    await this.#utils.addJob(TASK, { dossier: hex }, { jobKey: hex, priority, ...runAt });
  }

  /** What was read by other rules is to be read again, after the rest. */
  async #askAgain(rules: string): Promise<void> {
    const rows = await this.#store.site.query<{ hex: string }>(
      `UPDATE frise.work SET requested = requested + 1, updated_at = clock_timestamp()
       WHERE requested = finished AND rules IS DISTINCT FROM $1 RETURNING encode(dossier_id, 'hex') AS hex`,
      [rules],
    );
    for (const { hex } of rows) await this.#wake(hex, 0, LATER);
  }

  /** Jobs whose request another job took over while they ran, and whose worker died since. */
  async #clear(): Promise<void> {
    const rows = await this.#store.site.query<{ id: string }>(
      `SELECT id FROM ${SCHEMA}.jobs WHERE key IS NULL AND locked_at IS NULL AND attempts >= max_attempts`,
    );
    if (rows.length > 0) await this.#utils.completeJobs(rows.map(({ id }) => id));
  }

  /** Requests that nobody serves: their worker died, or whoever deposited died before it called one. */
  async #takeUpDropped(): Promise<void> {
    const { query } = this.#store.site;
    const rows = await query<{ hex: string; worker: string | null; attempts: number }>(
      `SELECT encode(dossier_id, 'hex') AS hex, worker, attempts FROM frise.work
       WHERE requested > finished AND NOT given_up AND updated_at < clock_timestamp() - $1::int * interval '1 millisecond'
       ORDER BY updated_at LIMIT $2`,
      [this.#times.grace, LOOKED_AT_ONCE],
    );
    if (rows.length === 0) return;
    const held = new Set(
      (
        await query<{ key: string }>(
          `SELECT ((classid::bigint << 32) | objid::bigint)::text AS key FROM pg_locks
           WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        )
      ).map(({ key }) => key),
    );
    const dropped = rows.filter(({ hex }) => !held.has(lockOf(Buffer.from(hex, 'hex'))));
    const dead = dropped.flatMap(({ worker }) => (worker === null ? [] : [worker]));
    if (dead.length > 0) await this.#utils.forceUnlockWorkers(dead);
    const coming = new Set(
      (
        await query<{ key: string }>(
          `SELECT key FROM ${SCHEMA}.jobs WHERE key = ANY($1) AND locked_at IS NULL AND attempts < max_attempts`,
          [dropped.filter(({ worker }) => worker === null).map(({ hex }) => hex)],
        )
      ).map(({ key }) => key),
    );
    for (const { hex, worker, attempts } of dropped) {
      if (coming.has(hex)) continue;
      await query(
        `UPDATE frise.work SET worker = NULL, stage = NULL, given_up = $2, code = CASE WHEN $3 THEN 'FRS-SY-004' ELSE code END, updated_at = clock_timestamp()
         WHERE dossier_id = $1 AND worker IS NOT DISTINCT FROM $4`,
        [Buffer.from(hex, 'hex'), attempts >= CUTS, worker !== null, worker],
      );
      if (attempts < CUTS) await this.#wake(hex);
    }
  }
}

/** Writes progress now and then, one write at a time. */
class Teller {
  settled: Promise<unknown> = Promise.resolve();
  readonly #store: PostgresDossierStore;
  readonly #pseudonym: Buffer;
  #toldAt = 0;
  #stage = '';

  constructor(store: PostgresDossierStore, pseudonym: Buffer) {
    this.#store = store;
    this.#pseudonym = pseudonym;
  }

  tell({ stage, done, total, pages }: WorkProgress): void {
    if (stage === this.#stage && Date.now() - this.#toldAt < TOLD_MS) return;
    [this.#stage, this.#toldAt] = [stage, Date.now()];
    this.settled = this.settled
      .then(() =>
        this.#store.site.query(
          'UPDATE frise.work SET stage = $2, done = $3, total = $4, pages = $5, updated_at = clock_timestamp() WHERE dossier_id = $1',
          [this.#pseudonym, stage, done, total, pages],
        ),
      )
      // What cannot be told stops nothing: the reading meets the same fault and says it.
      .catch(() => undefined);
  }
}

/** Graphile Worker's own lines would go to the console with what an error says. */
const silent = new Logger(() => () => undefined);
