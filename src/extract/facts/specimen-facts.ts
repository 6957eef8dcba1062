import type { Fact } from '../../domain/fact.js';
import { factOf, type PageReading } from './page-reading.js';
import { tidy } from './phrase.js';
import { HEAD, SPECIMEN, isOfPathology, lineAt, specimenDay } from './specimen-day.js';

/** The day on which a pathologist's specimen was taken, which the report's own date is not: "Prélèvement du 08/06/2026, biopsie …". */
export const specimenFacts = (reading: PageReading): Fact[] => {
  const { analysis, context } = reading;
  const { folded, page } = analysis;
  if (page.number !== 1 || !isOfPathology(analysis, context.documentType)) return [];
  const sample = specimenDay(analysis, reading.dates, context.writtenOn ?? context.documentDate);
  if (sample === undefined) return [];
  const line = lineAt(folded, sample.start);
  const named = SPECIMEN.exec(folded.slice(sample.start, line.end)) ?? SPECIMEN.exec(folded.slice(0, HEAD));
  const at = named === null ? 0 : folded.indexOf(named[0]);
  const words = named === null ? '' : tidy(page.text.slice(at, at + named[0].length));
  const fact = factOf(reading, {
    kind: 'procedure',
    label: words === '' ? 'Prélèvement' : words.charAt(0).toUpperCase() + words.slice(1),
    rule: 'specimen',
    importance: 2,
    status: 'past',
    citation: line,
    section: undefined,
    dated: { date: sample.date, dateSource: 'text' },
  });
  return fact === undefined ? [] : [fact];
};
