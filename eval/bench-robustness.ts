/**
 * How recognition holds as images get worse: `npx tsx eval/bench-robustness.ts`. Two pages of the demonstration (a letter, a table), whose text
 * layer is the reference, are drawn, spoiled in steps and recognised.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../src/config.js';
import { readSource } from '../src/extract/read/read-source.js';
import { recognisePages } from '../src/extract/read/recognise-pages.js';
import { renderPage } from '../src/extract/read/render-page.js';
import { createTesseractJsOcrEngine } from '../src/extract/read/tesseract-js-ocr-engine.js';
import { closeReadWorkers } from '../src/extract/read/worker-pool.js';
import { DEGRADATIONS } from './generate/degrade-page.js';
import { textErrors } from './metrics/text-errors.js';
import { publish } from './report/bench-table.js';

/** A4 at 300 dpi. */
const WIDTH = 2480;
const PAGES = [
  { file: 'doc-006.pdf', what: 'letter' },
  { file: 'doc-010.pdf', what: 'table' },
];

const engine = createTesseractJsOcrEngine();
const pages = await Promise.all(
  PAGES.map(async ({ file: name }) => {
    const bytes = new Uint8Array(readFileSync(join(PACKAGE_ROOT, 'eval', 'corpus', 'demo', 'sources', name)));
    const [reading] = await readSource({ fileName: name, bytes });
    return { reference: reading?.pages[0]?.text ?? '', image: (await renderPage(bytes, 'application/pdf', 1, { width: WIDTH })).png };
  }),
);
const rows: (string | number)[][] = [];
for (const { name, apply } of DEGRADATIONS) {
  const row: (string | number)[] = [name];
  for (const { reference, image } of pages) {
    const [reading] = await readSource({ fileName: 'page.png', bytes: await apply(new Uint8Array(image)) });
    const recognised = reading === undefined ? '' : (await recognisePages(reading, engine)).pages.map(({ text }) => text).join('\n');
    const { characterErrors, characters, numberErrors, numbers } = textErrors(reference, recognised);
    row.push((100 * characterErrors) / characters, (100 * numberErrors) / numbers);
  }
  rows.push(row);
}
await engine.close();
await closeReadWorkers();
publish({
  name: 'robustness',
  title: 'Recognition as the image gets worse',
  columns: ['page', ...PAGES.flatMap(({ what }) => [`${what}: characters wrong, %`, `${what}: numbers wrong, %`])],
  digits: [0, ...PAGES.flatMap(() => [1, 1])],
  rows,
});
