import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sha256Of } from '../src/extract/read/reading.js';
import { closeReadWorkers } from '../src/extract/read/worker-pool.js';
import { PostgresDossierStore } from '../src/store/postgres-dossier-store.js';
import { PostgresWorkQueue } from '../src/store/postgres-work-queue.js';
import { barePipeline, openStore, type Place } from './bare-pipeline.js';
import { TemporaryPostgres } from './temporary-postgres.js';

/**
 * Kills an ingestion at random points, starts it again, and looks at what is there: every acknowledged document, read once. On
 * PostgreSQL the reading goes through the work queue, and after every tenth kill the server itself is crashed.
 * `npx tsx eval/durability.ts [kills=100] [documents=200] [--store sqlite|postgres]`.
 */

const DOSSIER = 'durability';
/** Documents of the life that is not cut, by which the others are measured: each lasts at most twice as long. */
const MEASURED = 4;
/** Deposits between two runs of the reading. */
const BATCH = 4;
/** A site's workers take up what was dropped within ten seconds; here lives are shorter than that. */
const TIMES = { look: 100, grace: 100, busy: 50, retry: 100 };
const KILLS_A_CRASH = 10;

export interface DurabilityResult {
  readonly kills: number;
  /** Lives that ended by themselves, all documents read, before they were killed. */
  readonly finished: number;
  readonly acknowledged: number;
  /** Acknowledged and not there, or other bytes. */
  readonly lost: number;
  /** Read twice, or not at all once the ingestion has ended. */
  readonly misread: number;
  /** Integrity checks that failed. */
  readonly unsound: number;
}

const textOf = (i: number): Buffer =>
  Buffer.from(
    `Compte rendu de consultation du ${String((i % 28) + 1).padStart(2, '0')}/03/2024\n\nMotif : suivi n° ${i}.\nHypertension artérielle traitée par ramipril 5 mg, un comprimé le matin.\nPas d'allergie connue.\n`,
  );

/** The child: deposits from the last document acknowledged on (its caller never had the answer), says so, and reads as it goes. */
async function ingest(place: Place, from: number, documents: number): Promise<void> {
  const store = await openStore(place);
  const pipeline = barePipeline(store);
  const say = (line: string): unknown => process.stdout.write(`${line}\n`);
  const queue = store instanceof PostgresDossierStore ? await PostgresWorkQueue.open(store, TIMES) : undefined;
  const worker = await queue?.work({
    concurrency: 1,
    rules: 'r1',
    read: async (id, turn, report) => void (await pipeline.process(id, report, undefined, turn)),
    onFailure: (_, code) => say(`failed ${code}`),
  });
  say('ready');
  for (let i = Math.max(0, from - 1); i < documents; i += 1) {
    await pipeline.deposit(DOSSIER, [{ fileName: `document-${i}.txt`, bytes: textOf(i) }]);
    say(`kept ${i}`);
    if (queue === undefined && i % BATCH === BATCH - 1) await pipeline.process(DOSSIER);
  }
  if (queue === undefined) await pipeline.process(DOSSIER);
  else while ((await queue.status(DOSSIER)).state !== 'done') await sleep(50);
  await worker?.stop();
  say('done');
  await pipeline.close();
  await closeReadWorkers();
}

interface Life {
  /** From its first sign to its end, milliseconds. */
  readonly lasted: number;
  readonly acknowledged: number;
  readonly done: boolean;
}

function live(place: Place, from: number, documents: number, lifeMs: number | undefined): Promise<Life> {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const child = spawn(
    process.execPath,
    ['--import', tsx, fileURLToPath(import.meta.url), '--ingest', JSON.stringify(place), String(from), String(documents)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let acknowledged = from;
  let done = false;
  let readyAt = performance.now();
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'ready') readyAt = performance.now();
    if (line === 'ready' && lifeMs !== undefined) setTimeout(() => child.kill('SIGKILL'), lifeMs);
    else if (line === 'done') done = true;
    else if (line.startsWith('kept ')) acknowledged = Math.max(acknowledged, Number(line.slice(5)) + 1);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) =>
      signal === null && code !== 0
        ? reject(new Error(`ingestion ended with ${code}`))
        : resolve({ acknowledged, done, lasted: performance.now() - readyAt }),
    );
  });
}

