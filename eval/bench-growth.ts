/**
 * What more documents cost: `npx tsx eval/bench-growth.ts [--documents 1000] [--pages 24]`. Three curves, each in a process of its own:
 * reading one deposit after another (PDF, CDA, text of the open dossiers, again and again), one dossier that grows (a written one multiplied over
 * the years, everything but recognition), and recognition of one scan after another. Time should be a line, memory flat. Of one more document:
 * what it takes to read, to prepare for its first view in the background, and that view itself where it was prepared and where it was not.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PACKAGE_ROOT } from '../src/config.js';
import { readSource } from '../src/extract/read/read-source.js';
import type { Pipeline } from '../src/pipeline.js';
import { recognisePages } from '../src/extract/read/recognise-pages.js';
import { createTesseractJsOcrEngine } from '../src/extract/read/tesseract-js-ocr-engine.js';
import { closeReadWorkers } from '../src/extract/read/worker-pool.js';
import { openPipeline, readFolder } from './frise-for-eval.js';
import { multiplyDossier, writeMultiplied } from './generate/multiply-dossier.js';
import { loadDossier } from './gold.js';
import { publish } from './report/bench-table.js';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '1000' },
    pages: { type: 'string', default: '24' },
    part: { type: 'string' },
  },
});
const MOST = Number(values.documents);
const STEP = Math.max(1, Math.round(MOST / 10));
const corpus = join(PACKAGE_ROOT, 'eval', 'corpus');
const OPEN = ['demo', 'v01', 'v02', 'v03', 'v04', 'w01', 'w03', 'w05'];
const seconds = (from: number): number => (performance.now() - from) / 1000;
/** Longer than a changing dossier is answered from memory: four times what it takes to open. */
const SETTLED_MS = 5_000;
const megabytes = (): number => process.memoryUsage().rss / 2 ** 20;
const tell = (text: string): void => void process.stderr.write(`${text}\n`);

const deposited = OPEN.flatMap((id) => {
  const folder = join(corpus, id, 'sources');
  return readdirSync(folder)
    .filter((name) => name !== 'metadata.json')
    .map((name) => ({ fileName: name, bytes: new Uint8Array(readFileSync(join(folder, name))) }));
});

async function reading(): Promise<void> {
  const rows: number[][] = [];
  let pages = 0;
  // The reading workers start before the clock does.
  for (const source of deposited.slice(0, 2)) await readSource({ ...source, bytes: source.bytes.slice() });
  const from = performance.now();
  for (let count = 1; count <= MOST; count += 1) {
    const source = deposited[count % deposited.length];
    if (source !== undefined)
      for (const { pages: read } of await readSource({ ...source, bytes: source.bytes.slice() })) pages += read.length;
    if (count % STEP === 0) rows.push([count, pages, (performance.now() - from) / 1000, megabytes()]);
  }
  publish({
    name: 'growth-reading',
    title: 'Reading one deposit after another, recognition aside',
    columns: ['documents', 'pages', 'seconds', 'memory, MiB'],
    digits: [0, 0, 1, 0],
    rows,
  });
}

async function dossier(folder: string): Promise<void> {
  const rows: number[][] = [];
  const deposit = join(folder, 'deposit');
  const pipeline = await openPipeline({ home: join(folder, 'store') });
  // As in service: one process reads and prepares, another answers.
  const service = await openPipeline({ home: join(folder, 'store'), keep: true });
  await service.warmUp();
  let spent = 0;
  for (let count = STEP; count <= MOST; count += STEP) {
    writeMultiplied(loadDossier(join(corpus, 'v01')), deposit, count);
    const from = performance.now();
    const state = await readFolder(pipeline, deposit, 'growing', { metadata: true });
    spent += (performance.now() - from) / 1000;
    rows.push([count, state.index.passages.length, spent, megabytes(), ...(await oneMore(pipeline, service, count))]);
    tell(`dossier: ${count}/${MOST}`);
  }
  await pipeline.close();
  await service.close();
  publish({
    name: 'growth-dossier',
    title: 'One dossier that grows: reading, understanding, index, store (seconds are added up)',
    columns: [
      'documents',
      'passages',
      'seconds',
      'memory, MiB',
      'one more, s',
      'prepared in, s',
      'its view, prepared, s',
      'its view, unprepared, s',
    ],
    digits: [0, 0, 1, 0, 2, 2, 2, 2],
    rows,
  });
}

const DAY = '2026-11-16';

/**
 * Seconds until the next document is read, understood, indexed and kept; until its first view is prepared in the background; until whoever
 * had the dossier open sees it, for a reason, once it is prepared; and the same of one more that nothing has prepared.
 */
async function oneMore(reader: Pipeline, service: Pipeline, count: number): Promise<[number, number, number, number]> {
  const view = async (): Promise<number> => {
    // What is remembered a little longer while a dossier changes is not what is measured here.
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
    const from = performance.now();
    const state = await service.openDossier('growing');
    if (!state.documents.has(latest)) throw new RangeError('the view lacks the document');
    await service.synthesise(state, { referenceDate: DAY, reason: 'douleur thoracique' });
    return seconds(from);
  };
  let latest = '';
  const add = async (at: number): Promise<number> => {
    const next = multiplyDossier(loadDossier(join(corpus, 'v01')), at).at(-1);
    if (next === undefined) throw new RangeError('no document to add');
    const { name, text, title, date, author } = next;
    const from = performance.now();
    const said = { documents: [{ file: name, title, date, author: { name: author } }] };
    await reader.deposit('growing', [{ fileName: name, bytes: Buffer.from(text) }], said);
    const { documents } = await reader.process('growing');
    latest = [...documents.values()].find(({ fileName }) => fileName === name)?.id ?? '';
    return seconds(from);
  };
  const read = await add(count + 1);
  const from = performance.now();
  await reader.prepareDay('growing', () => true, DAY);
  const prepared = seconds(from);
  const viewed = await view();
  await add(count + 2);
  return [read, prepared, viewed, await view()];
}

async function recognition(most: number): Promise<void> {
  const rows: number[][] = [];
  const engine = createTesseractJsOcrEngine();
  const scans = deposited.filter(({ fileName }) => /\.(?:jpe?g|png|tiff?)$/i.test(fileName));
  let pages = 0;
  const from = performance.now();
  for (let count = 0; pages < most && scans.length > 0; count += 1) {
    const source = scans[count % scans.length];
    const [read] = source === undefined ? [] : await readSource({ ...source, bytes: source.bytes.slice() });
    if (read !== undefined) pages += (await recognisePages(read, engine)).pages.length;
    if (pages % 4 === 0 || pages >= most) {
      rows.push([pages, (performance.now() - from) / 1000, megabytes()]);
      tell(`recognition: ${pages}/${most}`);
    }
  }
  await engine.close();
  publish({
    name: 'growth-recognition',
    title: 'Recognising one photo after another with one engine',
    columns: ['pages', 'seconds', 'memory, MiB'],
    digits: [0, 1, 0],
    rows,
  });
}

async function growingDossier(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'frise-growth-'));
  try {
    await dossier(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const PARTS = { reading, recognition: () => recognition(Number(values.pages)), dossier: growingDossier } as const;
if (values.part === undefined) {
  for (const part of Object.keys(PARTS)) {
    const again = [...process.execArgv, import.meta.filename, '--part', part, '--documents', values.documents, '--pages', values.pages];
    if (spawnSync(process.execPath, again, { stdio: 'inherit' }).status !== 0) process.exitCode = 1;
  }
} else {
  try {
    await PARTS[values.part as keyof typeof PARTS]();
  } finally {
    await closeReadWorkers();
  }
}
