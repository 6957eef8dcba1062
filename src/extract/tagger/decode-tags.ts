import type { Piece } from './piece-tokenizer.js';
import type { KnownSpan, TagGroup, TaggedSpan } from './tagger.js';

/** Outside, begin, inside. */
const STATES = 3;
const ALPHANUMERIC = /[\p{L}\p{N}]/u;

/** Groups that the vocabularies speak of. */
const TOLD: ReadonlySet<TagGroup> = new Set(['DISO', 'CHEM', 'PROC']);
/** Added to the scores of what they find, and to "outside" where they find nothing: chosen on QUAERO's development half, see models/tagger. */
const KNOWN_BONUS = 6;
const UNKNOWN_MALUS = 2;

/** Of each piece, what the vocabularies say: 0 nothing, 1 a name begins, 2 a name goes on. */
function hintsOf(pieces: readonly Piece[], known: readonly KnownSpan[], group: TagGroup): Uint8Array {
  const hints = new Uint8Array(pieces.length);
  for (const span of known) {
    if (span.group !== group) continue;
    let first = true;
    pieces.forEach((piece, i) => {
      if (piece.start >= span.end || piece.end <= span.start) return;
      hints[i] = first ? 1 : 2;
      first = false;
    });
  }
  return hints;
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
 * labels that are no group of ours are passed over. With `known`, the vocabularies have their say before the best path is chosen.
 */
export function decodeTags(
  text: string,
  pieces: readonly Piece[],
  logits: Float32Array,
  offset: number,
  labels: readonly (TagGroup | undefined)[],
  known?: readonly KnownSpan[],
): TaggedSpan[] {
  const spans: TaggedSpan[] = [];
  const width = labels.length * STATES;
  const scores = new Float64Array(pieces.length * STATES);
  labels.forEach((group, label) => {
    if (group === undefined || pieces.length === 0) return;
    const hints = known !== undefined && TOLD.has(group) ? hintsOf(pieces, known, group) : undefined;
    for (let i = 0; i < pieces.length; i += 1) {
      const at = offset + i * width + label * STATES;
      const three: [number, number, number] = [logits[at] ?? 0, logits[at + 1] ?? 0, logits[at + 2] ?? 0];
      const hint = hints?.[i];
      if (hint === 1 || hint === 2) three[hint] += KNOWN_BONUS;
      else if (hint === 0) three[0] += UNKNOWN_MALUS;
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
export function withoutOverlap(spans: readonly TaggedSpan[]): TaggedSpan[] {
  const kept: TaggedSpan[] = [];
  for (const span of [...spans].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
    if (!kept.some((other) => other.group === span.group && other.start < span.end && span.start < other.end)) kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start || b.end - a.end);
}
