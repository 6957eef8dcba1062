import { readFileSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { serveModel } from '../runtime/serve-model.js';
import { rowsOf } from '../tagger/piece-batches.js';
import type { Piece, UnigramFile } from '../tagger/piece-tokenizer.js';
import { PieceTokenizer } from '../tagger/piece-tokenizer.js';
import { askedWindows } from './asked-windows.js';
import type { AskedText } from './assertion.js';
import { NO_ANSWER, QUESTIONS } from './assertion.js';

/** What the worker is started with. */
export interface AssertionWorkerData {
  readonly model: string;
  readonly tokenizer: string;
  readonly threads: number;
}

interface Job {
  readonly text: number;
  /** Of the title, then of the window. */
  readonly pieces: readonly Piece[];
  readonly titled: number;
  readonly spans: readonly number[];
}

/** A title longer than that is no title. */
const TITLE_PIECES = 60;

const { model, tokenizer: tokenizerFile, threads } = workerData as AssertionWorkerData;
const tokenizer = new PieceTokenizer(JSON.parse(readFileSync(tokenizerFile, 'utf8')) as UnigramFile);
const loading = InferenceSession.create(model, {
  // In a container onnxruntime counts the host's cores: the number of threads is always said.
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  executionProviders: ['cpu'],
});

/**
 * One window at a time: int8 scales its sums by the largest number of a run, so that beside another page the same words would get another
 * answer. On two cores it takes no longer.
 */
async function run(job: Job): Promise<Float32Array> {
  const { length, ids, mask } = rowsOf([job]);
  const session = await loading;
  const output = await session.run({
    input_ids: new Tensor('int64', ids, [1, length]),
    attention_mask: new Tensor('int64', mask, [1, length]),
  });
  return output['logits']?.data as Float32Array;
}

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
  for (const job of jobs) {
    const logits = await run(job);
    for (const index of job.spans) {
      const span = texts[job.text]?.spans[index];
      if (span === undefined) continue;
      const output = QUESTIONS.indexOf(span.question);
      let sum = 0;
      let count = 0;
      job.pieces.forEach((piece, i) => {
        if (i < job.titled || piece.end <= span.start || piece.start >= span.end) return;
        // The first position is the mark of the beginning.
        sum += logits[(1 + i) * QUESTIONS.length + output] ?? 0;
        count += 1;
      });
      const answers = found[job.text];
      if (count > 0 && answers !== undefined) answers[index] = 1 / (1 + Math.exp(-sum / count));
    }
  }
  return found;
}

serveModel(weigh);
