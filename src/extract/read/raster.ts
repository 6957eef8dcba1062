import type { Sharp } from 'sharp';
import sharp from 'sharp';
import type { MediaType } from '../../domain/document.js';
import { AppError } from '../../errors.js';
import { cleanPage, inkOf } from './image/clean-page.js';
import type { GreyImage } from './image/components.js';
import { skewOf } from './image/skew.js';
import { whiten } from './image/whiten.js';
import { LIMITS } from './limits.js';
import { renderPdfPage } from './pdfium-pdf-reader.js';

/** Resolution that recognition works at; below it thin strokes break, above it only time is lost. */
const OCR_DPI = 300;
/** Width of an A4 page at that resolution: what a photo of a page is brought to. */
const A4_WIDTH = 2480;
const A4_HEIGHT = 3508;
/** From this many degrees on a page is set straight before recognition; below, the engine copes, and turning would only soften the strokes. */
const TILTED = 1;

export interface PageImage {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** An image made for recognition, and the boxes to tick that were taken out of it. */
export interface OcrImage extends PageImage {
  readonly checkBoxes: readonly {
    readonly x0: number;
    readonly y0: number;
    readonly x1: number;
    readonly y1: number;
    readonly checked: boolean;
  }[];
  /** Present on an image that was set straight: by how many degrees, and the size it had. */
  readonly tilt?: Tilt;
}

export interface Tilt {
  readonly degrees: number;
  readonly width: number;
  readonly height: number;
}

export const isImage = (mediaType: MediaType): boolean =>
  mediaType === 'image/jpeg' || mediaType === 'image/png' || mediaType === 'image/tiff';

/** Number of pages of an image file (a TIFF may hold several). Throws AppError FRS-IN-003 or FRS-IN-005. */
export async function countImagePages(bytes: Uint8Array): Promise<number> {
  try {
    const { width, height, pages, pageHeight } = await sharp(bytes, { failOn: 'none', limitInputPixels: false }).metadata();
    if (width * (pageHeight ?? height) > LIMITS.pixels) throw new AppError('FRS-IN-005');
    // Decoding is the only proof that the pixels are there.
    await sharp(bytes, { failOn: 'error', limitInputPixels: LIMITS.pixels }).resize(64).raw().toBuffer();
    return pages ?? 1;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('FRS-IN-003', { cause: error });
  }
}

/** Smaller pictures inside a document are logos, signatures and icons: no page was scanned at less than a hundred dots an inch. */
const SMALLEST_PAGE = 700;

/** Whether a picture inside a document may be a page, or a part of one, that was scanned or photographed. */
export async function mayBePage(bytes: Uint8Array): Promise<boolean> {
  try {
    const { width, height } = await sharp(bytes, { failOn: 'none', limitInputPixels: LIMITS.pixels }).metadata();
    return Math.max(width, height) >= SMALLEST_PAGE && Math.min(width, height) >= SMALLEST_PAGE / 3;
  } catch {
    return false;
  }
}

/** A page as the browser shows it: `width` pixels wide at most for an image, exactly for a PDF; upright. Throws AppError FRS-RD-003. */
export async function rasterForView(bytes: Uint8Array, mediaType: MediaType, page: number, width: number): Promise<PageImage> {
  try {
    const image =
      mediaType === 'application/pdf'
        ? await openPdf(bytes, page, { width })
        : openImage(bytes, page).resize({ width, withoutEnlargement: true });
    const { data, info } = await image.png({ compressionLevel: 4 }).toBuffer({ resolveWithObject: true });
    return { png: data, width: info.width, height: info.height };
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('FRS-RD-003', { cause: error });
  }
}

/** A page as recognition wants it: upright, straight, grey on white, at about 300 dpi, without what it would take for letters. Throws AppError FRS-RD-003. */
export async function rasterForOcr(bytes: Uint8Array, mediaType: MediaType, page: number): Promise<OcrImage> {
  try {
    // A scanned page is drawn at the resolution of its own picture: enlarging is left to a better filter than PDFium's.
    const image = mediaType === 'application/pdf' ? await openPdf(bytes, page, { scannedOr: OCR_DPI / 72 }) : openImage(bytes, page);
    const { data, info } = await image.grayscale().toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
    // Photos carry no true resolution: a page fills most of the frame.
    const target = info.width > info.height ? A4_HEIGHT : A4_WIDTH;
    const scale = Math.max(0.5, Math.min(target / info.width, 4));
    const sized = await sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
      .resize({ width: Math.round(info.width * scale), kernel: 'lanczos3' })
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const asFound = { pixels: new Uint8Array(sized.data), width: sized.info.width, height: sized.info.height };
    const ink = inkOf(asFound);
    const degrees = ink.letter === undefined ? 0 : skewOf(ink.pieces, ink.letter);
    const tilted = Math.abs(degrees) >= TILTED;
    const upright = tilted ? await rotated(asFound, -degrees) : asFound;
    const checkBoxes = cleanPage(upright, tilted ? undefined : ink).map(({ x0, y0, x1, y1, checked }) => ({ x0, y0, x1, y1, checked }));
    whiten(upright);
    const { pixels, width, height } = upright;
    const png = await sharp(pixels, { raw: { width, height, channels: 1 } })
      .withMetadata({ density: OCR_DPI })
      .png({ compressionLevel: 1 })
      .toBuffer();
    return { png, width, height, checkBoxes, ...(tilted ? { tilt: { degrees, width: asFound.width, height: asFound.height } } : {}) };
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('FRS-RD-003', { cause: error });
  }
}

/** Turned clockwise by any angle, corners white. */
async function rotated({ pixels, width, height }: GreyImage, degrees: number): Promise<GreyImage> {
  const { data, info } = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .rotate(degrees, { background: '#ffffff' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: new Uint8Array(data), width: info.width, height: info.height };
}

/** Pieces of a page's image, each as an image of its own. Throws AppError FRS-RD-003. */
export async function cutOut(
  png: Uint8Array,
  pieces: readonly { readonly left: number; readonly top: number; readonly width: number; readonly height: number }[],
): Promise<Uint8Array[]> {
  try {
    const { data, info } = await sharp(png).grayscale().toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
    const raw = { width: info.width, height: info.height, channels: 1 as const };
    return await Promise.all(
      pieces.map((piece) => sharp(data, { raw }).extract(piece).withMetadata({ density: OCR_DPI }).png({ compressionLevel: 1 }).toBuffer()),
    );
  } catch (error) {
    throw new AppError('FRS-RD-003', { cause: error });
  }
}

/** The image turned clockwise by quarters; its boxes to tick, sought upright, are left out. */
export async function turnImage(image: PageImage, quarters: 1 | 2 | 3): Promise<OcrImage> {
  const { data, info } = await sharp(image.png)
    .rotate(quarters * 90)
    .withMetadata({ density: OCR_DPI })
    .png({ compressionLevel: 2 })
    .toBuffer({ resolveWithObject: true });
  return { png: data, width: info.width, height: info.height, checkBoxes: [] };
}

async function openPdf(bytes: Uint8Array, page: number, size: { readonly width: number } | { readonly scannedOr: number }): Promise<Sharp> {
  const { pixels, width, height } = await renderPdfPage(bytes, page, size, LIMITS.pixels);
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** `autoOrient` follows the camera's note of how it was held. */
function openImage(bytes: Uint8Array, page: number): Sharp {
  return sharp(bytes, { page: page - 1, failOn: 'none', limitInputPixels: LIMITS.pixels })
    .autoOrient()
    .flatten({ background: '#ffffff' });
}
