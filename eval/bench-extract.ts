/**
 * PDF engines side by side, and beside poppler's pdftotext where it is installed:
 * `npx tsx eval/bench-extract.ts [DOSSIER SOURCES]…` (the demonstration dossier without arguments).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layOut } from '../src/extract/read/layout/lay-out.js';
import { pdfParsePdfReader } from '../src/extract/read/pdf-parse-pdf-reader.js';
import type { PdfReader } from '../src/extract/read/pdf-reader.js';
import { pdfiumPdfReader } from '../src/extract/read/pdfium-pdf-reader.js';
import type { DossierMedium } from './dossier-media.js';
import { dossierMedia } from './dossier-media.js';
import { normalised, textErrors } from './metrics/text-errors.js';

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

const args = process.argv.slice(2);
const media: DossierMedium[] =
  args.length === 0
    ? dossierMedia(fileURLToPath(new URL('./corpus/demo', import.meta.url)))
    : Array.from({ length: args.length >> 1 }, (_, index) => dossierMedia(args[index * 2]!, args[index * 2 + 1])).flat();
const pdfs = media.filter(({ medium }) => medium === 'pdf');
const folder = mkdtempSync(join(tmpdir(), 'frise-bench-'));
const paths = pdfs.map(({ bytes }, index) => {
  const path = join(folder, `${String(index)}.pdf`);
  writeFileSync(path, bytes);
  return path;
});

const engines = [
  ours(pdfiumPdfReader),
  ours(pdfParsePdfReader),
  ...(hasPdftotext() ? [poppler('pdftotext -layout', ['-layout']), poppler('pdftotext', []), poppler('pdftotext -raw', ['-raw'])] : []),
];
process.stdout.write('| engine | pages/s | rows whole | sentences whole | two-column sentences whole | CER |\n|---|---|---|---|---|---|\n');
for (const engine of engines) {
  await engine.read(pdfs[0]!.bytes, paths[0]!);
  const totals = { pages: 0, rows: [0, 0], sentences: [0, 0], columns: [0, 0], errors: 0, characters: 0 };
  const texts: string[] = [];
  const started = performance.now();
  for (const [index, { bytes }] of pdfs.entries()) {
    const pages = await engine.read(bytes, paths[index]!);
    totals.pages += pages.length;
    texts.push(pages.join('\n'));
  }
  const seconds = (performance.now() - started) / 1000;
  const add = (sum: number[], [kept, all]: readonly [number, number]): void => {
    sum[0]! += kept;
    sum[1]! += all;
  };
  for (const [index, { reference, layout }] of pdfs.entries()) {
    add(totals.rows, keptRows(reference, texts[index]!));
    add(layout === 'two-column' ? totals.columns : totals.sentences, wholeSentences(reference, texts[index]!));
    const { characterErrors, characters } = textErrors(reference, texts[index]!);
    totals.errors += characterErrors;
    totals.characters += characters;
  }
  const share = ([kept, all]: readonly number[]): string => `${String(kept)}/${String(all)}`;
  process.stdout.write(
    `| ${engine.name} | ${(totals.pages / seconds).toFixed(0)} | ${share(totals.rows)} | ${share(totals.sentences)} | ${share(totals.columns)} | ${((100 * totals.errors) / totals.characters).toFixed(2)} % |\n`,
  );
}
rmSync(folder, { recursive: true });
