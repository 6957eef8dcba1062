import { execFile } from 'node:child_process';
import { AppError } from '../../errors.js';
import type { OcrEngine, OcrLine, OcrWord } from './ocr-engine.js';
import { PAGE_SEGMENTATION } from './ocr-engine.js';
import { decodeEntities } from './text/html-text.js';

const PAGE_LIMIT_MS = 120_000;

/** The `tesseract` program of the machine with its French data, where the site names it. */
export function createNativeTesseractOcrEngine(program: string): OcrEngine {
  return {
    name: 'tesseract (programme du système)',
    parallel: 2,
    async recognise(png, mode) {
      const args = [
        'stdin',
        'stdout',
        '-l',
        'fra',
        '--oem',
        '1',
        '--psm',
        PAGE_SEGMENTATION[mode],
        '--dpi',
        '300',
        '-c',
        'tessedit_create_hocr=1',
      ];
      return linesOfHocr(await run(program, args, png));
    },
    close: () => Promise.resolve(),
  };
}

function run(program: string, args: readonly string[], input: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    // One thread a page: pages are what is done side by side.
    const options = { env: { ...process.env, OMP_THREAD_LIMIT: '1' }, timeout: PAGE_LIMIT_MS, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(program, [...args], options, (error, stdout) => {
      if (!error) resolve(stdout);
      else if (error.killed === true) reject(new AppError('FRS-RD-001'));
      else reject(new AppError((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'FRS-MD-001' : 'FRS-RD-003', { cause: error }));
    });
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(Buffer.from(input.buffer, input.byteOffset, input.length));
  });
}

/** Lines, words, boxes and baselines of Tesseract's hOCR. */
function linesOfHocr(hocr: string): OcrLine[] {
  return hocr
    .split(/(?=<span class='ocr_(?:line|textfloat|header|caption)')/u)
    .slice(1)
    .map((chunk): OcrLine => {
      const [x0, , x1, y1] = numbersAfter(chunk, 'bbox', 4);
      const [slope, offset] = numbersAfter(chunk.slice(0, chunk.indexOf('>')), 'baseline', 2);
      const words = [...chunk.matchAll(/<span class='ocrx_word'[^>]*title='([^']*)'[^>]*>([\s\S]*?)<\/span>/gu)].map(
        ([, title, html]): OcrWord => {
          const [wx0, wy0, wx1, wy1] = numbersAfter(title!, 'bbox', 4);
          return {
            text: decodeEntities(html!.replace(/<[^>]*>/gu, '')).trim(),
            confidence: numbersAfter(title!, 'x_wconf', 1)[0]! / 100,
            x0: wx0!,
            y0: wy0!,
            x1: wx1!,
            y1: wy1!,
          };
        },
      );
      const bottom = y1! + (offset ?? 0);
      return {
        words: words.filter((word) => word.text !== ''),
        baseline: { x0: x0!, y0: bottom, x1: x1!, y1: bottom + (slope ?? 0) * (x1! - x0!) },
      };
    })
    .filter((line) => line.words.length > 0);
}

function numbersAfter(text: string, key: string, count: number): number[] {
  const found = new RegExp(`${key}((?: -?[\\d.]+){${String(count)}})`, 'u').exec(text);
  return found ? found[1]!.trim().split(' ').map(Number) : Array.from({ length: count }, () => 0);
}
