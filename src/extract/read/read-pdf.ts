import type { Page, ReadingWarning } from '../../domain/document.js';
import { AppError } from '../../errors.js';
import { markFurniture } from './layout/furniture.js';
import { isGibberish } from './layout/gibberish.js';
import { layOut } from './layout/lay-out.js';
import { LIMITS } from './limits.js';
import type { PdfContent, PdfPage, PdfReader } from './pdf-reader.js';
import { pdfiumPdfReader } from './pdfium-pdf-reader.js';
import { warningOf } from './reading.js';

/** Loaded when it is first needed: pdfjs takes longer to start than most deposits to read. */
const lazyPdfParse: PdfReader = {
  name: 'pdf-parse',
  read: async (bytes, options) => (await import('./pdf-parse-pdf-reader.js')).pdfParsePdfReader.read(bytes, options),
};

/** PDFium first: `npm run bench -- extract` has the figures of both. */
const [first, second]: readonly [PdfReader, PdfReader] = [pdfiumPdfReader, lazyPdfParse];
/** A page with fewer characters than this and an image over most of it is a picture of a page. */
const FEW_CHARACTERS = 120;

export interface PagesRead {
  readonly pages: Page[];
  readonly needsOcr: number[];
  readonly warnings: ReadingWarning[];
}

/**
 * The pages of a PDF's text layer. The second engine takes over when the first fails, page by page when its text is
 * gibberish; a page that neither reads, or that is an image, waits for recognition. Throws AppError FRS-IN-003 or
 * FRS-IN-004 when neither engine opens the file.
 */
export async function readPdf(bytes: Uint8Array): Promise<PagesRead> {
  let content: PdfContent;
  try {
    content = await first.read(bytes, { maxPages: LIMITS.pages });
  } catch (error) {
    if (error instanceof AppError && error.code === 'FRS-IN-004') throw error;
    content = await second.read(bytes, { maxPages: LIMITS.pages });
  }
  if (content.pageCount === 0) throw new AppError('FRS-IN-003');
  let other: Promise<PdfContent | undefined> | undefined;
  const secondOpinion = async (index: number): Promise<PdfPage | undefined> => {
    other ??= second.read(bytes, { maxPages: LIMITS.pages }).catch(() => undefined);
    return (await other)?.pages[index];
  };

  const pages: Page[] = [];
  const needsOcr: number[] = [];
  for (let index = 0; index < Math.min(content.pageCount, LIMITS.pages); index += 1) {
    const number = index + 1;
    let page = laidOut(content.pages[index]);
    if (page === undefined || page.gibberish) page = betterOf(page, laidOut(await secondOpinion(index)));
    const isPicture =
      page === undefined || (page.drawn && (page.characters < 8 || (page.characters < FEW_CHARACTERS && page.imageCover > 0.4)));
    if (page === undefined || page.gibberish || isPicture) needsOcr.push(number);
    const readable = page !== undefined && !page.gibberish && !isPicture;
    pages.push({
      number,
      text: readable ? page!.text : '',
      source: readable ? 'text-layer' : 'failed',
      positions: readable ? page!.positions : [],
      furniture: [],
    });
  }
  const warnings = content.pageCount > LIMITS.pages ? [warningOf('FRS-RD-004', LIMITS.pages + 1)] : [];
  return { pages: markFurniture(pages), needsOcr, warnings };
}

interface Candidate {
  readonly text: string;
  readonly positions: Page['positions'];
  readonly characters: number;
  readonly imageCover: number;
  /** False on an empty page and on one that holds nothing but text. */
  readonly drawn: boolean;
  readonly gibberish: boolean;
}

function laidOut(page: PdfPage | undefined): Candidate | undefined {
  if (!page) return undefined;
  const { text, positions } = layOut(page.words, page);
  return {
    text,
    positions,
    characters: text.replace(/\s/gu, '').length,
    imageCover: page.imageCover ?? 1,
    drawn: page.drawn ?? true,
    gibberish: isGibberish(text, page.unmapped),
  };
}

function betterOf(first: Candidate | undefined, second: Candidate | undefined): Candidate | undefined {
  return second !== undefined && (first === undefined || !second.gibberish) ? second : first;
}
