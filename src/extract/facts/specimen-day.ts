import type { PartialDate } from '../../domain/citation.js';
import type { DateMention, PageAnalysis, Range } from '../text/analysis.js';
import { daysBetween } from '../text/calendar.js';
import { writtenDay } from '../text/date-words.js';
import { findSampleDates } from './values/value-sample-date.js';

/** LOINC code of a pathologist's report. */
export const PATHOLOGY_TYPE = '11526-1';
/** What only a pathologist's report says of itself. */
const PATHOLOGY = /anatom\w*[ -]*(?:et (?:de )?cyto\w+ )?patholog|anapath|cytopatholog|cytolog|macroscop|microscop|histolog|immunohisto/;
/** What a specimen is called. */
export const SPECIMEN =
  /\b(?:ponction[ -]biopsie|micro-?biopsie|biopsie|cytoponction|ponction|exerese|resection|piece (?:operatoire|de)|curetage|conisation|polypectomie|tumorectomie|mastectomie|\w{4,}ectomie|frottis|lavage|brossage|liquide)\w*[^.;:\n(,]{0,60}/;
/** Letters at the top of a report that tell of its specimen. */
export const HEAD = 1500;

/** Whether a page is a pathologist's. */
export const isOfPathology = ({ folded }: PageAnalysis, documentType: string | undefined): boolean =>
  PATHOLOGY.test(folded) || documentType === PATHOLOGY_TYPE;

interface Taken {
  readonly start: number;
  readonly date: PartialDate;
}

/** Where the head of a pathologist's report says when its specimen was taken; `written` is the day that the report bears. */
export const specimenDay = (analysis: PageAnalysis, dates: readonly DateMention[], written: PartialDate | undefined): Taken | undefined => {
  const { folded } = analysis;
  const [sample = takenOn(analysis, dates) ?? receivedOn(analysis, dates, written)] = [
    ...takenAfter(folded),
    ...findSampleDates(folded.slice(0, HEAD)),
  ];
  return sample === undefined || (written !== undefined && sample.date > written) ? undefined : sample;
};

/** "Prélèvement reçu le 28/01/2025, réalisé le 27/01/2025": the second day is the act's. */
const DONE_ON =
  /\b(?:prelevements?|biopsies?|pieces?|exereses?)\b[^.;\n]{0,50}\b(?:realise|effectue|fait|preleve|pratique)e?s? le (\d{1,2})[/.](\d{1,2})[/.](\d{4})/;
const takenAfter = (folded: string): readonly Taken[] => {
  const found = DONE_ON.exec(folded.slice(0, HEAD));
  const date = found === null ? undefined : writtenDay(found[1] ?? '', found[2] ?? '', found[3] ?? '');
  return found === null || date === undefined ? [] : [{ start: found.index, date }];
};

/** What a specimen came by, then its day: "Exérèse du 11/06/2019", "Biopsies prostatiques écho-guidées du 12/10/2023". */
const TAKEN =
  /^\W*(?:nature (?:du prelevement )?: ?)?(?:micro-?biopsies?|biopsies?|cytoponctions?|ponctions?|exereses?|resections?|pieces?|curetages?|conisations?|polypectomies?|\w{4,}ectomies?|frottis)\b[^:;.,\n]{0,50}? (?:du|le|realisee?s? le|faite?s? le) $/;

/** The day on which the first lines say that the specimen was taken, where they do not call it a specimen. */
const takenOn = (analysis: PageAnalysis, dates: readonly DateMention[]): Taken | undefined => {
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
const receivedOn = ({ folded }: PageAnalysis, dates: readonly DateMention[], written: PartialDate | undefined): Taken | undefined => {
  const days = dates.flatMap(({ kind, date, start }) =>
    kind === 'absolute' && date?.length === 10 && start < HEAD ? [{ start, date }] : [],
  );
  const received = days.find(({ date, start }) => date !== written && RECEIVED.test(folded.slice(lineAt(folded, start).start, start)));
  if (received === undefined) return undefined;
  const act = days.find(({ date, start }) => {
    const before = daysBetween(date, received.date);
    return (
      before >= 0 && before <= CARRIED_WITHIN && start !== received.start && SPECIMEN.test(folded.slice(Math.max(0, start - 70), start))
    );
  });
  return act ?? received;
};

/** The line of an offset. */
export const lineAt = (folded: string, at: number): Range => {
  const end = folded.indexOf('\n', at);
  return { start: folded.lastIndexOf('\n', at) + 1, end: end < 0 ? folded.length : end };
};
