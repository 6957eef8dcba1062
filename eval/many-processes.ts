import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildApp } from '../src/api/app.js';
import { sha256Of } from '../src/extract/read/reading.js';
import { closeReadWorkers } from '../src/extract/read/worker-pool.js';
import type { DossierStore, RecordChanges } from '../src/store/dossier-store.js';
import { PostgresDossierStore } from '../src/store/postgres-dossier-store.js';
import { PostgresWorkQueue } from '../src/store/postgres-work-queue.js';
import { barePipeline, openStore, type Place } from './bare-pipeline.js';
import { TemporaryPostgres } from './temporary-postgres.js';

/**
 * Several servers and workers on one store, under load, some of them killed and started again: each document that was acknowledged is
 * there and was read once. On SQLite the servers read themselves.
 * `npx tsx eval/many-processes.ts [--store postgres|sqlite] [--servers 4] [--workers 4] [--dossiers 40] [--documents 5] [--kills 4]`.
 */

const TIMES = { look: 500, grace: 1_000, busy: 100, retry: 200 };
/** Deposits under way at once. */
const CALLERS = 8;
const CALM_MS = 300_000;

export interface ManyResult {
  readonly acknowledged: number;
  /** Acknowledged and not there, or not read in the end. */
  readonly lost: number;
  /** Readings of a document beyond its first. */
  readonly doubled: number;
  /** Dossiers that ended otherwise than read. */
  readonly unfinished: number;
  readonly kills: number;
  /** Deposits answered otherwise than 202, and sent again. */
  readonly refused: number;
  /** Documents a second, from the first deposit to the last reading. */
  readonly rate: number;
}

const say = (line: string): unknown => process.stdout.write(`${line}\n`);

