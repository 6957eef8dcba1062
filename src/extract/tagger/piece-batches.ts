import type { Piece } from './piece-tokenizer.js';

const START = 0n;
const PADDING = 1n;
const END = 2n;
/** Pieces of a batch, padding counted: it bounds memory, and on two cores larger batches are no faster. */
const BATCH_PIECES = 2048;

/** Jobs of like length together, the shortest first, as many at once as a batch holds. */
export function* batchesOf<T extends { readonly pieces: readonly Piece[] }>(jobs: readonly T[]): Generator<readonly T[]> {
  const ordered = jobs.toSorted((a, b) => a.pieces.length - b.pieces.length);
  for (let at = 0; at < ordered.length;) {
    let size = 1;
    while (at + size < ordered.length && ((ordered[at + size]?.pieces.length ?? 0) + 2) * (size + 1) <= BATCH_PIECES) size += 1;
    yield ordered.slice(at, at + size);
    at += size;
  }
}

/** What the encoder reads of a batch: rows of `length` pieces between their marks, padded; 1 where a piece is. */
export function rowsOf(batch: readonly { readonly pieces: readonly Piece[] }[]): {
  readonly length: number;
  readonly ids: BigInt64Array;
  readonly mask: BigInt64Array;
} {
  const length = Math.max(...batch.map(({ pieces }) => pieces.length)) + 2;
  const ids = new BigInt64Array(batch.length * length).fill(PADDING);
  const mask = new BigInt64Array(batch.length * length);
  batch.forEach(({ pieces }, row) => {
    const at = row * length;
    ids[at] = START;
    pieces.forEach((piece, i) => (ids[at + 1 + i] = BigInt(piece.id)));
    ids[at + 1 + pieces.length] = END;
    mask.fill(1n, at, at + pieces.length + 2);
  });
  return { length, ids, mask };
}