/** What of the acknowledged documents is not there; and whether the database is whole. */
async function inspect(
  place: Place,
  acknowledged: number,
  ended: boolean,
): Promise<Pick<DurabilityResult, 'lost' | 'misread' | 'unsound'>> {
  const store = await openStore(place);
  try {
    const unsound = await store.check().then(
      () => 0,
      () => 1,
    );
    if (acknowledged === 0) return { lost: 0, misread: 0, unsound };
    const expected = Array.from({ length: acknowledged }, (_, i) => textOf(i));
    const kept = new Map((await store.listSources(DOSSIER)).map((source) => [source.sha256, source]));
    let lost = 0;
    for (const bytes of expected) {
      const found = kept.has(sha256Of(bytes)) ? await store.getSource(DOSSIER, sha256Of(bytes)) : undefined;
      if (found === undefined || Buffer.compare(found, bytes) !== 0) lost += 1;
    }
    const readings = await store.listStamps(DOSSIER, 'reading');
    const facts = await store.listStamps(DOSSIER, 'facts');
    const origins = new Set((await store.listStamps(DOSSIER, 'origin')).map(({ key }) => key));
    const halves = readings.length - origins.size;
    const setAside = (await store.listRecords(DOSSIER, 'reading')).filter(({ value }) => Buffer.from(value).includes('FRS-RD-006')).length;
    const unread = ended ? expected.filter((bytes) => !origins.has(sha256Of(bytes))).length + Math.abs(facts.length - acknowledged) : 0;
    return { lost, misread: Math.abs(halves) + unread + setAside, unsound };
  } finally {
    await store.close();
  }
}

/** Rounds of an ingestion of `documents`, until `kills` of them were cut. */
export async function measureDurability(
  kills: number,
  documents: number,
  kind: 'sqlite' | 'postgres' = 'sqlite',
  random: () => number = Math.random,
): Promise<DurabilityResult> {
  let longest: number | undefined;
  const total = { kills: 0, finished: 0, acknowledged: 0, lost: 0, misread: 0, unsound: 0 };
  const server = kind === 'postgres' ? new TemporaryPostgres({ durable: true }) : undefined;
  try {
    while (total.kills < kills) {
      const home = mkdtempSync(join(tmpdir(), 'frise-durability-'));
      const place: Place = server === undefined ? { home } : { url: await server.createDatabase(), files: home };
      try {
        if (longest === undefined) {
          // On a place of its own: what a machine does in a second differs by ten between an idle and a busy one.
          const aside: Place =
            server === undefined ? { home: join(home, 'aside') } : { url: await server.createDatabase(), files: join(home, 'aside') };
          longest = 2 * (await live(aside, 0, MEASURED, undefined)).lasted;
        }
        let life: Life = { acknowledged: 0, done: false, lasted: 0 };
        while (!life.done) {
          const last = total.kills >= kills;
          life = await live(place, life.acknowledged, documents, last ? undefined : random() * longest);
          if (life.done) total.finished += 1;
          else total.kills += 1;
          if (!life.done && total.kills % KILLS_A_CRASH === 0) {
            server?.stop('immediate');
            server?.start();
          }
          // A statement that was under way when its process was killed still ends.
          if ('url' in place) await server?.settled(place.url);
          const seen = await inspect(place, life.acknowledged, life.done);
          for (const key of ['lost', 'misread', 'unsound'] as const) total[key] += seen[key];
        }
        total.acknowledged += life.acknowledged;
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    }
  } finally {
    server?.dispose();
  }
  return total;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { ingest: { type: 'string' }, store: { type: 'string', default: 'sqlite' } },
  });
  if (values.ingest !== undefined) await ingest(JSON.parse(values.ingest) as Place, Number(positionals[0]), Number(positionals[1]));
  else {
    const [kills = 100, of = 200] = positionals.map(Number);
    const started = performance.now();
    const result = await measureDurability(kills, of, values.store === 'postgres' ? 'postgres' : 'sqlite');
    process.stdout.write(`${JSON.stringify({ ...result, seconds: Math.round((performance.now() - started) / 1000) })}\n`);
    if (result.lost + result.misread + result.unsound > 0) process.exitCode = 1;
  }
}
