/**
 * What one document and one consultation take, in seconds of one core and in bytes kept: `npx tsx eval/bench-cost.ts [--documents 100]`.
 * `docs/scaling.md` multiplies these figures. Seconds of CPU, of every thread of the process: they hold on a busy machine where a clock does not.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PACKAGE_ROOT } from '../src/config.js';
import { closeReadWorkers } from '../src/extract/read/worker-pool.js';
import type { DossierState } from '../src/pipeline/dossier-state.js';
import type { Pipeline } from '../src/pipeline.js';
import { openPipeline, readFolder, synthesise } from './frise-for-eval.js';
import { writeMultiplied } from './generate/multiply-dossier.js';
import { loadDossier } from './gold.js';

const { values } = parseArgs({ options: { documents: { type: 'string', default: '100' } } });
const COUNT = Number(values.documents);
const SYNTHESES = 20;
const corpus = join(PACKAGE_ROOT, 'eval', 'corpus');
const folder = mkdtempSync(join(tmpdir(), 'frise-cost-'));

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

function bytesUnder(path: string): number {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

interface Cost {
  readonly stages: ReadonlyMap<string, number>;
  readonly state: DossierState;
}

/** Seconds of CPU by stage. */
async function read(pipeline: Pipeline, sources: string): Promise<Cost> {
  const stages = new Map<string, number>();
  let [stage, from] = ['deposit', cpu()];
  const state = await readFolder(pipeline, sources, 'cost', {
    metadata: true,
    onProgress: (progress) => {
      if (progress.stage === stage) return;
      stages.set(stage, (stages.get(stage) ?? 0) + cpu() - from);
      [stage, from] = [progress.stage, cpu()];
    },
  });
  return { stages, state };
}

/** Seconds of CPU of a synthesis for a reason that nobody has asked yet. */
async function consult(pipeline: Pipeline, state: DossierState): Promise<number> {
  const from = cpu();
  for (let i = 0; i < SYNTHESES; i += 1)
    await synthesise(pipeline, state, { referenceDate: '2026-11-16', reason: `douleur thoracique ${i}` });
  return (cpu() - from) / SYNTHESES;
}

const print = (line: string): unknown => process.stdout.write(`${line}\n`);
const of = (cost: Cost, ...names: readonly string[]): number => names.reduce((sum, name) => sum + (cost.stages.get(name) ?? 0), 0);

try {
  const home = join(folder, 'scans');
  const pipeline = await openPipeline({ home });
  const demo = await read(pipeline, join(corpus, 'demo', 'sources'));
  const scanned = [...demo.state.documents.values()].flatMap(({ pages }) => pages.filter(({ source }) => source === 'ocr')).length;
  await pipeline.close();
  const drawn = bytesUnder(join(home, 'blobs'));
  const perDrawn = (bytes: number): number => Math.round(bytes / demo.state.documents.size);
  const keptOfDrawn = bytesUnder(home) - drawn;

  const deposit = join(folder, 'deposit');
  const textHome = join(folder, 'text');
  writeMultiplied(loadDossier(join(corpus, 'v01')), deposit, COUNT);
  const text = await openPipeline({ home: textHome });
  const cost = await read(text, deposit);
  const synthesis = await consult(text, cost.state);
  const index = cost.state.index.serialise().length;
  await text.close();
  const documents = cost.state.documents.size;
  const pages = [...cost.state.documents.values()].reduce((sum, document) => sum + document.pages.length, 0);
  const blobs = bytesUnder(join(textHome, 'blobs'));
  const kept = bytesUnder(textHome) - blobs;
  print(`${documents} documents with a text layer, ${(pages / documents).toFixed(1)} pages each; ${scanned} scanned pages\n`);
  print('| what | seconds of one core |\n|---|---|');
  print(`| keeping a document | ${(of(cost, 'deposit') / documents).toFixed(3)} |`);
  print(`| reading it | ${(of(cost, 'read') / documents).toFixed(3)} |`);
  print(`| understanding it | ${(of(cost, 'understand') / documents).toFixed(3)} |`);
  print(`| embedding its passages | ${(of(cost, 'index') / documents).toFixed(3)} |`);
  print(`| recognising a scanned page | ${(of(demo, 'recognise') / scanned).toFixed(2)} |`);
  print(`| a synthesis for a new reason, ${documents} documents | ${synthesis.toFixed(3)} |\n`);
  print('| bytes kept a document | plain text | PDF and scans of the demonstration |\n|---|---|---|');
  print(`| original, encrypted | ${Math.round(blobs / documents)} | ${perDrawn(drawn)} |`);
  print(`| text, places of words, facts, index | ${Math.round(kept / documents)} | ${perDrawn(keptOfDrawn)} |`);
  print(`| of which the index | ${Math.round(index / documents)} | ${perDrawn(demo.state.index.serialise().length)} |`);
} finally {
  await closeReadWorkers();
  rmSync(folder, { recursive: true, force: true });
}
