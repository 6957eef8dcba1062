import type { Fact } from '../../domain/fact.js';
import type { Range } from '../text/analysis.js';
import { daysBetween } from '../text/calendar.js';
import { writtenDay } from '../text/date-words.js';
import { factOf, type PageReading } from './page-reading.js';
import { tidy } from './phrase.js';
import { findSampleDates } from './values/value-sample-date.js';

const PATHOLOGY_TYPE = '11526-1';
/** What only a pathologist's report says of itself. */
const PATHOLOGY = /anatom\w*[ -]*(?:et (?:de )?cyto\w+ )?patholog|anapath|cytopatholog|cytolog|macroscop|microscop|histolog|immunohisto/;
const SPECIMEN =
  /\b(?:ponction[ -]biopsie|micro-?biopsie|biopsie|cytoponction|ponction|exerese|resection|piece (?:operatoire|de)|curetage|conisation|polypectomie|tumorectomie|mastectomie|\w{4,}ectomie|frottis|lavage|brossage|liquide)\w*[^.;:\n(,]{0,60}/;
const HEAD = 1500;

/** The day on which a pathologist's specimen was taken, which the report's own date is not: "Prélèvement du 08/06/2026, biopsie …". */
export const specimenFacts = (reading: PageReading): Fact[] => {
  const { analysis, context } = reading;
  const { folded, page } = analysis;
  if (page.number !== 1 || !(PATHOLOGY.test(folded) || context.documentType === PATHOLOGY_TYPE)) return [];
  const [sample = takenOn(reading) ?? receivedOn(reading)] = [...takenAfter(folded), ...findSampleDates(folded.slice(0, HEAD))];
  if (sample === undefined || (context.documentDate !== undefined && sample.date > context.documentDate)) return [];
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

/** "Prélèvement reçu le 28/01/2025, réalisé le 27/01/2025": the second day is the act's. */
const DONE_ON =
  /\b(?:prelevements?|biopsies?|pieces?|exereses?)\b[^.;\n]{0,50}\b(?:realise|effectue|fait|preleve|pratique)e?s? le (\d{1,2})[/.](\d{1,2})[/.](\d{4})/;
const takenAfter = (folded: string): readonly { readonly start: number; readonly date: string }[] => {
  const found = DONE_ON.exec(folded.slice(0, HEAD));
  const date = found === null ? undefined : writtenDay(found[1] ?? '', found[2] ?? '', found[3] ?? '');
  return found === null || date === undefined ? [] : [{ start: found.index, date }];
};

/** What a specimen came by, then its day: "Exérèse du 11/06/2019", "Biopsies prostatiques écho-guidées du 12/10/2023". */
const TAKEN =
  /^\W*(?:nature (?:du prelevement )?: ?)?(?:micro-?biopsies?|biopsies?|cytoponctions?|ponctions?|exereses?|resections?|pieces?|curetages?|conisations?|polypectomies?|\w{4,}ectomies?|frottis)\b[^:;.,\n]{0,50}? (?:du|le|realisee?s? le|faite?s? le) $/;

/** The day on which the first lines say that the specimen was taken, where they do not call it a specimen. */
const takenOn = ({ analysis, dates }: PageReading): { readonly start: number; readonly date: string } | undefined => {
  const mention = dates.find(
    ({ kind, date, start }) =>
      kind === 'absolute' &&
      date?.length === 10 &&
      start < HEAD &&
      TAKEN.test(analysis.folded.slice(lineAt(analysis.folded, start).start, start)),
  );
  return mention?.date === undefined ? undefined : { start: lineAt(analysis.folded, mention.start).start, date: mention.date };
};

const RECEIVED = /\b(?:recue?s?|reception|enregistree?s?|arrivee?s?)(?: au laboratoire)? ?(?:le|:|du)? ?:? ?$/;

/** Days from an act to the laboratory's desk. */
const CARRIED_WITHIN = 7;

/**
 * The day of the act that the clinical notes give within a week of the laboratory's reception ("sigmoïdectomie le 24/11/2016", received on the
 * 25th); without one the reception itself.
 */
const receivedOn = ({ analysis, dates, context }: PageReading): { readonly start: number; readonly date: string } | undefined => {
  const { folded } = analysis;
  const days = dates.flatMap(({ kind, date, start }) =>
    kind === 'absolute' && date?.length === 10 && start < HEAD ? [{ start, date }] : [],
  );
  const received = days.find(
    ({ date, start }) => date !== context.documentDate && RECEIVED.test(folded.slice(lineAt(folded, start).start, start)),
  );
  if (received === undefined) return undefined;
  const act = days.find(({ date, start }) => {
    const before = daysBetween(date, received.date);
    return (
      before >= 0 && before <= CARRIED_WITHIN && start !== received.start && SPECIMEN.test(folded.slice(Math.max(0, start - 70), start))
    );
  });
  return act ?? received;
};

const lineAt = (folded: string, at: number): Range => {
  const end = folded.indexOf('\n', at);
  return { start: folded.lastIndexOf('\n', at) + 1, end: end < 0 ? folded.length : end };
};
