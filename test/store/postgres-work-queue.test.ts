import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postgresAbsent, TemporaryPostgres } from '../../eval/temporary-postgres.js';
import { AppError } from '../../src/errors.js';
import { sha256Of } from '../../src/extract/read/reading.js';
import { PostgresDossierStore } from '../../src/store/postgres-dossier-store.js';
import { PostgresWorkQueue } from '../../src/store/postgres-work-queue.js';
import type { WorkOptions } from '../../src/store/work-queue.js';

/** A busy machine takes its time. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 60_000 });
const KEY = Buffer.alloc(32, 7);
const TIMES = { look: 100, grace: 200, busy: 50, retry: 5 };
const bytesOf = (text: string) => ({ fileName: text, sha256: sha256Of(Buffer.from(text)), bytes: Buffer.from(text) });

describe.skipIf(postgresAbsent())('the work queue', () => {
  let server: TemporaryPostgres;
  let files: string;
  let url: string;
  let store: PostgresDossierStore;
  let queue: PostgresWorkQueue;
  const stops: (() => Promise<void>)[] = [];
  beforeAll(() => {
    server = new TemporaryPostgres();
  });
  afterAll(() => server.dispose());
  beforeEach(async () => {
    files = mkdtempSync(join(tmpdir(), 'frise-queue-'));
    url = await server.createDatabase();
    store = await PostgresDossierStore.open(url, files, KEY);
    queue = await PostgresWorkQueue.open(store, TIMES);
  });
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    await store.close();
    rmSync(files, { recursive: true });
  });

  const failures: string[] = [];
  /** A worker whose reading is `read`. */
  async function work(read: WorkOptions['read'], rules = 'r1'): Promise<() => Promise<void>> {
    const { stop } = await queue.work({ concurrency: 2, rules, read, onFailure: (id, code) => failures.push(`${id} ${code}`) });
    stops.push(stop);
    return stop;
  }
  const stateOf = async (id: string): Promise<string> => (await queue.status(id)).state;

  it('reads what was deposited, even where nobody asked, and tells how far it is', async () => {
    await store.openDossier('d1');
    expect(await stateOf('d1')).toBe('done');
    await store.putSource('d1', bytesOf('un'));
    expect([await stateOf('d1'), await queue.pending()]).toEqual(['waiting', 1]);
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    const read: string[] = [];
    await work(async (id, _, report) => {
      report({ stage: 'read', done: 1, total: 3, pages: 4 });
      read.push(id);
      await gate;
    });
    await expect
      .poll(() => queue.status('d1'))
      .toMatchObject({ state: 'running', progress: { stage: 'read', done: 1, total: 3, pages: 4 } });
    go();
    await eventually(() => stateOf('d1')).toBe('done');
    expect(read).toEqual(['d1']);
    expect(await queue.pending()).toBe(0);
  });

  it('reads again what came while it read, and one dossier in one place at a time', async () => {
    for (const id of ['d1', 'd2']) await store.openDossier(id);
    const log: string[] = [];
    let under = 0;
    await work(async (id) => {
      under += 1;
      log.push(`${id} ${under}`);
      if (log.length === 1) {
        await store.putSource('d1', bytesOf('deux'));
        for (let i = 0; i < 3; i += 1) await queue.request('d1');
      }
      await new Promise((resolve) => setTimeout(resolve, 150));
      under -= 1;
    });
    await queue.request('d1');
    await eventually(async () => [log.length, await stateOf('d1')]).toEqual([2, 'done']);
    expect(log).toEqual(['d1 1', 'd1 1']);
  });

  it('reads a dossier made anew while a worker was at the one erased under its identifier', async () => {
    await store.openDossier('d1');
    await store.putSource('d1', bytesOf('un'));
    const read: string[] = [];
    await work(async (id) => {
      const [source] = await store.listSources(id);
      read.push(source!.fileName);
      if (read.length > 1) return;
      await store.eraseDossier(id);
      // As another process does, outside this turn.
      await new Promise((resolve) => deposited.then(resolve));
    });
    const deposited = (async () => {
      await expect.poll(() => store.findDossier('d1')).toBeUndefined();
      await store.openDossier('d1');
      await store.putSource('d1', { ...bytesOf('deux'), fileName: 'deux.txt' });
      await queue.request('d1');
    })();
    await eventually(async () => [read.length, await stateOf('d1')]).toEqual([2, 'done']);
    expect(read[1]).toBe('deux.txt');
  });

  it('comes back after a failure, ends as failed once its attempts are used up, and starts anew with a deposit', async () => {
    await store.openDossier('d1');
    failures.length = 0;
    let wrong = true;
    await work(async () => {
      if (wrong) throw new AppError('FRS-MD-001', { cause: new Error('Le patient DELORMAND') });
    });
    await queue.request('d1');
    await eventually(() => queue.status('d1')).toMatchObject({ state: 'failed', code: 'FRS-MD-001' });
    await eventually(() => failures).toEqual(Array.from({ length: 5 }, () => 'd1 FRS-MD-001'));
    expect(await queue.pending()).toBe(0);
    const jobs = await server.query(url, 'SELECT row_to_json(jobs)::text AS job FROM frise_work.jobs AS jobs');
    expect(JSON.stringify(jobs)).not.toContain('DELORMAND');
    wrong = false;
    await store.putSource('d1', bytesOf('un'));
    await eventually(() => stateOf('d1')).toBe('done');
  });

  it('takes up what a worker that died had begun, and gives up what kills each one', async () => {
    await store.openDossier('d1');
    await queue.request('d1');
    // What a kill leaves: the job locked, the row naming its worker, nobody in its turn.
    const kill = async (attempts: number): Promise<void> => {
      await server.query(
        url,
        `UPDATE frise_work._private_jobs SET locked_at = now(), locked_by = 'dead', attempts = 1;
         UPDATE frise.work SET started = requested, worker = 'dead', attempts = ${attempts}, updated_at = now() - interval '1 minute'`,
      );
    };
    await kill(1);
    const read: string[] = [];
    const stop = await work(async (id) => void read.push(id));
    await eventually(() => stateOf('d1')).toBe('done');
    await stop();
    stops.length = 0;
    await queue.request('d1');
    await kill(30);
    await work(async (id) => void read.push(id));
    await eventually(() => queue.status('d1')).toMatchObject({ state: 'failed', code: 'FRS-SY-004' });
    expect(read).toEqual(['d1']);
  });

  it('has read again what other rules read, and forgets what is erased', async () => {
    for (const id of ['d1', 'd2']) {
      await store.openDossier(id);
      await queue.request(id);
    }
    const read: string[] = [];
    const stop = await work(async (id) => void read.push(id));
    await eventually(() => queue.pending()).toBe(0);
    await stop();
    stops.length = 0;
    await store.eraseDossier('d2');
    expect(await stateOf('d2')).toBe('done');
    await work(async (id) => void read.push(`${id} again`), 'r2');
    await eventually(() => read).toContain('d1 again');
    expect(read.toSorted()).toEqual(['d1', 'd1 again', 'd2']);
  });
});
