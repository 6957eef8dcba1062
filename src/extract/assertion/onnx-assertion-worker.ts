import { workerData } from 'node:worker_threads';
import type { PieceModelData } from '../runtime/piece-model.js';
import { serveModel } from '../runtime/serve-model.js';
import { meanAnswer, openPieces, scoresOf } from '../tagger/onnx-pieces.js';
import type { Piece } from '../tagger/piece-tokenizer.js';
import { askedWindows } from './asked-windows.js';
import type { AskedText } from './assertion.js';
import { NO_ANSWER, QUESTIONS } from './assertion.js';

interface Job {
  readonly text: number;
  /** Of the title, then of the window. */
  readonly pieces: readonly Piece[];
  readonly titled: number;
  readonly spans: readonly number[];
}

/** A title longer than that is no title. */
const TITLE_PIECES = 60;

const { tokenizer, loading } = openPieces(workerData as PieceModelData);

/** The mean score of a span's pieces for its question, as a probability. */
async function weigh(texts: readonly AskedText[]): Promise<number[][]> {
  const found = texts.map(({ spans }) => spans.map(() => NO_ANSWER));
  const jobs = texts.flatMap(({ title, text, spans }, number): Job[] => {
    const heading = tokenizer.encode(title).slice(0, TITLE_PIECES);
    const pieces = tokenizer.encode(text);
    return askedWindows(text, pieces, spans).map((window) => ({
      text: number,
      pieces: [...heading, ...pieces.slice(window.from, window.to)],
      titled: heading.length,
      spans: window.spans,
    }));
  });
  const session = await loading;
  for (const { text, pieces, titled, spans } of jobs) {
    const logits = await scoresOf(session, pieces);
    for (const index of spans) {
      const span = texts[text]?.spans[index];
      const answers = found[text];
      if (span === undefined || answers === undefined) continue;
      const asked = { first: titled, outputs: QUESTIONS.length, output: QUESTIONS.indexOf(span.question) };
      answers[index] = meanAnswer(logits, pieces, asked, span) ?? NO_ANSWER;
    }
  }
  return found;
}

serveModel(weigh);
