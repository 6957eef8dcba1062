import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import type { WordRepair } from '../../../src/domain/document.js';
import type { OcrEngine, OcrWord } from '../../../src/extract/read/ocr-engine.js';
import { recognisePage, recognisePages } from '../../../src/extract/read/recognise-pages.js';
import { readSource } from '../../../src/extract/read/read-source.js';
import { repairWords } from '../../../src/extract/read/repair-words.js';
import { renderPage } from '../../../src/extract/read/render-page.js';
import { createTesseractJsOcrEngine } from '../../../src/extract/read/tesseract-js-ocr-engine.js';
import { closeReadWorkers } from '../../../src/extract/read/worker-pool.js';
import { textErrors } from '../../../eval/metrics/text-errors.js';

const demo = new URL('../../../eval/corpus/demo/', import.meta.url);
const engine = createTesseractJsOcrEngine({ workers: 1 });
afterAll(async () => {
  await engine.close();
  await closeReadWorkers();
});

describe('recognisePages', () => {
  it('reads a photo, the first time and held upside down alike', { timeout: 300_000 }, async () => {
    const photo = readFileSync(new URL('sources/doc-014.jpg', demo));
    const reference = readFileSync(new URL('texts/doc-014.txt', demo), 'utf8');
    const turned = await sharp(photo).rotate(180).jpeg({ quality: 85 }).toBuffer();
    for (const bytes of [photo, turned]) {
      const [reading] = await readSource({ fileName: 'photo', bytes: new Uint8Array(bytes) });
      expect(reading!.needsOcr).toEqual([1]);
      const { pages, needsOcr, warnings } = await recognisePages(reading!, engine);
      expect([needsOcr, warnings]).toEqual([[], []]);
      const { characterErrors, characters } = textErrors(reference, pages[0]!.text);
      expect(characterErrors / characters).toBeLessThan(0.06);
      for (const { start, end, box } of pages[0]!.positions) {
        expect(start).toBeLessThan(end);
        expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
        expect(Math.max(box.x + box.width, box.y + box.height)).toBeLessThanOrEqual(1);
      }
    }
  });
});

describe('recognisePage', () => {
  const said = (text: string, x0: number, y0: number): OcrWord => ({
    text,
    confidence: 0.95,
    x0,
    y0,
    x1: x0 + 20 * text.length,
    y1: y0 + 30,
  });
  const reading = (words: readonly OcrWord[]): OcrEngine => ({
    name: 'fake',
    parallel: 1,
    recognise: () =>
      Promise.resolve(words.map((word) => ({ words: [word], baseline: { x0: word.x0, y0: word.y1, x1: word.x1, y1: word.y1 } }))),
    close: () => Promise.resolve(),
  });

  it('keeps what a repaired word was read as, where it stands, and the rule', async () => {
    const image = { png: new Uint8Array(), width: 1000, height: 1000, checkBoxes: [] };
    const { text, repairs } = await recognisePage(
      image,
      reading([said('Créatinine', 50, 100), said('88', 400, 100), said('umol/L', 500, 100)]),
      1,
    );
    expect(repairs).toHaveLength(1);
    const [{ start, end, read, rule }] = repairs as [WordRepair];
    expect([text.slice(start, end), read, rule]).toEqual(['µmol/L', 'umol/L', 'unit-micro']);
  });

  it('gives the place of a word on the image that was deposited, not on the one set straight', async () => {
    const tilt = { degrees: 90, width: 400, height: 1000 };
    const image = { png: new Uint8Array(), width: 1000, height: 400, checkBoxes: [], tilt };
    // Right of the middle on the straight image is below the middle of one whose lines fall.
    const { positions } = await recognisePage(image, reading([said('Fin', 800, 185)]), 1);
    const { x, y, width, height } = positions[0]!.box;
    expect(x + width / 2).toBeCloseTo(0.5, 2);
    expect(y + height / 2).toBeCloseTo(0.83, 2);
  });

  it('sets a page straight before it is read', { timeout: 300_000 }, async () => {
    const bytes = new Uint8Array(readFileSync(new URL('sources/doc-006.pdf', demo)));
    const [printed] = await readSource({ fileName: 'letter', bytes });
    const { png } = await renderPage(bytes, 'application/pdf', 1, { width: 1654 });
    const askew = await sharp(png).rotate(3, { background: '#ffffff' }).png().toBuffer();
    const [scan] = await readSource({ fileName: 'askew', bytes: new Uint8Array(askew) });
    const { pages: read } = await recognisePages(scan!, engine);
    const { characterErrors, characters } = textErrors(printed!.pages[0]!.text, read[0]!.text);
    expect(characterErrors / characters).toBeLessThan(0.02);
  });
});

describe('repairWords', () => {
  it('repairs units, says so, and leaves numbers alone', () => {
    const words = ['2,1', 'muUI/L', 'umol/L', 'HbAlc', '10l', 'Hg/L'].map((text, order) => ({
      text,
      x0: 0,
      x1: 1,
      top: 0,
      bottom: 1,
      baseline: 1,
      size: 1,
      order,
    }));
    const { words: repaired, repairs } = repairWords(words);
    expect(repaired.map((word) => word.text)).toEqual(['2,1', 'mUI/L', 'µmol/L', 'HbA1c', '10l', 'µg/L']);
    expect(repairs.map(({ before, order }) => [before, order])).toEqual([
      ['muUI/L', 1],
      ['umol/L', 2],
      ['HbAlc', 3],
      ['Hg/L', 5],
    ]);
  });
});

describe('renderPage', () => {
  it('draws a page as wide as asked', async () => {
    const bytes = new Uint8Array(readFileSync(new URL('sources/doc-001.pdf', demo)));
    const { png, width } = await renderPage(bytes, 'application/pdf', 1, { width: 400 });
    expect([width, (await sharp(png).metadata()).width]).toEqual([400, 400]);
    await expect(renderPage(bytes, 'application/pdf', 99, { width: 400 })).rejects.toMatchObject({ code: 'FRS-RD-003' });
  });
});
