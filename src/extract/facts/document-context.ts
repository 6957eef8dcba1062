import type { PageAnalysis } from '../text/analysis.js';
import { careDay, reportsAnAct } from './care-day.js';
import { findArrival, findDayZero } from './date-anchors.js';
import type { FactContext } from './fact-builder.js';
import { isPrescription } from './medications/medication-extract.js';
import { findSampleDates } from './values/value-sample-date.js';
import { isTitleRow } from './values/value-header.js';
import { findStay } from './values/value-stay.js';

const LABORATORY_TYPE = '11502-2';

/**
 * What a document says for all its pages: the day on which the patient was seen, the stay of a hospital report and the day its days count from, the sampling of
 * a laboratory report, whether it is a prescription. Call it once, then give its result to each page's rules.
 */
export function documentContext(analyses: readonly PageAnalysis[], given: FactContext): FactContext {
  const first = analyses[0];
  if (first === undefined) return given;
  const written = findStay(first.folded, given.documentDate);
  // "Séjour temporaire du 16/11 au 06/12" in a paper of October is to come.
  const found = written.entry !== undefined && given.documentDate?.length === 10 && written.entry > given.documentDate ? {} : written;
  const seen =
    reportsAnAct(first, given.documentType) || (found.entry === undefined && found.exit === undefined) ? careDay(first, given) : undefined;
  const context =
    seen === undefined
      ? given
      : { ...given, documentDate: seen, ...(given.documentDate === undefined ? {} : { writtenOn: given.documentDate }) };
  const entry = found.entry ?? findArrival(first.folded);
  const stay = { ...found, ...(entry === undefined ? {} : { entry }) };
  const laboratory = context.documentType === LABORATORY_TYPE || first.folded.split('\n').some((line) => isTitleRow(line));
  const sampleDate = laboratory ? findSampleDates(first.folded)[0]?.date : undefined;
  const withStay = { ...context, ...(stay.entry === undefined && stay.exit === undefined ? {} : { stay }) };
  const dayZero = findDayZero(analyses, withStay);
  return {
    ...withStay,
    ...(dayZero === undefined ? {} : { dayZero }),
    ...(sampleDate === undefined ? {} : { sampleDate }),
    ...(isPrescription(first.folded, context) ? { prescription: true } : {}),
  };
}
