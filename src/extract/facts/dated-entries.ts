import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import type { DateMention, PageAnalysis, Range } from '../text/analysis.js';
import { addDays, addMonths, daysBetween, partialDate } from '../text/calendar.js';
import { findDates } from '../text/dates.js';
import { fold } from '../text/fold.js';
import { splitLines, type Line } from '../text/lines.js';
import type { FactContext } from './fact-builder.js';

/** What stands before the day that opens an entry: "- ", "Cs du ". */
const LEAD = /^[\s*•>–-]*(?:(?:consultation|cs|visite|vue?|appel|note|le|du|en date du)\.? ?){0,3}$/;
/** A day with its year, as a note writes it. */
const WHOLE_DAY = /^(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{1,2}(?:er)? [a-z]+ \d{4})$/;
/** The words of an entry follow its day; prose that wraps there would go on with a comma or a verb. */
const ENTRY = /^(?:\s?[:;–—.(>=-]|\s{2,}|\s[a-z0-9])[^\n]{6,}/;
const SEPARATED = /^\s?[:–—-]/;
/** "- 12/04/2023 : cyphoplastie": the entries of a list that a report holds, not those of a log. */
const BULLET = /^\s*[•*–-]\s/;
const WRAPS = /(?:[,(]|\b(?:de|d'|du|le|la|les|au|et|ou|en|depuis|vers|jusqu'au|avant|apres|a|par|sous|que|son|sa))\s*$/;
/** A heading behind the last entry belongs to the whole document again. */
const WHOLE_AGAIN =
  /^\W{0,4}(?:traitements?|ttt|ordonnances?|conclusion|au total|en resume|en cours|antecedents|atcd|allergies|signe|fait le|edite|imprime)\b[^:\n]{0,40}(?::|$)/;

export interface DatedEntry extends Range {
  readonly date: PartialDate;
}

/**
 * The entries of a page that is a log of several days, each with its day: at least two lines that open with a full date, none after the
 * document's own. An entry ends where the next begins or a heading of the whole document follows, in a list with its item. None in any
 * other page.
 */
export function datedEntries(analysis: PageAnalysis, { documentDate, birthDate }: FactContext): readonly DatedEntry[] {
  const { folded } = analysis;
  const lines = splitLines(analysis.page, folded);
  const dates = findDates(analysis, {
    ...(documentDate === undefined ? {} : { documentDate }),
    ...(birthDate === undefined ? {} : { birthDate }),
  });
  const marks: { readonly start: number; readonly date: PartialDate | undefined }[] = [];
  let listed = false;
  lines.forEach((line, index) => {
    if (line.middle) return;
    if (line.blank) {
      if (listed) marks.push({ start: line.start, date: undefined });
      listed = false;
      return;
    }
    const bullet = BULLET.test(folded.slice(line.start, line.end));
    const opening = dates.find((date) => date.start >= line.start && date.end <= line.end);
    const day = line.note ? dayOfYear(folded.slice(line.start, line.end), documentDate) : undefined;
    if (
      opening?.kind === 'absolute' &&
      opening.date?.length === 10 &&
      opening.direction !== 'since' &&
      opening.direction !== 'until' &&
      (documentDate === undefined || opening.date <= documentDate) &&
      opensEntry(folded, lines[index - 1], line, opening)
    ) {
      marks.push({ start: line.start, date: opening.date });
      listed = bullet;
    } else if (day !== undefined && day >= (marks.findLast((mark) => mark.date !== undefined)?.date ?? '')) {
      marks.push({ start: line.start, date: day });
      listed = false;
    } else if (listed && bullet) {
      marks.push({ start: line.start, date: undefined });
      listed = false;
    } else if (marks.length > 0 && WHOLE_AGAIN.test(folded.slice(line.start, line.end))) marks.push({ start: line.start, date: undefined });
  });
  const entries = marks.flatMap(({ start, date }, index): DatedEntry[] =>
    date === undefined ? [] : [{ start, end: marks[index + 1]?.start ?? folded.length, date }],
  );
  return new Set(entries.map(({ date }) => date)).size < 2 ? [] : entries;
}

/** The last such day before the document's own. */
function dayOfYear(line: string, written: PartialDate | undefined): PartialDate | undefined {
  const match = /(\d{1,2})\/(\d{2})/.exec(line);
  if (match === null || written?.length !== 10) return undefined;
  const year = Number(written.slice(0, 4));
  const [here, before] = [year, year - 1].map((one) => partialDate(one, Number(match[2]), Number(match[1])));
  return here !== undefined && here <= written ? here : before;
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

/** Months since the year 0; a year counts as its first. */
const monthOf = (date: PartialDate): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7) || '1') - 1;

/** A day without its year may be so many days ahead of the note that tells it. */
const SOON_DAYS = 62;
const WITH_YEAR = /\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2}/;

/**
 * The dates of a log read from the day of their entry, not from the document's: "en décembre" of a note of January 2020 is December 2019,
 * "la semaine passée" the week before it.
 */
