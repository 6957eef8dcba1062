import type { PartialDate } from '../../domain/citation.js';
import type { DateMention, PageAnalysis, Range } from '../text/analysis.js';
import { addDays, partialDate } from '../text/calendar.js';
import { splitLines } from '../text/lines.js';
import type { FactContext } from './fact-builder.js';

/** "Ajout du 12/03/2019 -", "ADDENDUM DU 16/07/2015", "PS ajouté le 11/10/2017 :", "Rajout 08/06 (résultats) :". */
const OPENS =
  /^[\s*•–-]*(?:(?:r?ajout|addendum|additif|complement)(?: (?:dicte|saisi|ecrit|redige|d'information|de compte rendu|au compte rendu))?|p\. ?s\.?|ps|post-scriptum)(?: ajoutee?)? ?(?:(?:du|le|au|en date du) ?|: ?|\((?:du |le )?)?$/;
/** The words of an addendum follow its day behind a mark, or on the next line; "P.S. 1 le 12/03" and "complément C3 le 12/03" are none. */
const GOES_ON = /^(?: ?\([^()\n]{1,60}\))? ?(?:[:–—.)-]|\n)/;
const DAY_AND_MONTH = /^(\d{1,2})[/.](\d{1,2})(?![/.]?\d)/;
/** "Addendum : histologie reçue": of what was taken on the paper's own day. */
const OF_ITS_SAMPLE =
  /\b(?:histolog\w*|anatomo?-?(?:cyto-?)?path\w*|anapath|biopsies?|lames|pieces? (?:operatoire|de)|cultures?|hemocs?|hemocultures?|ecbu|extemporane\w*)\b/;
/** An addendum is written after its paper, soon enough for its day to go without a year. */
const SOON_DAYS = 180;

export interface Addendum extends Range {
  readonly date: PartialDate;
  /** It tells the result of what was taken on the paper's own day. */
  readonly ofItsSample: boolean;
}

/**
 * What was added to a paper on a later day, each addendum with its day, up to the blank line that ends it: "ce jour" is its own day there,
 * and what it tells without a date happened on it.
 */
export function addendaOf(analysis: PageAnalysis, dates: readonly DateMention[], { documentDate }: FactContext): readonly Addendum[] {
  const { folded } = analysis;
  return splitLines(analysis.page, folded).flatMap((line) => {
    if (line.blank || !/^[\s*•–-]*(?:r?ajout|add|compl|p\.? ?s|post)/.test(folded.slice(line.start, line.start + 16))) return [];
    const opening = dates.find((date) => date.start >= line.start && date.end <= line.end);
    const start = opening?.start ?? /\d{1,2}[/.]\d{1,2}(?!\d)/.exec(folded.slice(line.start, line.end))?.index;
    if (start === undefined) return [];
    const at = opening === undefined ? line.start + start : start;
    const short = DAY_AND_MONTH.exec(folded.slice(at, at + 8));
    const end = short === null ? opening?.end : at + short[0].length;
    if (end === undefined || !OPENS.test(folded.slice(line.start, at)) || !GOES_ON.test(folded.slice(end, end + 70))) return [];
    const date = short === null ? opening?.date : soonAfter(documentDate, Number(short[2]), Number(short[1]));
    if (date?.length !== 10) return [];
    const blank = /\n[ \t]*\n/.exec(folded.slice(end));
    const until = blank === null ? folded.length : end + blank.index;
    return [{ start: line.start, end: until, date, ofItsSample: OF_ITS_SAMPLE.test(folded.slice(end, Math.min(until, end + 120))) }];
  });
}

/** That day of the months behind the paper's own; where it is none of them, the addendum's year is not known. */
function soonAfter(written: PartialDate | undefined, month: number, day: number): PartialDate | undefined {
  if (written?.length !== 10) return undefined;
  const last = addDays(written, SOON_DAYS, 'day') ?? written;
  const year = Number(written.slice(0, 4));
  return [year, year + 1].map((one) => partialDate(one, month, day)).find((date) => date !== undefined && date >= written && date <= last);
}
