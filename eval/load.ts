/**
 * Load, on loopback, with the real server in a process of its own: clinicians read syntheses of large dossiers while documents come in.
 *
 *   npx tsx eval/load.ts [--readers 50] [--dossiers 2] [--documents 900] [--ingest 200] [--think 1000] [--home DIR]
 *
 * `--think` is what a clinician takes between two readings, milliseconds, give or take a half; 0 asks again at once. `--home` keeps the
 * prepared store for the next run. Targets: p95 of readings 300 ms at most, no error, event loop delay p99 50 ms at most.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { depositForm } from '../clients/typescript/src/client.js';
import { PACKAGE_ROOT } from '../src/config.js';
import { closeReadWorkers } from '../src/extract/read/worker-pool.js';
import { openPipeline } from './frise-for-eval.js';
import { multiplyDossier } from './generate/multiply-dossier.js';
import { loadDossier } from './gold.js';
import { machineLine } from './machine-line.js';

const { values } = parseArgs({
  options: {
    readers: { type: 'string', default: '50' },
    dossiers: { type: 'string', default: '2' },
    documents: { type: 'string', default: '900' },
    ingest: { type: 'string', default: '200' },
    think: { type: 'string', default: '1000' },
    home: { type: 'string' },
    port: { type: 'string', default: '3987' },
  },
});
const [readers, dossiers, documents, ingest, think] = [values.readers, values.dossiers, values.documents, values.ingest, values.think].map(
  Number,
) as [number, number, number, number, number];
const REASONS = ['douleur thoracique', "renouvellement d'ordonnance", 'avis préopératoire', 'fatigue'];
const ON = '2026-11-16';
const BASE = `http://127.0.0.1:${values.port}`;
const home = values.home ?? mkdtempSync(join(tmpdir(), 'frise-load-'));
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const corpus = (id: string) => loadDossier(join(PACKAGE_ROOT, 'eval', 'corpus', id));
const deposited = (id: string, count: number) => multiplyDossier(corpus(id), count).map(({ name, text }) => ({ name, text }));

/** The large dossiers, read before anybody comes. */
async function prepare(): Promise<void> {
  const store = join(home, 'store');
  if (existsSync(join(store, 'master.key'))) return;
  mkdirSync(home, { recursive: true });
  const pipeline = await openPipeline({ home: store });
  for (let at = 0; at < dossiers; at += 1) {
    const from = performance.now();
    const { listing } = corpus(`v0${(at % 4) + 1}`);
    const files = deposited(`v0${(at % 4) + 1}`, documents).map(({ name, text }) => ({ fileName: name, bytes: Buffer.from(text) }));
    await pipeline.deposit(`large-${at}`, files, { patient: { ...listing.patient, firstNames: [] } as never, documents: [] });
    await pipeline.process(`large-${at}`);
    process.stderr.write(`large-${at}: ${documents} documents in ${((performance.now() - from) / 1000).toFixed(0)} s\n`);
  }
  await pipeline.close();
  await closeReadWorkers();
}

async function startServer(): Promise<ChildProcess> {
  const server = fork(join(PACKAGE_ROOT, 'bin', 'frise.js'), ['serve', '--port', values.port], {
    execArgv: [],
    // Every clinician comes from one address here.
    env: { ...process.env, FRISE_HOME: join(home, 'store'), FRISE_REQUESTS_PER_MINUTE: '60000' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  for (let tries = 0; tries < 240; tries += 1) {
    if (
      await fetch(`${BASE}/api/v1/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return server;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('the server does not start');
}

/** Seconds; reading it starts the next interval. */
async function loopDelay(): Promise<{ readonly p99: number; readonly max: number }> {
  const text = await (await fetch(`${BASE}/api/v1/metrics`)).text();
  const value = (name: string): number => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN);
  return { p99: value('nodejs_eventloop_lag_p99_seconds'), max: value('nodejs_eventloop_lag_max_seconds') };
}

const agent = new Agent({ keepAlive: true, maxSockets: readers });

/** As a browser does: compressed, whole. Milliseconds, or undefined where it failed. */
function read(dossier: string, reason: string): Promise<number | undefined> {
  const from = performance.now();
  return new Promise((resolve) => {
    const url = `${BASE}/api/v1/dossiers/${dossier}/synthesis?${new URLSearchParams({ on: ON, reason })}`;
    httpRequest(url, { agent, headers: { 'accept-encoding': 'gzip, br' } }, (response) => {
      response.on('data', () => undefined);
      response.on('end', () => resolve(response.statusCode === 200 ? performance.now() - from : undefined));
      response.on('error', () => resolve(undefined));
    })
      .on('error', () => resolve(undefined))
      .end();
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function push(): Promise<void> {
  const files = deposited('v03', ingest);
  for (let at = 0; at < files.length; at += 20) {
    const form = depositForm(files.slice(at, at + 20).map(({ name, text }) => ({ name, content: new Blob([text]) })));
    const answer = await fetch(`${BASE}/api/v1/dossiers/incoming-${process.pid}/documents`, { method: 'POST', body: form });
    if (answer.status !== 202) throw new Error(`deposit: ${answer.status}`);
  }
  for (;;) {
    const { state } = (await (await fetch(`${BASE}/api/v1/dossiers/incoming-${process.pid}/job`)).json()) as { state: string };
    if (state === 'failed') throw new Error('the reading failed');
    if (state === 'done') return;
    await pause(250);
  }
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

let server: ChildProcess | undefined;
try {
  say(machineLine());
  await prepare();
  server = await startServer();
  for (let at = 0; at < dossiers; at += 1) for (const reason of REASONS) await read(`large-${at}`, reason);
  await loopDelay();
  const times: number[] = [];
  let errors = 0;
  let working = true;
  const from = performance.now();
  const clinicians = Array.from({ length: readers }, async (_, who) => {
    // They do not all come at the same moment.
    await pause((think * who) / readers);
    for (let turn = who; working; turn += 1) {
      const time = await read(`large-${turn % dossiers}`, REASONS[turn % REASONS.length] ?? '');
      if (time === undefined) errors += 1;
      else times.push(time);
      await pause(think * (0.5 + Math.random()));
    }
  });
  await push();
  const seconds = (performance.now() - from) / 1000;
  const delay = await loopDelay();
  working = false;
  await Promise.all(clinicians);
  times.sort((a, b) => a - b);
  say('| readers | dossiers | documents each | think | ingested | in | readings | p50 | p95 | p99 | errors | event loop p99 | max |');
  say('|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
  say(
    `| ${readers} | ${dossiers} | ${documents} | ${think} ms | ${ingest} | ${seconds.toFixed(0)} s | ${times.length} | ${percentile(times, 0.5).toFixed(0)} ms | ${percentile(times, 0.95).toFixed(0)} ms | ${percentile(times, 0.99).toFixed(0)} ms | ${errors} | ${(delay.p99 * 1000).toFixed(0)} ms | ${(delay.max * 1000).toFixed(0)} ms |`,
  );
} finally {
  agent.destroy();
  if (server !== undefined) {
    const gone = new Promise((resolve) => server?.once('exit', resolve));
    server.kill('SIGTERM');
    await gone;
  }
  if (values.home === undefined) rmSync(home, { recursive: true, force: true });
}
