import type { PageSize, Word } from './layout/word.js';

export interface PdfPage extends PageSize {
  readonly number: number;
  readonly words: readonly Word[];
  /** Share of the page that images cover, 0 to 1; undefined where the engine does not say. */
  readonly imageCover?: number;
  /** Whether anything but text is drawn on it (pictures, strokes); undefined where the engine does not say. */
  readonly drawn?: boolean;
  /** Characters that the fonts do not map to Unicode. */
  readonly unmapped: number;
}

export interface PdfContent {
  readonly pageCount: number;
  /** At most as many as the limit asked for; a page that failed is undefined. */
  readonly pages: readonly (PdfPage | undefined)[];
}

/**
 * Reads the text layer of a PDF, word by word. Throws AppError FRS-IN-003 when the file is damaged and FRS-IN-004 when
 * it asks for a password.
 */
export interface PdfReader {
  readonly name: string;
  read(bytes: Uint8Array, options: { readonly maxPages: number }): Promise<PdfContent>;
}