/** Says each time that a source has been read and kept. */
function telling(store: DossierStore): DossierStore {
  return new Proxy(store, {
    get(target, name) {
      if (name === 'writeRecords')
        return async (dossierId: string, changes: RecordChanges) => {
          await target.writeRecords(dossierId, changes);
          for (const { kind, key } of changes.put ?? []) if (kind === 'origin') say(`read ${dossierId} ${key}`);
        };
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

async function child(role: 'server' | 'worker', place: Place): Promise<void> {
  const store = await openStore(place);
  const pipeline = barePipeline(telling(store));
  const queue = store instanceof PostgresDossierStore ? await PostgresWorkQueue.open(store, TIMES) : undefined;
  let stop: () => Promise<unknown>;
  if (role === 'server') {
    const deps = { pipeline, queue, version: '0', pageDirectory: '', now: () => new Date(), requestsPerMinute: 1e6 };
    const app = await buildApp(deps);
    say(`ready ${await app.listen({ host: '127.0.0.1', port: 0 })}`);
    stop = () => app.close();
  } else {
    const worker = await queue?.work({
      concurrency: 1,
      rules: 'r1',
      read: async (id, turn, report) => void (await pipeline.process(id, report, undefined, turn)),
      onFailure: (id, code) => say(`failed ${id} ${code}`),
    });
    say('ready');
    stop = async () => worker?.stop();
  }
  process.once(
    'SIGTERM',
    () =>
      void stop()
        .then(() => pipeline.close())
        .then(() => closeReadWorkers()),
  );
}

/** A process of the site; killed and started again at will. */
class Member {
  address = '';
  readonly #role: 'server' | 'worker';
  readonly #place: Place;
  readonly #onLine: (line: string) => void;
  #child: ChildProcess | undefined;

  constructor(role: 'server' | 'worker', place: Place, onLine: (line: string) => void) {
    this.#role = role;
    this.#place = place;
    this.#onLine = onLine;
  }

  start(): Promise<void> {
    const tsx = createRequire(import.meta.url).resolve('tsx');
    const args = ['--import', tsx, fileURLToPath(import.meta.url), '--role', this.#role, '--place', JSON.stringify(this.#place)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`a ${this.#role} ended before it was ready`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (!line.startsWith('ready')) return this.#onLine(line);
        this.address = line.slice('ready '.length);
        resolve();
      });
    });
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }
}

export interface ManyOptions {
  readonly kind: 'sqlite' | 'postgres';
  readonly servers: number;
  readonly workers: number;
  readonly dossiers: number;
  readonly documents: number;
  readonly kills: number;
}

const textOf = (dossier: number, i: number): Buffer =>
  Buffer.from(
    `Consultation du ${String((i % 28) + 1).padStart(2, '0')}/03/2024, dossier ${dossier}, lettre ${i}.\nHypertension artérielle traitée par ramipril 5 mg.\n`,
  );

export async function measureMany({ kind, servers, workers, dossiers, documents, kills }: ManyOptions): Promise<ManyResult> {
  const home = mkdtempSync(join(tmpdir(), 'frise-many-'));
  const server = kind === 'postgres' ? new TemporaryPostgres({ durable: true }) : undefined;
  const place: Place = server === undefined ? { home } : { url: await server.createDatabase(), files: home };
  const readings = new Map<string, number>();
  const onLine = (line: string): void => {
    if (line.startsWith('read ')) readings.set(line.slice(5), (readings.get(line.slice(5)) ?? 0) + 1);
  };
  const apis = Array.from({ length: servers }, () => new Member('server', place, onLine));
  const readers = Array.from({ length: kind === 'sqlite' ? 0 : workers }, () => new Member('worker', place, onLine));
  const members = [...apis, ...readers];
  try {
    await Promise.all(members.map((member) => member.start()));
    const started = performance.now();
    const queue = Array.from({ length: dossiers * documents }, (_, i) => [i % dossiers, Math.floor(i / dossiers)] as const);
    const total = queue.length;
    let [sent, refused, killed] = [0, 0, 0];
    const deposit = async (dossier: number, i: number): Promise<void> => {
      for (let turn = sent; ; turn += 1) {
        const form = new FormData();
        form.append('file', new Blob([new Uint8Array(textOf(dossier, i))]), `lettre-${i}.txt`);
        const url = `${apis[turn % apis.length]?.address}/api/v1/dossiers/d${dossier}/documents`;
        const status = await fetch(url, { method: 'POST', body: form }).then(
          (response) => response.arrayBuffer().then(() => response.status),
          () => 0,
        );
        if (status === 202) break;
        // A server that was killed answered nothing: its caller asks another.
        refused += 1;
        await sleep(100);
      }
      sent += 1;
    };
    const calling = Promise.all(
      Array.from({ length: CALLERS }, async () => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) await deposit(...next);
      }),
    );
    const killing = (async () => {
      while (killed < kills && sent < total) {
        if (sent < (total * (killed + 1)) / (kills + 1)) {
          await sleep(20);
          continue;
        }
        const member = members[killed % members.length] as Member;
        killed += 1;
        await member.end('SIGKILL');
        await member.start();
      }
    })();
    await Promise.all([calling, killing]);
    const store = await openStore(place);
    try {
      const unread = async (): Promise<string[]> => {
        const missing: string[] = [];
        for (let dossier = 0; dossier < dossiers; dossier += 1) {
          const kept = new Set((await store.listStamps(`d${dossier}`, 'origin')).map(({ key }) => key));
          for (let i = 0; i < documents; i += 1) if (!kept.has(sha256Of(textOf(dossier, i)))) missing.push(`d${dossier} ${i}`);
        }
        return missing;
      };
      const until = performance.now() + CALM_MS;
      while ((await unread()).length > 0 && performance.now() < until) await sleep(200);
      const rate = (1000 * total) / (performance.now() - started);
      let lost = (await unread()).length;
      for (let dossier = 0; dossier < dossiers; dossier += 1) {
        const sources = await store.listSources(`d${dossier}`);
        lost += Math.max(0, documents - sources.length);
        for (const { sha256 } of sources) if ((await store.getSource(`d${dossier}`, sha256)) === undefined) lost += 1;
      }
      let unfinished = 0;
      if (store instanceof PostgresDossierStore) {
        const work = await PostgresWorkQueue.open(store, TIMES);
        while ((await work.pending()) > 0 && performance.now() < until) await sleep(200);
        for (let dossier = 0; dossier < dossiers; dossier += 1) if ((await work.status(`d${dossier}`)).state !== 'done') unfinished += 1;
      }
      const doubled = [...readings.values()].reduce((sum, count) => sum + count - 1, 0);
      return { acknowledged: sent, lost, doubled, unfinished, kills: killed, refused, rate: Math.round(rate * 10) / 10 };
    } finally {
      await store.close();
    }
  } finally {
    await Promise.all(members.map((member) => member.end('SIGTERM')));
    server?.dispose();
    rmSync(home, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      role: { type: 'string' },
      place: { type: 'string', default: '' },
      store: { type: 'string', default: 'postgres' },
      servers: { type: 'string' },
      workers: { type: 'string', default: '4' },
      dossiers: { type: 'string', default: '40' },
      documents: { type: 'string', default: '5' },
      kills: { type: 'string', default: '4' },
    },
  });
  if (values.role !== undefined) await child(values.role === 'worker' ? 'worker' : 'server', JSON.parse(values.place) as Place);
  else {
    const kind = values.store === 'sqlite' ? 'sqlite' : 'postgres';
    const [servers, workers, dossiers, documents, kills] = [
      values.servers ?? (kind === 'sqlite' ? '2' : '4'),
      values.workers,
      values.dossiers,
      values.documents,
      values.kills,
    ].map(Number) as [number, number, number, number, number];
    const result = await measureMany({ kind, servers, workers, dossiers, documents, kills });
    process.stdout.write(`${JSON.stringify(result)}\n`);
    if (result.lost + result.doubled + result.unfinished > 0) process.exitCode = 1;
  }
}
