import type { PartialDate } from '../../../domain/citation.js';
import type { DateMention, Range } from '../../text/analysis.js';

/** "BILAN 20/01/2025 (entre parenthèses 28/11/2024)", "entre parenthèses, les valeurs du 3 mars". */
const LEGEND =
  /\bentre (?:parentheses|crochets)[ :,=]*(?:(?:les? |la )?(?:(?:valeurs?|resultats?|bilans?|chiffres?|dosages?|precedente?s?|anterieure?s?|dernieres?|derniers?)\s)*)?(?:du |le |de |d'|en )?$/;
/** "(28/11/2024 entre parenthèses)". */
const LEGEND_BEHIND = /^[ ,:]*(?:est |sont |figure(?:nt)? )?entre (?:parentheses|crochets)\b/;
const REACH = 1200;
/** An arrow, a mark of the laboratory, then the bracket that holds a number alone. */
const OPENS = /^\s*(?:[↑↓*+-]|[hln]\b)?\s*[([]\s?$/;
const CLOSES = /^\s?[)\]]/;

/** The day of a number alone in brackets behind another, where a legend above in the paragraph says what its brackets hold. */
export function legendDate(
  folded: string,
  from: number,
  number: Range,
  end: number,
  dates: readonly DateMention[],
): PartialDate | undefined {
  if (!OPENS.test(folded.slice(from, number.start)) || !CLOSES.test(folded.slice(end, end + 2))) return undefined;
  const floor = Math.max(0, number.start - REACH, folded.lastIndexOf('\n\n', number.start));
  return dates.findLast(
    (date) =>
      date.start >= floor &&
      date.end <= from &&
      date.date !== undefined &&
      date.kind !== 'duration' &&
      date.kind !== 'age' &&
      (LEGEND.test(folded.slice(Math.max(floor, date.start - 80), date.start)) ||
        LEGEND_BEHIND.test(folded.slice(date.end, date.end + 30))),
  )?.date;
}
