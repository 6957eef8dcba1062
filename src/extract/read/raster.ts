import type { Sharp } from 'sharp';
import sharp from 'sharp';
import type { MediaType } from '../../domain/document.js';
import { AppError } from '../../errors.js';
import { LIMITS } from './limits.js';
import { renderPdfPage } from './pdfium-pdf-reader.js';

/** Resolution that recognition works at; below it thin strokes break, above it only time is lost. */
const OCR_DPI = 300;
/** Width of an A4 page at that resolution: what a photo of a page is brought to. */
const A4_WIDTH = 2480;
const A4_HEIGHT = 3508;

export interface PageImage {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export const isImage = (mediaType: MediaType): boolean =>
  mediaType === 'image/jpeg' || mediaType === 'image/png' || mediaType === 'image/tiff';

/** Number of pages of an image file (a TIFF may hold several). Throws AppError FRS-IN-003 or FRS-IN-005. */
export async function countImagePages(bytes: Uint8Array): Promise<number> {
  try {
    const { width, height, pages } = await sharp(bytes, { failOn: 'none', limitInputPixels: false }).metadata();
    if (width * height > LIMITS.pixels) throw new AppError('FRS-IN-005');
    // Decoding is the only proof that the pixels are there.
    await sharp(bytes, { failOn: 'error', limitInputPixels: LIMITS.pixels }).resize(64).raw().toBuffer();
    return pages ?? 1;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('FRS-IN-003', { cause: error });
  }
}

/** A page as the browser shows it: `width` pixels wide, turned upright. Throws AppError FRS-RD-003. */
export async function rasterForView(bytes: Uint8Array, mediaType: MediaType, page: number, width: number): Promise<PageImage> {
  return toPng(await open(bytes, mediaType, page, { width }), (image) => image.resize({ width, withoutEnlargement: true }));
}

/** A page as recognition wants it: upright, grey, at about 300 dpi. Throws AppError FRS-RD-003. */
export async function rasterForOcr(bytes: Uint8Array, mediaType: MediaType, page: number): Promise<PageImage> {
  const image = await open(bytes, mediaType, page, OCR_DPI / 72);
  if (mediaType === 'application/pdf') return toPng(image, (opened) => opened.grayscale());
  return toPng(image, (opened, { width, height }) => {
    // Photos carry no true resolution: a page fills most of the frame.
    const scale = Math.min(width > height ? A4_HEIGHT / width : A4_WIDTH / width, 4);
    return opened.resize({ width: Math.round(width * Math.max(scale, 0.5)), kernel: 'lanczos3' }).grayscale();
  });
}

async function open(bytes: Uint8Array, mediaType: MediaType, page: number, scale: number | { readonly width: number }): Promise<Sharp> {
  if (mediaType === 'application/pdf') {
    const { pixels, width, height } = await renderPdfPage(bytes, page, scale, LIMITS.pixels);
    return sharp(pixels, { raw: { width, height, channels: 3 } });
  }
  return sharp(bytes, { page: page - 1, failOn: 'none', limitInputPixels: LIMITS.pixels })
    .rotate()
    .flatten({ background: '#ffffff' });
}

async function toPng(image: Sharp, prepare: (image: Sharp, size: { width: number; height: number }) => Sharp): Promise<PageImage> {
  try {
    const { data: upright, info: size } = await image.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
    const raw = sharp(upright, { raw: { width: size.width, height: size.height, channels: size.channels } });
    const { data, info } = await prepare(raw, size).png({ compressionLevel: 3 }).toBuffer({ resolveWithObject: true });
    return { png: data, width: info.width, height: info.height };
  } catch (error) {
    throw new AppError('FRS-RD-003', { cause: error });
  }
}
