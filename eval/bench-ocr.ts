/**
 * Recognition of the scans and photos of written dossiers: `npx tsx eval/bench-ocr.ts [DOSSIER SOURCES]…` (three open dossiers without
 * arguments), tesseract.js beside the machine's own tesseract where it is installed. First the engines alone on the same images, prepared
 * beforehand at 300 dpi: ours with its two workers, the native program as it comes (a page after the other, its own threads) and one thread a page,
 * two pages at a time. Then the whole reading of a page with either engine: preparation, tables a second time, doubtful words alone, layout.
 * The targets are 3 % of characters wrong (scans) and 6 % (photos), 4 % of numbers.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PACKAGE_ROOT } from '../src/config.js';
import { createNativeTesseractOcrEngine } from '../src/extract/read/native-tesseract-ocr-engine.js';
import type { OcrEngine } from '../src/extract/read/ocr-engine.js';
import type { OcrImage } from '../src/extract/read/raster.js';
import { readSource } from '../src/extract/read/read-source.js';
import { recognisePages } from '../src/extract/read/recognise-pages.js';
import { createTesseractJsOcrEngine } from '../src/extract/read/tesseract-js-ocr-engine.js';
import { closeReadWorkers, imageOf, sharedPool } from '../src/extract/read/worker-pool.js';
import { dossierMedia } from './dossier-media.js';
import type { TextErrors } from './metrics/text-errors.js';
import { textErrors } from './metrics/text-errors.js';
import { publish } from './report/bench-table.js';

const run = promisify(execFile);
const args = process.argv.slice(2);
const media = (
  args.length === 0
    ? ['demo', 'v01', 'w01'].flatMap((id) => dossierMedia(join(PACKAGE_ROOT, 'eval', 'corpus', id)))
    : Array.from({ length: args.length >> 1 }, (_, index) => dossierMedia(args[index * 2]!, args[index * 2 + 1])).flat()
).filter(({ medium }) => medium === 'scan' || medium === 'photo');

function hasNative(): boolean {
  try {
    if (/^fra$/mu.test(execFileSync('tesseract', ['--list-langs'], { encoding: 'utf8' }))) return true;
  } catch {
    // Said below, with the reason that counts for the reader.
  }
  process.stderr.write('tesseract with French is not installed: measured without it\n');
  return false;
}

async function prepared(): Promise<Uint8Array[]> {
  const images: Uint8Array[] = [];
  for (const { name, bytes } of media) {
    const [reading] = await readSource({ fileName: name, bytes });
    if (reading === undefined) continue;
    const body = reading.body ?? reading;
    for (const page of reading.needsOcr) {
      const answer = await sharedPool().ask({ kind: 'ocr-image', bytes: body.bytes, mediaType: body.mediaType, page }, 60_000);
      images.push((imageOf(answer) as OcrImage).png);
    }
  }
  return images;
}

/** Seconds a page: as many at a time as said. */
async function paced(count: number, atOnce: number, each: (index: number) => Promise<unknown>): Promise<number> {
  const queue = Array.from({ length: count }, (_, index) => index);
  const from = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await each(next);
    }),
  );
  return (performance.now() - from) / 1000 / count;
}

async function enginesAlone(native: boolean): Promise<void> {
  const images = await prepared();
  const ours = createTesseractJsOcrEngine();
  // Both workers start before the clock does.
  await Promise.all(images.slice(0, 2).map((image) => ours.recognise(image, 'page')));
  const seconds = await paced(images.length, 2, (index) => ours.recognise(images[index]!, 'page'));
  await ours.close();
  const rows: (string | number | null)[][] = [];
  if (native) {
    const folder = mkdtempSync(join(tmpdir(), 'frise-ocr-'));
    const files = images.map((image, index) => {
      const file = join(folder, `${String(index)}.png`);
      writeFileSync(file, image);
      return file;
    });
    const program = (threads: Record<string, string>) => (index: number) =>
      run('tesseract', [files[index]!, '-', '-l', 'fra', '--dpi', '300'], { env: { ...process.env, ...threads } });
    const asItComes = await paced(images.length, 1, program({}));
    const oneThread = await paced(images.length, 2, program({ OMP_THREAD_LIMIT: '1' }));
    rows.push(
      ['tesseract.js, two workers', seconds, asItComes / seconds],
      ['native, as it comes', asItComes, 1],
      ['native, one thread a page, two pages at a time', oneThread, asItComes / oneThread],
    );
    rmSync(folder, { recursive: true });
  } else rows.push(['tesseract.js, two workers', seconds, null]);
  publish({
    name: 'ocr-engines',
    title: `Engines alone on the same ${String(images.length)} images at 300 dpi`,
    columns: ['engine', 's/page', '× native as it comes'],
    digits: [0, 2, 2],
    rows,
  });
}

async function wholeReading(engines: readonly OcrEngine[]): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const engine of engines)
    for (const medium of ['scan', 'photo']) {
      const errors: TextErrors[] = [];
      let pages = 0;
      const started = performance.now();
      await Promise.all(
        media
          .filter((document) => document.medium === medium)
          .map(async ({ name, bytes, reference }) => {
            const [reading] = await readSource({ fileName: name, bytes });
            const { pages: recognised } = await recognisePages(reading!, engine);
            pages += recognised.length;
            errors.push(textErrors(reference, recognised.map((page) => page.text).join('\n')));
          }),
      );
      const seconds = (performance.now() - started) / 1000;
      const sum = (key: keyof TextErrors): number => errors.reduce((total, error) => total + error[key], 0);
      const share = (wrong: keyof TextErrors, of: keyof TextErrors): number => (100 * sum(wrong)) / sum(of);
      rows.push([engine.name, medium, pages, seconds / pages, share('characterErrors', 'characters'), share('numberErrors', 'numbers')]);
    }
  publish({
    name: 'ocr',
    title: 'Whole reading of scans and photos',
    columns: ['engine', 'medium', 'pages', 's/page', 'characters wrong, %', 'numbers wrong, %'],
    digits: [0, 0, 0, 2, 2, 2],
    rows,
  });
}

const native = hasNative();
await enginesAlone(native);
const engines = [createTesseractJsOcrEngine(), ...(native ? [createNativeTesseractOcrEngine('tesseract')] : [])];
await wholeReading(engines);
await Promise.all(engines.map((engine) => engine.close()));
await closeReadWorkers();
