import type { Piece } from './piece-tokenizer.js';
import type { KnownSpan, TagGroup, TaggedSpan } from './tagger.js';

/** Outside, begin, inside. */
const STATES = 3;
const ALPHANUMERIC = /[\p{L}\p{N}]/u;

/** Groups that the vocabularies speak of, in the order of the network's input. */
const TOLD: readonly TagGroup[] = ['DISO', 'CHEM', 'PROC'];
/** Of each piece, what the network is told: a name of the group begins, goes on, for each group; then 1 wherever the vocabularies were asked. */
export const KNOWN_FEATURES = 2 * TOLD.length + 1;

/** Writes what the vocabularies say of `pieces` into `input`, from `offset` on. */
export function tellKnown(input: Float32Array, offset: number, pieces: readonly Piece[], known: readonly KnownSpan[]): void {
  for (let i = 0; i < pieces.length; i += 1) input[offset + (i + 1) * KNOWN_FEATURES - 1] = 1;
  for (const span of known) {
    const group = TOLD.indexOf(span.group);
    if (group < 0) continue;
    let first = true;
    pieces.forEach((piece, i) => {
      if (piece.start === piece.end || piece.start >= span.end || piece.end <= span.start) return;
      input[offset + i * KNOWN_FEATURES + 2 * group + (first ? 0 : 1)] = 1;
      first = false;
    });
  }
}

/** The likeliest path over the scores of one group: "inside" may neither open nor follow "outside". */
function bestPath(scores: Float64Array, length: number): Uint8Array {
  const back = new Uint8Array(length);
  let outside = scores[0] ?? 0;
  let begin = scores[1] ?? 0;
  let inside = -Infinity;
  for (let i = 1; i < length; i += 1) {
    const anywhere = begin >= outside && begin >= inside ? 1 : outside >= inside ? 0 : 2;
    const within = begin >= inside ? 1 : 2;
    const best = anywhere === 0 ? outside : anywhere === 1 ? begin : inside;
    const held = Math.max(begin, inside);
    back[i] = anywhere | (within << 2);
    outside = best + (scores[i * STATES] ?? 0);
    begin = best + (scores[i * STATES + 1] ?? 0);
    inside = held + (scores[i * STATES + 2] ?? 0);
  }
  const path = new Uint8Array(length);
  let state = outside >= begin && outside >= inside ? 0 : begin >= inside ? 1 : 2;
  for (let i = length - 1; i >= 0; i -= 1) {
    path[i] = state;
    state = state === 2 ? (back[i] ?? 0) >> 2 : (back[i] ?? 0) & 3;
  }
  return path;
}

/** Whole words: a span that ends inside one takes the rest of it, and leaves the stop that a piece may hold ("2."). */
function toWords(text: string, start: number, end: number): { start: number; end: number } {
  while (start > 0 && ALPHANUMERIC.test(text[start - 1] ?? '') && ALPHANUMERIC.test(text[start] ?? '')) start -= 1;
  while (end < text.length && ALPHANUMERIC.test(text[end] ?? '') && ALPHANUMERIC.test(text[end - 1] ?? '')) end += 1;
  while (end > start && /[.,;:]/.test(text[end - 1] ?? '')) end -= 1;
  return { start, end };
}

/**
 * The spans of one window. `logits` holds, piece after piece, three scores for each of the `labels` of the model, from `offset` on;
 * labels that are no group of ours are passed over.
 */
export function decodeTags(
  text: string,
  pieces: readonly Piece[],
  logits: Float32Array,
  offset: number,
  labels: readonly (TagGroup | undefined)[],
): TaggedSpan[] {
  const spans: TaggedSpan[] = [];
  const width = labels.length * STATES;
  const scores = new Float64Array(pieces.length * STATES);
  labels.forEach((group, label) => {
    if (group === undefined || pieces.length === 0) return;
    for (let i = 0; i < pieces.length; i += 1) {
      const at = offset + i * width + label * STATES;
      const three = [logits[at] ?? 0, logits[at + 1] ?? 0, logits[at + 2] ?? 0];
      const most = Math.max(...three);
      const sum = Math.log(three.reduce((total, score) => total + Math.exp(score - most), 0)) + most;
      for (let state = 0; state < STATES; state += 1) scores[i * STATES + state] = (three[state] ?? 0) - sum;
    }
    const path = bestPath(scores, pieces.length);
    for (let i = 0; i < pieces.length; i += 1) {
      if (path[i] === 0) continue;
      let last = i;
      while (path[last + 1] === 2) last += 1;
      let sure = 0;
      for (let k = i; k <= last; k += 1) sure += Math.exp(scores[k * STATES + (path[k] ?? 0)] ?? 0);
      const range = toWords(text, pieces[i]?.start ?? 0, pieces[last]?.end ?? 0);
      if (range.end > range.start) spans.push({ ...range, group, confidence: sure / (last - i + 1) });
      i = last;
    }
  });
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Of spans of one group that overlap (windows share pieces), the longest stays, the first of equals. */
export function withoutOverlap<T extends KnownSpan>(spans: readonly T[]): T[] {
  const kept: T[] = [];
  for (const span of [...spans].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (!kept.some((other) => other.group === span.group && other.start < span.end && span.start < other.end)) kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start || b.end - a.end);
}
