/**
 * What every reader hands to the layout: one word where it stands on the page. Units are the reader's own (points for
 * a PDF, pixels for an image), origin at the top left, y growing downwards.
 */
export interface Word {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  readonly top: number;
  readonly bottom: number;
  /** Where the letters stand; what rows are built from. */
  readonly baseline: number;
  /** Font size, or its estimate. */
  readonly size: number;
  /** Rank in the source's own order, which for a PDF often follows the columns. */
  readonly order: number;
  /** OCR confidence, 0 to 1. */
  readonly confidence?: number;
  /** Where the word stands on the image when its coordinates above were straightened. */
  readonly box?: { readonly x0: number; readonly top: number; readonly x1: number; readonly bottom: number };
}

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Words on one baseline with no wide gap between them: a cell, or a line of prose. */
export interface Segment {
  readonly words: readonly Word[];
  readonly x0: number;
  readonly x1: number;
  readonly baseline: number;
  readonly size: number;
  /** Characters, spaces included. */
  readonly length: number;
}

export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
