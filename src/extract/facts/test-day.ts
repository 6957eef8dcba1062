import { sentenceAt } from '../text/analyse-page.js';
import type { Range } from '../text/analysis.js';
import type { Dated } from './fact-builder.js';
import { documentDate } from './own-date.js';
import type { PageReading } from './page-reading.js';

/** What clears somebody of an allergy. */
const TEST =
  /\b(?:bilans?|tests?|prick\w*|intradermo\w*|idr|patch\w*|epicutane\w*|provocation|reintroduction|reintrodui\w*|explorations?|explore\w*|consultation|allergolog\w*|allergo|epreuve|avale|pris|prise|injecte)\b/;
const TESTER = /allergolog|immuno-?allergo/;
/** Sentences before the one that clears, in which its tests are told. */
const BACK = 3;

/**
 * The day of the tests that clear of an allergy: in the sentence that says so, else in those before it of its paragraph; an allergologist's
 * own letter clears on its day.
 */
export const testDay = (reading: PageReading, sentence: Range, substance: Range): Dated => {
  const { folded, sentences } = reading.analysis;
  const index = sentenceAt(reading.analysis, sentence.start);
  const days = reading.dates.filter(
    ({ kind, date, direction }) =>
      (kind === 'absolute' || kind === 'relative') && date?.length === 10 && direction !== 'until' && direction !== 'in',
  );
  for (let back = 0; back <= BACK; back += 1) {
    const here = sentences[index - back];
    if (here === undefined || /\n\s*\n/.test(folded.slice(here.start, sentence.start))) break;
    if (!TEST.test(folded.slice(here.start, here.end))) continue;
    const inside = days.filter(
      ({ start, end, date }) =>
        start >= here.start &&
        end <= here.end &&
        (reading.context.documentDate === undefined || (date ?? '') <= reading.context.documentDate),
    );
    // The next dated note of a list may run on in the same sentence.
    const day = inside.findLast(({ end }) => end <= substance.start) ?? inside[0];
    if (day?.date !== undefined) return { date: day.date, dateSource: 'text' };
  }
  return TESTER.test(reading.context.specialty?.toLowerCase() ?? '') ? documentDate(reading) : {};
};
