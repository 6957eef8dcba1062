import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import type { Range } from '../text/analysis.js';
import { factOf, type PageReading } from './page-reading.js';
import { tidy } from './phrase.js';
import { HEAD, PATHOLOGY_TYPE, SPECIMEN, isOfPathology, lineAt, specimenDay } from './specimen-day.js';

const EVERY_SPECIMEN = new RegExp(SPECIMEN.source, 'g');
/** What a line of a report goes on with behind the name of its specimen: when it was taken, received or answered. */
const GOES_ON =
  / [-–] .*$|,? (?:du|le|de|en|prelevee?s?|recue?s?|realisee?s?) (?=\d|janv|fevr?|mars|avr|mai\b|juin|juil|aout|sept|oct|nov|dec).*$/;

/** What was taken, by its name in a stretch of the page; what bears another day is an earlier act, and behind it only its own day makes a name sure. */
const specimenName = ({ analysis: { folded, page }, dates }: PageReading, { start, end }: Range, day: PartialDate): string | undefined => {
  let earlier = false;
  for (const found of folded.slice(start, end).matchAll(EVERY_SPECIMEN)) {
    const at = start + found.index;
    // "Tumorectomie du 3 mai", "le 3 mai : tumorectomie".
    const own = dates.find(
      (mention) =>
        mention.date !== undefined &&
        ((mention.start >= at && mention.start <= at + found[0].length + 1) || /^ ?: ?$/.test(folded.slice(mention.end, at))),
    )?.date;
    if (own !== undefined && !day.startsWith(own) && !own.startsWith(day)) earlier = true;
    if (earlier && (own === undefined || !(day.startsWith(own) || own.startsWith(day)))) continue;
    const piece = /^piece (?:operatoire )?de (?:la |l')?(?=[a-z]{6})/.exec(found[0])?.[0].length ?? 0;
    const words = tidy(page.text.slice(at + piece, at + found[0].replace(GOES_ON, '').length));
    if (words !== '') return words.charAt(0).toUpperCase() + words.slice(1);
  }
  return undefined;
};

/** The day on which a pathologist's specimen was taken, which the report's own date is not: "Prélèvement du 08/06/2026, biopsie …". */
export const specimenFacts = (reading: PageReading): Fact[] => {
  const { analysis, context } = reading;
  const { folded, page } = analysis;
  if (page.number !== 1 || !isOfPathology(analysis, context.documentType)) return [];
  const sample = specimenDay(analysis, reading.dates, context.writtenOn ?? context.documentDate);
  if (sample === undefined) return [];
  const line = lineAt(folded, sample.start);
  const name = specimenName(reading, line, sample.date) ?? specimenName(reading, { start: 0, end: HEAD }, sample.date);
  const fact = factOf(reading, {
    kind: 'procedure',
    label: name ?? (context.documentType === PATHOLOGY_TYPE ? 'Prélèvement (anatomopathologie)' : 'Prélèvement'),
    rule: 'specimen',
    importance: 2,
    status: 'past',
    citation: line,
    section: undefined,
    dated: { date: sample.date, dateSource: 'text' },
  });
  return fact === undefined ? [] : [fact];
};
