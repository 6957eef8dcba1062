/** One recognised word, in pixels of the image. */
export interface OcrWord {
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** A line as the engine cut it, with the baseline it fitted through its letters. */
export interface OcrLine {
  readonly words: readonly OcrWord[];
  readonly baseline: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
}

/**
 * How the engine cuts the page: `page` finds blocks and columns, which suits prose; `rows` takes lines across the whole
 * width, which keeps tables whole and loses columns; `line` takes the image for one line.
 */
export type OcrMode = 'page' | 'rows' | 'line';

/** Tesseract's page segmentation modes for each. */
export const PAGE_SEGMENTATION = { page: '3', rows: '6', line: '7' } as const satisfies Record<OcrMode, string>;

/**
 * Recognises French text on the image of a page, at about 300 dpi. An engine belongs to one patient and is closed after
 * it: engines learn from what they read. Throws AppError FRS-MD-001 when its data is missing, FRS-RD-003 when the page
 * cannot be recognised, FRS-RD-001 past its time.
 */
export interface OcrEngine {
  /** Name and version, for the provenance. */
  readonly name: string;
  /** Pages it recognises at the same time. */
  readonly parallel: number;
  recognise(png: Uint8Array, mode: OcrMode): Promise<readonly OcrLine[]>;
  close(): Promise<void>;
}
