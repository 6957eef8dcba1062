import type { Piece } from './piece-tokenizer.js';

/** Pieces `from` to `to` (exclusive) of a text. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** What the tagger was trained on, and no more than its positions: see models/tagger/README.md. */
const MAX_PIECES = 200;
/** A sentence longer than a window is cut into windows that share this many pieces. */
const OVERLAP = 40;
const BOUNDARY = /\n+|(?<=[.!?;])\s+(?=[A-ZÉÈÀÂÊÎÔÇ"«(])/g;

/** Whole sentences together as far as they fit, in order. A longer sentence is cut, its windows overlapping. */
export function cutWindows(text: string, pieces: readonly Piece[]): Window[] {
  const ends: number[] = [];
  let at = 0;
  for (const match of text.matchAll(BOUNDARY)) {
    const boundary = match.index + match[0].length;
    while (at < pieces.length && (pieces[at]?.start ?? Infinity) < boundary) at += 1;
    if (at > (ends.at(-1) ?? 0)) ends.push(at);
  }
  if (pieces.length > (ends.at(-1) ?? 0)) ends.push(pieces.length);

  const windows: Window[] = [];
  let from = 0;
  let last = 0;
  const close = (): void => {
    for (let start = from; start < last; start += MAX_PIECES - OVERLAP) {
      windows.push({ from: start, to: Math.min(last, start + MAX_PIECES) });
      if (start + MAX_PIECES >= last) break;
    }
    from = last;
  };
  for (const end of ends) {
    if (end - from > MAX_PIECES) close();
    last = end;
  }
  close();
  return windows;
}
