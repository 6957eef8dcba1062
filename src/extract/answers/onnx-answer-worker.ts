import { readFileSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { serveModel } from '../runtime/serve-model.js';
import { rowsOf } from '../tagger/piece-batches.js';
import { PieceTokenizer } from '../tagger/piece-tokenizer.js';
import type { Piece, UnigramFile } from '../tagger/piece-tokenizer.js';
import type { WeighedPassage } from './answer-model.js';

/** What the worker is started with. */
export interface AnswerWorkerData {
  readonly model: string;
  readonly tokenizer: string;
  readonly threads: number;
}

/** A question and the passages that may answer it. */
export interface AnswerRequest {
  readonly question: string;
  readonly passages: readonly WeighedPassage[];
}

/** As in training (models/answers/teach.py): the model has 512 positions. */
const QUESTION_PIECES = 80;
const BESIDE_PIECES = 60;
const LONGEST = 509;
/** The mark that ends the question and what stands beside the passage. */
const END: Piece = { id: 2, start: -1, end: -1 };

const { model, tokenizer: tokenizerFile, threads } = workerData as AnswerWorkerData;
const tokenizer = new PieceTokenizer(JSON.parse(readFileSync(tokenizerFile, 'utf8')) as UnigramFile);
const loading = InferenceSession.create(model, {
  // In a container onnxruntime counts the host's cores: the number of threads is always said.
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  executionProviders: ['cpu'],
});

/**
 * The mean score of each sentence's pieces, as a probability. One passage at a time: int8 scales its sums by the largest number of a run, so
 * that beside another passage the same words would get another answer.
 */
async function weigh({ question, passages }: AnswerRequest): Promise<number[][]> {
  const session = await loading;
  const asked = tokenizer.encode(question).slice(0, QUESTION_PIECES);
  const found: number[][] = [];
  for (const { beside, text, sentences } of passages) {
    const before = [...asked, END, ...tokenizer.encode(beside).slice(0, BESIDE_PIECES), END];
    const pieces = [...before, ...tokenizer.encode(text)].slice(0, LONGEST);
    const { length, ids, mask } = rowsOf([{ pieces }]);
    const output = await session.run({
      input_ids: new Tensor('int64', ids, [1, length]),
      attention_mask: new Tensor('int64', mask, [1, length]),
    });
    const logits = output['logits']?.data as Float32Array;
    found.push(
      sentences.map(({ start, end }) => {
        let sum = 0;
        let count = 0;
        for (let i = before.length; i < pieces.length; i += 1) {
          const piece = pieces[i] as Piece;
          if (piece.end <= start || piece.start >= end) continue;
          // The first position is the mark of the beginning.
          sum += logits[1 + i] as number;
          count += 1;
        }
        return count === 0 ? 0 : 1 / (1 + Math.exp(-sum / count));
      }),
    );
  }
  return found;
}

serveModel(weigh);
