/**
 * The whole way, cold and warm: `npx tsx eval/bench-whole.ts [--scale 100,300]` (documents; 900 and 2,000 take minutes).
 * Cold: the demonstration in an empty store. Warm: syntheses for a reason on a written dossier multiplied over the years, beside an exact scan
 * of the same dossier (every page searched for the reason's words, every vector compared) as the reference of the run.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PACKAGE_ROOT } from '../src/config.js';
import { readSource } from '../src/extract/read/read-source.js';
import { closeReadWorkers } from '../src/extract/read/worker-pool.js';
import { renderPage } from '../src/extract/read/render-page.js';
import type { DossierState } from '../src/pipeline/dossier-state.js';
import { openPipeline, readFolder, synthesise } from './frise-for-eval.js';
import { writeMultiplied } from './generate/multiply-dossier.js';
import { loadDossier } from './gold.js';
import { machineLine } from './machine-line.js';
import { publish } from './report/bench-table.js';
import { percentile } from './statistics.js';

const { values } = parseArgs({ options: { scale: { type: 'string', default: '100,300' } } });
const REASONS = ['douleur thoracique', "renouvellement d'ordonnance", 'avis préopératoire', 'fatigue'];
const folder = mkdtempSync(join(tmpdir(), 'frise-bench-'));
const corpus = join(PACKAGE_ROOT, 'eval', 'corpus');
const seconds = (from: number): number => (performance.now() - from) / 1000;
const gigabytes = (): number => process.memoryUsage().rss / 2 ** 30;

/** The machine's own tesseract on the same images, one after the other; undefined where it is not installed with French. */
async function nativeRecognition(sources: string, state: DossierState): Promise<number | undefined> {
  try {
    if (!/^fra$/m.test(execFileSync('tesseract', ['--list-langs'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })))
      return undefined;
  } catch {
    return undefined;
  }
  const images: string[] = [];
  for (const { fileName, mediaType, pages } of state.documents.values())
    for (const { number, source } of pages)
      if (source === 'ocr') {
        const bytes = (await readSource({ fileName, bytes: new Uint8Array(readFileSync(join(sources, fileName))) }))[0]?.bytes;
        if (bytes === undefined) continue;
        const file = join(folder, `${images.length}.png`);
        writeFileSync(file, (await renderPage(bytes, mediaType, number, { width: 2480 })).png);
        images.push(file);
      }
  const from = performance.now();
  for (const image of images) execFileSync('tesseract', [image, '-', '-l', 'fra'], { stdio: 'ignore' });
  return seconds(from);
}

/** Milliseconds to look through everything without an index. */
function exactScan(state: DossierState, reason: string, vector: Float32Array): number {
  const from = performance.now();
  const words = reason.toLowerCase().split(/\s+/);
  let found = 0;
  for (const { pages } of state.documents.values())
    for (const { text } of pages) {
      const low = text.toLowerCase();
      for (const word of words) if (low.includes(word)) found += 1;
    }
  found += state.index.similarities(vector).size;
  return found < 0 ? 0 : performance.now() - from;
}

try {
  process.stdout.write(`${machineLine()}\n`);
  const home = join(folder, 'demo');
  const pipeline = await openPipeline({ home });
  const sources = join(corpus, 'demo', 'sources');
  const from = performance.now();
  let firstView = 0;
  const state = await readFolder(pipeline, sources, 'demo', {
    metadata: true,
    onFirstView: async (early) => {
      await synthesise(pipeline, early, { referenceDate: '2026-11-16', reason: 'douleur thoracique' });
      firstView = seconds(from);
    },
  });
  const whole = seconds(from);
  const native = await nativeRecognition(sources, state);
  publish({
    name: 'whole-cold',
    title: "The demonstration in an empty store (24 documents), beside the machine's tesseract on its scans alone",
    columns: ['first view, s', 'whole, s', 'native tesseract, s', 'whole ÷ native', 'memory, GiB'],
    digits: [1, 1, 1, 2, 2],
    rows: [[firstView, whole, native ?? null, native === undefined ? null : whole / native, gigabytes()]],
  });
  await pipeline.close();

  const rows: number[][] = [];
  for (const count of values.scale.split(',').map(Number)) rows.push(await scale(count));
  publish({
    name: 'whole-scale',
    title: 'A written dossier multiplied over the years; syntheses for a reason, warm, beside an exact scan of everything',
    columns: [
      'documents',
      'passages',
      'documents/s',
      'one more, s',
      'p50, ms',
      'p95, ms',
      'p50 ÷ exact scan',
      'after a restart, s',
      'memory, GiB',
    ],
    digits: [0, 0, 1, 2, 0, 0, 1, 2, 2],
    rows,
  });
} finally {
  await closeReadWorkers();
  rmSync(folder, { recursive: true, force: true });
}

async function scale(count: number): Promise<number[]> {
  const deposit = join(folder, `deposit-${count}`);
  const home = join(folder, `store-${count}`);
  writeMultiplied(loadDossier(join(corpus, 'v01')), deposit, count);
  let pipeline = await openPipeline({ home });
  const from = performance.now();
  await readFolder(pipeline, deposit, 'many', {
    metadata: true,
    onProgress: ({ stage, done, total }) => done % 100 === 0 && process.stderr.write(`${count}: ${stage} ${done}/${total}\n`),
  });
  const ingestion = seconds(from);
  writeMultiplied(loadDossier(join(corpus, 'v01')), deposit, count + 1);
  const again = performance.now();
  let state = await readFolder(pipeline, deposit, 'many', { metadata: true });
  const oneMore = seconds(again);
  const times: number[] = [];
  for (let round = 0; round < 6; round += 1)
    for (const reason of REASONS) {
      const start = performance.now();
      await synthesise(pipeline, state, { referenceDate: '2026-11-16', reason });
      if (round > 0) times.push(performance.now() - start);
    }
  const vector = new Float32Array(384).fill(1 / Math.sqrt(384));
  const scans = REASONS.map((reason) => exactScan(state, reason, vector));
  const memory = gigabytes();
  const passages = state.index.passages.length;
  await pipeline.close();

  pipeline = await openPipeline({ home, keep: true });
  // The service loads the encoder as it starts.
  await pipeline.warmUp();
  const restart = performance.now();
  state = await pipeline.openDossier('many');
  await synthesise(pipeline, state, { referenceDate: '2026-11-16', reason: 'douleur thoracique' });
  const restarted = seconds(restart);
  await pipeline.close();
  const p50 = percentile(times, 0.5);
  return [count, passages, count / ingestion, oneMore, p50, percentile(times, 0.95), p50 / percentile(scans, 0.5), restarted, memory];
}
