import type { PartialDate } from '../../domain/citation.js';
import type { DateMention } from '../text/analysis.js';
import type { Line } from '../text/lines.js';

/** What stands before the day that opens an entry: "- ", "Cs du ". */
const LEAD = /^[\s*•>–-]*(?:(?:consultation|cs|visite|vue?|appel|note|le|du|en date du)\.? ?){0,3}$/;
/** A day with its year, as a note writes it. */
const WHOLE_DAY = /^(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{1,2}(?:er)? [a-z]+ \d{4})$/;
/** The words of an entry follow its day; prose that wraps there would go on with a comma or a verb. */
const ENTRY = /^(?:\s?[:;–—.(>=-]|\s{2,}|\s[a-z0-9])[^\n]{6,}/;
const SEPARATED = /^\s?[:–—-]/;
const WRAPS = /(?:[,(]|\b(?:de|d'|du|le|la|les|au|et|ou|en|depuis|vers|jusqu'au|avant|apres|a|par|sous|que|son|sa))\s*$/;
/** A heading behind the last entry belongs to the whole document again. */
const WHOLE_AGAIN =
  /^\W{0,4}(?:traitements?|ttt|ordonnances?|conclusion|au total|en resume|en cours|antecedents|atcd|allergies|signe|fait le|edite|imprime)\b[^:\n]{0,40}(?::|$)/;

/**
 * The day of the entry that an offset stands in, where the page is a log of several days: at least two lines that open with a full date,
 * none after the document's own. Undefined in any other page, and behind a heading of the whole document.
 */
export function datedEntries(
  lines: readonly Line[],
  folded: string,
  dates: readonly DateMention[],
  documentDate: PartialDate | undefined,
): (at: number) => PartialDate | undefined {
  const marks: { readonly start: number; readonly date: PartialDate | undefined }[] = [];
  lines.forEach((line, index) => {
    if (line.blank) return;
    const opening = dates.find((date) => date.start >= line.start && date.end <= line.end);
    if (
      opening?.kind === 'absolute' &&
      opening.date?.length === 10 &&
      opening.direction !== 'since' &&
      opening.direction !== 'until' &&
      (documentDate === undefined || opening.date <= documentDate) &&
      opensEntry(folded, lines[index - 1], line, opening)
    )
      marks.push({ start: line.start, date: opening.date });
    else if (marks.length > 0 && WHOLE_AGAIN.test(folded.slice(line.start, line.end))) marks.push({ start: line.start, date: undefined });
  });
  const days = new Set(marks.map(({ date }) => date).filter((date) => date !== undefined));
  if (days.size < 2) return () => undefined;
  return (at) => marks.findLast(({ start }) => start <= at)?.date;
}

function opensEntry(folded: string, above: Line | undefined, line: Line, opening: DateMention): boolean {
  const lead = folded.slice(line.start, opening.start);
  const behind = folded.slice(opening.end, line.end);
  return (
    LEAD.test(lead) &&
    WHOLE_DAY.test(folded.slice(opening.start, opening.end).trim()) &&
    ENTRY.test(behind) &&
    // "le 14/01/2026 :" opens an entry, "le 14/01/2026 il" may go on from the line above.
    (!/[a-z]/.test(lead) || SEPARATED.test(behind)) &&
    (above === undefined || above.blank || !WRAPS.test(folded.slice(above.start, above.end)))
  );
}
