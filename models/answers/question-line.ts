import type { PartialDate } from '../../src/domain/citation.js';
import type { Passage } from '../../src/domain/passage.js';
import { besidePassage } from '../../src/index/asked-passage.js';

/** Of each sentence of a passage: where it stands, 1 if it answers, and how much it teaches. */
export type Told = readonly (readonly [start: number, end: number, answer: 0 | 1, weight: number])[];

export interface ToldPassage {
  readonly passage: Passage;
  /** That of the index; -1 where it did not find the passage. */
  readonly rank: number;
  readonly told: Told;
}

/** A question as teach.py reads it, a line. */
export const questionLine = (id: string, question: string, passages: readonly ToldPassage[], referenceDate: PartialDate): string =>
  JSON.stringify({
    id,
    question,
    passages: passages.map(({ passage, rank, told }) => ({
      beside: besidePassage(passage.context, referenceDate),
      text: passage.text,
      rank,
      sentences: told,
    })),
  });

/** The value of `--name=value`. */
export const option = (name: string): string | undefined =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
