import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Page, PSM, Worker } from 'tesseract.js';
import { createWorker, OEM } from 'tesseract.js';
import { AppError } from '../../errors.js';
import type { OcrEngine, OcrLine } from './ocr-engine.js';
import { PAGE_SEGMENTATION } from './ocr-engine.js';

/** Milliseconds for one page; the densest of the written dossiers takes a twentieth of it. */
const PAGE_LIMIT_MS = 120_000;

export interface TesseractJsOptions {
  /** Workers; each holds about 150 MB. */
  readonly workers?: number;
  /** Folder of `fra.traineddata.gz`; the one of the installed package by default. */
  readonly dataFolder?: string;
}

/** Tesseract in WebAssembly: nothing to install, nothing fetched, nothing cached on disk. */
export function createTesseractJsOcrEngine(options: TesseractJsOptions = {}): OcrEngine {
  const size = options.workers ?? 2;
  const dataFolder =
    options.dataFolder ?? join(dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/fra/package.json')), '4.0.0_best_int');
  if (!existsSync(join(dataFolder, 'fra.traineddata.gz'))) throw new AppError('FRS-MD-001', { detail: 'fra.traineddata.gz' });
  const idle: Promise<Worker>[] = [];
  const waiting: ((worker: Promise<Worker>) => void)[] = [];
  let started = 0;
  let closed = false;

  const take = (): Promise<Worker> => {
    const free = idle.pop();
    if (free) return free;
    if (started < size) {
      started += 1;
      return startWorker(dataFolder);
    }
    return new Promise((resolve, reject) => waiting.push((worker) => void worker.then(resolve, reject)));
  };
  const give = (worker: Promise<Worker>): void => {
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  };

  return {
    name: 'tesseract.js 7.0.0 (fra 4.0.0_best_int)',
    parallel: size,
    async recognise(png, mode) {
      if (closed) throw new AppError('FRS-SY-001', { detail: 'OCR' });
      const worker = await take();
      let timer: NodeJS.Timeout | undefined;
      try {
        const limit = new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(new AppError('FRS-RD-001')), PAGE_LIMIT_MS);
        });
        await worker.setParameters({ tessedit_pageseg_mode: PAGE_SEGMENTATION[mode] as PSM });
        const { data } = await Promise.race([
          worker.recognize(Buffer.from(png.buffer, png.byteOffset, png.length), {}, { text: false, blocks: true }),
          limit,
        ]);
        give(Promise.resolve(worker));
        return linesOf(data);
      } catch (error) {
        // A worker that failed is not trusted with the next page.
        await worker.terminate().catch(() => undefined);
        give(startWorker(dataFolder));
        throw error instanceof AppError ? error : new AppError('FRS-RD-003', { cause: error });
      } finally {
        clearTimeout(timer);
      }
    },
    async close() {
      closed = true;
      await Promise.all(idle.splice(0).map(async (worker) => (await worker).terminate()));
    },
  };
}

async function startWorker(dataFolder: string): Promise<Worker> {
  const worker = await createWorker('fra', OEM.LSTM_ONLY, {
    langPath: dataFolder,
    gzip: true,
    cacheMethod: 'none',
    errorHandler: () => undefined,
  });
  await worker.setParameters({ user_defined_dpi: '300', debug_file: '/dev/null' });
  return worker;
}

function linesOf(page: Page): OcrLine[] {
  const lines = (page.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines));
  return lines.map(({ baseline, words }) => ({
    baseline: { x0: baseline.x0, y0: baseline.y0, x1: baseline.x1, y1: baseline.y1 },
    words: words
      .filter((word) => word.text.trim() !== '')
      .map(({ text, confidence, bbox }) => ({
        text: text.trim(),
        confidence: Math.max(0, Math.min(1, confidence / 100)),
        x0: bbox.x0,
        y0: bbox.y0,
        x1: bbox.x1,
        y1: bbox.y1,
      })),
  }));
}
