/**
 * Recognition of the scans and photos of written dossiers: `npx tsx eval/bench-ocr.ts [DOSSIER SOURCES]…`, tesseract.js
 * beside the machine's own tesseract where it is installed. The targets are CER 3 % (scans) and 6 % (photos), 4 % of numbers.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createNativeTesseractOcrEngine } from '../src/extract/read/native-tesseract-ocr-engine.js';
import type { OcrEngine } from '../src/extract/read/ocr-engine.js';
import { readSource } from '../src/extract/read/read-source.js';
import { recognisePages } from '../src/extract/read/recognise-pages.js';
import { createTesseractJsOcrEngine } from '../src/extract/read/tesseract-js-ocr-engine.js';
import { closeReadWorkers } from '../src/extract/read/worker-pool.js';
import { dossierMedia } from './dossier-media.js';
import type { TextErrors } from './metrics/text-errors.js';
import { textErrors } from './metrics/text-errors.js';

const args = process.argv.slice(2);
const media = (
  args.length === 0
    ? dossierMedia(fileURLToPath(new URL('./corpus/demo', import.meta.url)))
    : Array.from({ length: args.length >> 1 }, (_, index) => dossierMedia(args[index * 2]!, args[index * 2 + 1])).flat()
).filter(({ medium }) => medium === 'scan' || medium === 'photo');

function nativeEngine(): OcrEngine | undefined {
  try {
    const languages = execFileSync('tesseract', ['--list-langs'], { encoding: 'utf8' });
    if (/^fra$/mu.test(languages)) return createNativeTesseractOcrEngine({ program: 'tesseract' });
  } catch {
    // Said below, with the reason that counts for the reader.
  }
  process.stderr.write('tesseract with French is not installed: measured without it\n');
  return undefined;
}

process.stdout.write('| engine | medium | pages | s/page | CER | numbers wrong |\n|---|---|---|---|---|---|\n');
for (const engine of [createTesseractJsOcrEngine(), nativeEngine()]) {
  if (engine === undefined) continue;
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
    process.stdout.write(
      `| ${engine.name} | ${medium} | ${String(pages)} | ${(seconds / pages).toFixed(2)} | ${((100 * sum('characterErrors')) / sum('characters')).toFixed(2)} % | ${((100 * sum('numberErrors')) / sum('numbers')).toFixed(2)} % |\n`,
    );
  }
  await engine.close();
}
await closeReadWorkers();
