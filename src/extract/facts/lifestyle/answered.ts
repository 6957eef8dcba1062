import type { PageReading, Sentenced } from '../page-reading.js';
import { sentencesOf } from '../page-reading.js';

/** A sentence of which habits are read, with what answers it. */
export interface Answered extends Sentenced {
  /** The question mark of a form asks, and the box behind it answers. */
  readonly answered?: boolean;
}

const ASKED_AND_TICKED = /\?\s+(?:(?:oui|non)\s+)?(?:☐|☒|\[)/;
/** Sentences; a question goes with the boxes that answer it on its line. */
export const withAnswers = (reading: PageReading): readonly Answered[] => {
  const sentences = sentencesOf(reading);
  const { folded } = reading.analysis;
  const joins = (a: Sentenced | undefined, b: Sentenced | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    a.folded.endsWith('?') &&
    /^\s*(?:non|oui|☐|☒|\[)/.test(b.folded) &&
    !folded.slice(a.sentence.end, b.sentence.start).includes('\n');
  return sentences.flatMap((sentenced, index) => {
    if (joins(sentences[index - 1], sentenced)) return [];
    const next = sentences[index + 1];
    if (next === undefined || !joins(sentenced, next))
      return [ASKED_AND_TICKED.test(sentenced.folded) ? { ...sentenced, answered: true } : sentenced];
    const sentence = { ...sentenced.sentence, end: next.sentence.end };
    return [{ ...sentenced, sentence, folded: reading.flat.slice(sentence.start, sentence.end), answered: true }];
  });
};
