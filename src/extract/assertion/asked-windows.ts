import type { Piece } from '../tagger/piece-tokenizer.js';
import type { AskedSpan } from './assertion.js';

/** Pieces of the text from `from` to `to` (exclusive), and which of the asked spans they answer for. */
export interface AskedWindow {
  readonly from: number;
  readonly to: number;
  /** Indices of the spans, in the order they were asked. */
  readonly spans: readonly number[];
}

/** With the title no more than the model's 512 positions; its training windows held as many at most: see models/assertion/README.md. */
const MAX_PIECES = 320;
/** What stands before a span decides more often than what stands after it. */
const BEFORE = 120;
const AFTER = 40;
const BOUNDARY = /\n+|(?<=[.;!?])\s+/g;

/** Piece numbers at which a line or a sentence begins. */
function beginnings(text: string, pieces: readonly Piece[]): number[] {
  const found = [0];
  let at = 0;
  for (const match of text.matchAll(BOUNDARY)) {
    const boundary = match.index + match[0].length;
    while (at < pieces.length && (pieces[at]?.start ?? Infinity) < boundary) at += 1;
    if (at > (found.at(-1) ?? 0) && at < pieces.length) found.push(at);
  }
  return found;
}

/**
 * As few windows as answer for every span, each of whole lines or sentences where they fit: a short page is one window; on a long one,
 * what stands far from any span is not read.
 */
export function askedWindows(text: string, pieces: readonly Piece[], spans: readonly AskedSpan[]): AskedWindow[] {
  const places = spans
    .map((span, index) => ({
      index,
      first: pieces.findIndex((piece) => piece.end > span.start && piece.start < span.end),
      last: pieces.findLastIndex((piece) => piece.end > span.start && piece.start < span.end),
    }))
    .filter(({ first }) => first >= 0)
    .sort((a, b) => a.first - b.first);
  if (places.length === 0) return [];
  if (pieces.length <= MAX_PIECES) return [{ from: 0, to: pieces.length, spans: places.map(({ index }) => index) }];
  const starts = beginnings(text, pieces);
  const windows: AskedWindow[] = [];
  for (let next = 0; next < places.length;) {
    const { first } = places[next] as (typeof places)[number];
    const from = starts.find((start) => start >= first - BEFORE && start <= first) ?? Math.max(0, first - BEFORE);
    const most = Math.min(pieces.length, from + MAX_PIECES);
    const to = most === pieces.length ? most : (starts.findLast((start) => start > first && start <= most) ?? most);
    const held: number[] = [];
    // A span near the end is better read in the next window, unless it opens this one.
    for (; next < places.length; next += 1) {
      const { index, first: begins, last } = places[next] as (typeof places)[number];
      if (held.length > 0 && (last >= to || (to < pieces.length && begins > to - AFTER))) break;
      held.push(index);
    }
    windows.push({ from, to, spans: held });
  }
  return windows;
}
