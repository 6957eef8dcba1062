/**
 * PDF engines side by side, and beside poppler's pdftotext where it is installed:
 * `npx tsx eval/bench-extract.ts [DOSSIER SOURCES]…` (the PDFs of the open dossiers without arguments). Ours read in this process, layout
 * included, once warm; pdftotext is started for each file, as one that reads files as they come has to, and once for all of them put together
 * (`pdfunite`), where its start counts for nothing. Rounds take turns, the best of each counts.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/config.js';
import { layOut } from '../src/extract/read/layout/lay-out.js';
import { pdfParsePdfReader } from '../src/extract/read/pdf-parse-pdf-reader.js';
import type { PdfReader } from '../src/extract/read/pdf-reader.js';
import { pdfiumPdfReader } from '../src/extract/read/pdfium-pdf-reader.js';
import type { DossierMedium } from './dossier-media.js';
import { dossierMedia } from './dossier-media.js';
import { normalised, textErrors } from './metrics/text-errors.js';
import { publish } from './report/bench-table.js';

interface Engine {
  readonly name: string;
  readonly read: (bytes: Uint8Array, path: string) => Promise<string[]>;
}

const ours = (reader: PdfReader): Engine => ({
  name: reader.name,
  read: async (bytes) =>
    (await reader.read(bytes, { maxPages: 500 })).pages.map((page) => (page === undefined ? '' : layOut(page.words, page).text)),
});
const poppler = (name: string, options: readonly string[]): Engine => ({
  name,
  read: (_, path) =>
    Promise.resolve(
      execFileSync('pdftotext', [...options, path, '-'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
        .split('\f')
        .slice(0, -1),
    ),
});

function hasPdftotext(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('pdftotext is not installed: measured without it\n');
    return false;
  }
}

/** Rows of the reference that hold a number and three cells; a row is kept when it stands whole on one line. */
function keptRows(reference: string, read: string): readonly [number, number] {
  const lines = new Set(read.split('\n').map(normalised));
  const rows = reference.split(/[\n\f]/u).filter((row) => row.trim().split(/\s{2,}|\.{4,}/u).length >= 3 && /\d/u.test(row));
  return [rows.filter((row) => lines.has(normalised(row))).length, rows.length];
}

/** Sentences of forty characters and more that stand whole in the text, line ends aside. */
function wholeSentences(reference: string, read: string): readonly [number, number] {
  const text = normalised(read);
  const sentences = reference
    .split(/[\n\f]|(?<=[.!?])\s/u)
    .map(normalised)
    .filter((sentence) => sentence.length >= 40 && !/ {2}/u.test(sentence));
  return [sentences.filter((sentence) => text.includes(sentence)).length, sentences.length];
}

const ROUNDS = 3;
const OPEN = ['demo', 'v01', 'v02', 'v03', 'v04', 'w01', 'w03', 'w05'];
const args = process.argv.slice(2);
const media: DossierMedium[] =
  args.length === 0
    ? OPEN.flatMap((id) => dossierMedia(join(PACKAGE_ROOT, 'eval', 'corpus', id)))
    : Array.from({ length: args.length >> 1 }, (_, index) => dossierMedia(args[index * 2]!, args[index * 2 + 1])).flat();
const pdfs = media.filter(({ medium }) => medium === 'pdf');
const folder = mkdtempSync(join(tmpdir(), 'frise-bench-'));
const paths = pdfs.map(({ bytes }, index) => {
  const path = join(folder, `${String(index)}.pdf`);
  writeFileSync(path, bytes);
  return path;
});

/** Pages a second of pdftotext over all files put together in one; undefined without poppler's pdfunite. */
function together(pages: number): number | undefined {
  const all = join(folder, 'all.pdf');
  try {
    execFileSync('pdfunite', [...paths, all], { stdio: 'ignore' });
    const seconds = Array.from({ length: ROUNDS }, () => {
      const from = performance.now();
      execFileSync('pdftotext', ['-layout', all, '-'], { stdio: ['ignore', 'ignore', 'ignore'], maxBuffer: 2 ** 28 });
      return (performance.now() - from) / 1000;
    });
    return pages / Math.min(...seconds);
  } catch {
    return undefined;
  }
}

const POPPLER = 'pdftotext -layout';
const engines = [
  ours(pdfiumPdfReader),
  ours(pdfParsePdfReader),
  ...(hasPdftotext() ? [poppler(POPPLER, ['-layout']), poppler('pdftotext', []), poppler('pdftotext -raw', ['-raw'])] : []),
];
const runs = engines.map((engine) => ({ engine, best: Infinity, pages: 0, texts: [] as string[] }));
for (let round = 0; round < ROUNDS; round += 1)
  for (const run of runs) {
    if (round === 0) await run.engine.read(pdfs[0]!.bytes, paths[0]!);
    run.texts = [];
    run.pages = 0;
    const started = performance.now();
    for (const [index, { bytes }] of pdfs.entries()) {
      const pages = await run.engine.read(bytes, paths[index]!);
      run.pages += pages.length;
      run.texts.push(pages.join('\n'));
    }
    run.best = Math.min(run.best, (performance.now() - started) / 1000);
  }

const speedOf = ({ pages, best }: (typeof runs)[number]): number => pages / best;
const reference = runs.find(({ engine }) => engine.name === POPPLER);
const rows = runs.map((run) => {
  const totals = { rows: [0, 0], sentences: [0, 0], columns: [0, 0], errors: 0, characters: 0 };
  const add = (sum: number[], [kept, all]: readonly [number, number]): void => {
    sum[0]! += kept;
    sum[1]! += all;
  };
  for (const [index, { reference: paper, layout }] of pdfs.entries()) {
    add(totals.rows, keptRows(paper, run.texts[index]!));
    add(layout === 'two-column' ? totals.columns : totals.sentences, wholeSentences(paper, run.texts[index]!));
    const { characterErrors, characters } = textErrors(paper, run.texts[index]!);
    totals.errors += characterErrors;
    totals.characters += characters;
  }
  const share = ([kept, all]: readonly number[]): string => `${String(kept)}/${String(all)}`;
  return [
    run.engine.name,
    speedOf(run),
    reference === undefined ? null : speedOf(run) / speedOf(reference),
    share(totals.rows),
    share(totals.sentences),
    share(totals.columns),
    (100 * totals.errors) / totals.characters,
  ];
});
const whole = reference === undefined ? undefined : together(runs[0]?.pages ?? 0);
publish({
  name: 'extract',
  title: `Text layers of ${String(pdfs.length)} PDFs, ${String(runs[0]?.pages ?? 0)} pages`,
  columns: [
    'engine',
    'pages/s',
    '× pdftotext -layout',
    'rows whole',
    'sentences whole',
    'two-column sentences whole',
    'characters wrong, %',
  ],
  digits: [0, 0, 2, 0, 0, 0, 2],
  rows:
    whole === undefined || reference === undefined
      ? rows
      : [...rows, ['pdftotext -layout, one start for all', whole, whole / speedOf(reference), '', '', '', null]],
});
rmSync(folder, { recursive: true });