export function fromTheirEntries(
  dates: readonly DateMention[],
  entries: readonly DatedEntry[],
  folded: string,
  documentDate: PartialDate | undefined,
): readonly DateMention[] {
  if (entries.length === 0 || documentDate?.length !== 10) return dates;
  return dates.map((mention) => {
    const { date, kind } = mention;
    const entry = entries.find(({ start, end }) => start <= mention.start && mention.start < end);
    if (entry === undefined || date === undefined || entry.date === documentDate) return mention;
    if (kind === 'relative') {
      if (mention.days === undefined) return mention;
      const moved =
        date.length === 10
          ? addDays(entry.date, daysBetween(documentDate, date), 'day')
          : addMonths(entry.date, monthOf(date) - monthOf(documentDate.slice(0, date.length)), date.length === 7 ? 'month' : 'year');
      return moved === undefined ? mention : { ...mention, date: moved };
    }
    if (kind !== 'absolute' || date.length < 7 || WITH_YEAR.test(folded.slice(mention.start, mention.end))) return mention;
    const year = Number(entry.date.slice(0, 4));
    const here = `${String(year)}${date.slice(4)}`;
    const ahead = here.slice(0, 7) > entry.date.slice(0, 7) || (here.length === 10 && here > entry.date);
    const late = ahead && daysBetween(entry.date, here.length === 10 ? here : `${here}-01`) > SOON_DAYS;
    return { ...mention, date: late ? `${String(year - 1)}${date.slice(4)}` : here };
  });
}

const FEWEST = 3;
/** A row of a table, a vaccination are short beside a note. */
const SHORTEST = 30;
const HAPPENED: ReadonlySet<string> = new Set(['started', 'stopped', 'changed', 'administered', 'not-taken', 'refused']);
/** "Grippe haute dose + covid faits": given then; "déjà fait", "fait en 2023", "à jour" tell of another day. */
const GIVEN_NOW = /\b(?:faite?s?|injectee?s?|administree?s?|ce jour)\b(?! (?:en|le|il|depuis|au mois|l'an))/;
const GIVEN_BEFORE = /\b(?:deja|a jour|dernier|derniere|rappel (?:en|fait en)|\d doses)\b|\b(?:19|20)\d\d\b.*\b(?:19|20)\d\d\b/;
const wasGiven = ({ kind, status, date }: Fact): boolean => kind === 'immunization' && status === 'past' && date === undefined;
/** "12/11/2025 Prevenar 20 + Boostrix": the vaccines of one sentence, where the first bears its note's day. */
const besideOneOf = (fact: Fact, facts: readonly Fact[], day: PartialDate): boolean =>
  facts.some(
    (other) =>
      other.kind === 'immunization' &&
      other.date === day &&
      other.status === 'past' &&
      other.citations[0].span.start === fact.citations[0].span.start,
  );
const wasGivenNow = (fact: Fact, facts: readonly Fact[], day: PartialDate): boolean => {
  const quote = fold(fact.citations[0].quote);
  return wasGiven(fact) && !GIVEN_BEFORE.test(quote) && (GIVEN_NOW.test(quote) || besideOneOf(fact, facts, day));
};

/**
 * Facts of a page of notes with the day of their note: what is told without a date, or would take the document's, happened or was said on
 * that day. A note ends at a blank line; three of them and half as long as a sentence make a page of notes. What was added to the paper
 * on another day is such a note by itself.
 */
export function placeInEntries(
  facts: readonly Fact[],
  analysis: PageAnalysis,
  context: FactContext,
  addenda: readonly (DatedEntry & { readonly ofItsSample: boolean })[] = [],
): readonly Fact[] {
  const logged = datedEntries(analysis, context).map((entry) => {
    const blank = /\n[ \t]*\n/.exec(analysis.folded.slice(entry.start, entry.end));
    return blank === null ? entry : { ...entry, end: entry.start + blank.index };
  });
  const lengths = logged.map(({ start, end }) => end - start).toSorted((a, b) => a - b);
  const isLog = logged.length >= FEWEST && (lengths[Math.floor(lengths.length / 2)] ?? 0) >= SHORTEST;
  if (!isLog && addenda.length === 0) return facts;
  return facts.map((fact) => {
    const { start } = fact.citations[0].span;
    const added = addenda.find((one) => start >= one.start && start < one.end);
    if (added?.ofItsSample === true && fact.kind !== 'medication') return fact;
    const note = added ?? (isLog ? logged.find((one) => start >= one.start && start < one.end) : undefined);
    if (note === undefined) return fact;
    const happened = HAPPENED.has(fact.medication?.event ?? '') || wasGivenNow(fact, facts, note.date);
    const placed = fact.dateSource === 'document' || (fact.date === undefined && happened);
    return placed ? { ...fact, date: note.date, dateSource: 'section' } : fact;
  });
}
