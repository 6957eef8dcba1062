import type { PartialDate } from '../../domain/citation.js';
import { compareDates, daysBetween } from '../dates.js';
import type { SourceNature } from '../source-nature.js';
import type { Sources } from '../sources.js';
import type { DrugEvent } from './drug-event.js';
import { LASTING } from './course-end.js';
import { quoteWords } from '../quote.js';
import { goesOn } from './event-words.js';

/** Papers that speak of treatments as a matter of course: a scan's or a laboratory's silence says nothing. */
const TELLS_TREATMENTS: ReadonlySet<SourceNature> = new Set(['prescription', 'discharge', 'letter', 'emergency', 'operation', 'other']);
/** Begun without a dose, and told within so many days: it goes on. */
const TOLD_DAYS = 1100;
/** "Cédé par le célécoxib en 2016, à ce jour au coup par coup": begun long ago, and told as it is taken today. */
const NOW = /\b(?:a ce jour|actuellement|de nos jours|desormais|a present|maintenant)\b/;
/** "Méthadone depuis 2003", "remplacée par X 100 mg x 2/j en 2024": what goes on, or is told as it is taken, is heard of on the day of the paper. */
export function heardOn({ date = '', fact, medication }: DrugEvent, sources: Sources): PartialDate {
  const written = sources.dateOf(fact.documentId);
  const isRecent = written !== undefined && date !== '' && daysBetween(date, written) <= TOLD_DAYS;
  const taken =
    (medication.event === 'started' &&
      ((medication.dose !== undefined && medication.frequency !== undefined) ||
        (LASTING.test(medication.atc ?? '') && (medication.dose !== undefined || isRecent)))) ||
    (medication.event === 'changed' && medication.dose !== undefined);
  const now = NOW.test(quoteWords(fact)) && medication.event === 'started';
  return written !== undefined && compareDates(written, date) > 0 && (taken || now || goesOn(fact)) ? written : date;
}

/** The day of the record's last paper that would speak of treatments; the reference day where none bears a date. */
export function lastPaper(sources: Sources, reference: PartialDate): PartialDate {
  const days = [...sources.byId.values()].flatMap(({ id, date }) =>
    date !== undefined && TELLS_TREATMENTS.has(sources.nature(id)) ? [date] : [],
  );
  return days.filter((date) => compareDates(date, reference) <= 0).reduce<PartialDate | undefined>(latest, undefined) ?? reference;
}
const latest = (best: PartialDate | undefined, date: PartialDate): PartialDate =>
  best === undefined || compareDates(date, best) > 0 ? date : best;
