import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { PieceModelData } from '../runtime/piece-model.js';
import type { Range } from '../text/analysis.js';
import { rowsOf } from './piece-batches.js';
import { PieceTokenizer } from './piece-tokenizer.js';
import type { Piece, UnigramFile } from './piece-tokenizer.js';

/** In a thread: the tokenizer at once, the model as soon as it is loaded. */
export function openPieces({ model, tokenizer, threads }: PieceModelData): {
  readonly tokenizer: PieceTokenizer;
  readonly loading: Promise<InferenceSession>;
} {
  return {
    tokenizer: new PieceTokenizer(JSON.parse(readFileSync(tokenizer, 'utf8')) as UnigramFile),
    loading: InferenceSession.create(model, {
      // In a container onnxruntime counts the host's cores: the number of threads is always said.
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionProviders: ['cpu'],
    }),
  };
}

/**
 * The scores of each piece, one window at a time: int8 scales its sums by the largest number of a run, so that beside another page the same
 * words would get another answer. On two cores it takes no longer.
 */
export async function scoresOf(session: InferenceSession, pieces: readonly Piece[]): Promise<Float32Array> {
  const { length, ids, mask } = rowsOf([{ pieces }]);
  const output = await session.run({
    input_ids: new Tensor('int64', ids, [1, length]),
    attention_mask: new Tensor('int64', mask, [1, length]),
  });
  return output['logits']?.data as Float32Array;
}

/** The mean score, as a probability, of the pieces from number `first` on that hold some of a range; undefined where none does. */
export function meanAnswer(
  logits: Float32Array,
  pieces: readonly Piece[],
  { first, outputs, output }: { readonly first: number; readonly outputs: number; readonly output: number },
  { start, end }: Range,
): number | undefined {
  let sum = 0;
  let count = 0;
  for (let i = first; i < pieces.length; i += 1) {
    const piece = pieces[i] as Piece;
    if (piece.end <= start || piece.start >= end) continue;
    // The first position is the mark of the beginning.
    sum += logits[(1 + i) * outputs + output] ?? 0;
    count += 1;
  }
  return count === 0 ? undefined : 1 / (1 + Math.exp(-sum / count));
}
