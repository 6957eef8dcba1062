import type { MediaType } from '../../domain/document.js';
import { AppError } from '../../errors.js';
import { LIMITS } from './limits.js';
import type { RawReading } from './reading.js';
import { readSource } from './read-source.js';
import { imageOf, sharedPool } from './worker-pool.js';

/** Widest page image that is drawn, in pixels. */
const WIDEST = 3000;

/**
 * The image of a page, `width` pixels wide at most: of a PDF, an image file, or the PDF or image that a coded document
 * carries as its body. Throws AppError FRS-RD-003 where there is no image to show (text, structured documents) or the
 * page cannot be drawn, FRS-RD-001 past the time.
 */
export async function renderPage(
  bytes: Uint8Array,
  mediaType: MediaType,
  page: number,
  { width }: { readonly width: number },
): Promise<{ png: Buffer; width: number; height: number }> {
  const source = mediaType.startsWith('image/') || mediaType === 'application/pdf' ? { bytes, mediaType } : await bodyOf(bytes);
  if (source === undefined) throw new AppError('FRS-RD-003', { detail: `page ${String(page)}` });
  const answer = await sharedPool().ask(
    {
      kind: 'view-image',
      bytes: source.bytes,
      mediaType: source.mediaType,
      page,
      width: Math.max(16, Math.min(WIDEST, Math.round(width))),
    },
    LIMITS.renderMs,
  );
  const image = imageOf(answer);
  return { png: Buffer.from(image.png.buffer, image.png.byteOffset, image.png.length), width: image.width, height: image.height };
}

async function bodyOf(bytes: Uint8Array): Promise<RawReading['body']> {
  return (await readSource({ fileName: '', bytes }))[0]?.body;
}
