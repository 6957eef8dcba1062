import { workerData } from 'node:worker_threads';
import type { PieceModelData } from '../runtime/piece-model.js';
import { serveModel } from '../runtime/serve-model.js';
import { meanAnswer, openPieces, scoresOf } from '../tagger/onnx-pieces.js';
import type { Piece } from '../tagger/piece-tokenizer.js';
import type { WeighedPassage } from './answer-model.js';

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

const { tokenizer, loading } = openPieces(workerData as PieceModelData);

/** The mean score of each sentence's pieces, as a probability; 0 of what no piece holds. */
async function weigh({ question, passages }: AnswerRequest): Promise<number[][]> {
  const session = await loading;
  const asked = tokenizer.encode(question).slice(0, QUESTION_PIECES);
  const found: number[][] = [];
  for (const { beside, text, sentences } of passages) {
    const before = [...asked, END, ...tokenizer.encode(beside).slice(0, BESIDE_PIECES), END];
    const pieces = [...before, ...tokenizer.encode(text)].slice(0, LONGEST);
    const logits = await scoresOf(session, pieces);
    found.push(sentences.map((sentence) => meanAnswer(logits, pieces, { first: before.length, outputs: 1, output: 0 }, sentence) ?? 0));
  }
  return found;
}

serveModel(weigh);
