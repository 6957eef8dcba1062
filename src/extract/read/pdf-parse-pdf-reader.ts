import { PDFParse } from 'pdf-parse';
import { AppError } from '../../errors.js';
import { cleanWord } from './layout/clean-word.js';
import type { Word } from './layout/word.js';
import type { PdfContent, PdfPage, PdfReader } from './pdf-reader.js';

/** The parts of pdf-parse's own pdfjs that are used here; `PDFParse.setWorker` publishes it. */
interface PdfJs {
  readonly getDocument: (options: object) => { readonly promise: Promise<PdfJsDocument>; readonly destroy: () => Promise<void> };
}
interface PdfJsDocument {
  readonly numPages: number;
  readonly getPage: (number: number) => Promise<PdfJsPage>;
}
interface PdfJsPage {
  readonly getViewport: (options: { scale: number }) => {
    readonly width: number;
    readonly height: number;
    readonly transform: readonly number[];
  };
  readonly getTextContent: () => Promise<{ readonly items: readonly PdfJsItem[] }>;
  readonly cleanup: () => void;
}
interface PdfJsItem {
  readonly str?: string;
  readonly width?: number;
  readonly transform?: readonly number[];
}

function pdfjs(): PdfJs {
  PDFParse.setWorker();
  return (globalThis as unknown as { readonly pdfjs: PdfJs }).pdfjs;
}

/** Text and positions by pdf-parse's pdfjs: runs of about three words, whose words share the run's width by their length. */
export const pdfParsePdfReader: PdfReader = {
  name: 'pdf-parse',
  async read(bytes, { maxPages }): Promise<PdfContent> {
    // pdfjs takes the buffer away: give it a copy. No font is fetched, no code is generated.
    const task = pdfjs().getDocument({
      data: bytes.slice(),
      verbosity: 0,
      isEvalSupported: false,
      useSystemFonts: false,
      disableFontFace: true,
      stopAtErrors: false,
    });
    try {
      const document = await task.promise;
      const pages: (PdfPage | undefined)[] = [];
      for (let number = 1; number <= Math.min(document.numPages, maxPages); number += 1) pages.push(await readPage(document, number));
      return { pageCount: document.numPages, pages };
    } catch (error) {
      throw new AppError(error instanceof Error && error.name === 'PasswordException' ? 'FRS-IN-004' : 'FRS-IN-003', { cause: error });
    } finally {
      await task.destroy();
    }
  },
};

async function readPage(document: PdfJsDocument, number: number): Promise<PdfPage | undefined> {
  try {
    const page = await document.getPage(number);
    const { width, height, transform } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const words: Word[] = [];
    let unmapped = 0;
    for (const item of items) {
      if (item.str === undefined || item.transform === undefined || item.str.trim() === '') continue;
      unmapped += item.str.match(/[\ufffd\ue000-\uf8ff\u0000-\u0008]/gu)?.length ?? 0;
      words.push(...itemWords(item.str, item.width ?? 0, item.transform, transform, words.length));
    }
    page.cleanup();
    return { number, width, height, words: joinSplitWords(words), unmapped };
  } catch {
    return undefined;
  }
}

/** Cuts a run into words; a digit or a letter is taken as one unit wide, a narrow sign as half. */
function itemWords(text: string, width: number, item: readonly number[], view: readonly number[], order: number): Word[] {
  const [a, b, c, d, e, f] = item as [number, number, number, number, number, number];
  const [va, vb, vc, vd, ve, vf] = view as [number, number, number, number, number, number];
  const baseline = vb * e + vd * f + vf;
  const start = va * e + vc * f + ve;
  const size = Math.hypot(c, d) * Math.hypot(vc, vd);
  const direction = Math.sign(va * a + vc * b) || 1;
  const advance = [...text].map((character) => (/[.,:;'’|il!()\s]/u.test(character) ? 0.6 : 1));
  const unit =
    (width * Math.hypot(va, vb)) /
    Math.max(
      1,
      advance.reduce((sum, value) => sum + value, 0),
    );
  const words: Word[] = [];
  let x = start;
  let current = '';
  let from = x;
  const close = (): void => {
    if (current === '') return;
    words.push({
      text: cleanWord(current),
      x0: Math.min(from, x),
      x1: Math.max(from, x),
      top: baseline - size * 0.93,
      bottom: baseline + size * 0.24,
      baseline,
      size,
      order: order + words.length,
    });
    current = '';
  };
  [...text].forEach((character, index) => {
    if (/\s/u.test(character)) close();
    else {
      if (current === '') from = x;
      current += character;
    }
    x += direction * unit * advance[index]!;
  });
  close();
  return words;
}

/** A word set in two runs without a space between them (kerning, a change of font) is one word. */
function joinSplitWords(words: readonly Word[]): Word[] {
  const joined: Word[] = [];
  for (const word of words) {
    const previous = joined.at(-1);
    const touches =
      previous && Math.abs(previous.baseline - word.baseline) < 0.1 * word.size && Math.abs(word.x0 - previous.x1) < 0.08 * word.size;
    if (previous && touches) joined[joined.length - 1] = { ...previous, text: previous.text + word.text, x1: word.x1 };
    else joined.push(word);
  }
  return joined;
}
