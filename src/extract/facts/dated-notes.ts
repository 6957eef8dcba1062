import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import type { PageAnalysis, Range } from '../text/analysis.js';
import { writtenDay } from '../text/date-words.js';

/** A line of a practice's file that opens with its day: "04.03.2025 : rechute …", "14/10/25  début OZEMPIC". */
const OPENING = /^[ \t]*(?:[-*•] ?)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\d/.,-])[ \t]*(?:[:–-][ \t]*)?(?=[a-z(])/gm;
const FEWEST = 3;
/** A row of a table, a vaccination are short beside a note. */
const SHORTEST = 30;

interface Note extends Range {
  readonly date: PartialDate;
}

/** The notes of a page that holds several, each with its day; none where their days are not all past. */
function notesOf({ folded }: PageAnalysis, written: PartialDate | undefined): readonly Note[] {
  const openings = [...folded.matchAll(OPENING)].flatMap((match): Note[] => {
    const [, day = '', month = '', year = ''] = match;
    const date = writtenDay(day, month, year);
    return date === undefined ? [] : [{ start: match.index, end: folded.length, date }];
  });
  if (openings.length < FEWEST || (written !== undefined && openings.some(({ date }) => date > `${written}~`))) return [];
  const notes = openings.map((note, index) => {
    const next = openings[index + 1]?.start ?? folded.length;
    const blank = /\n[ \t]*\n/.exec(folded.slice(note.start, next));
    return { ...note, end: blank === null ? next : note.start + blank.index };
  });
  const lengths = notes.map(({ start, end }) => end - start).toSorted((a, b) => a - b);
  return (lengths[Math.floor(lengths.length / 2)] ?? 0) < SHORTEST ? [] : notes;
}

/**
 * Facts of a page of dated notes with the day of their note: what is told without a date, or would take the document's, happened
 * or was said on that day.
 */
export function placeInNotes(facts: readonly Fact[], analysis: PageAnalysis, written: PartialDate | undefined): readonly Fact[] {
  const notes = notesOf(analysis, written);
  if (notes.length === 0) return facts;
  return facts.map((fact) => {
    const { start } = fact.citations[0].span;
    const note = notes.find((one) => start >= one.start && start < one.end);
    const placed = fact.dateSource === 'document' || (fact.date === undefined && HAPPENED.has(fact.medication?.event ?? ''));
    return note === undefined || !placed ? fact : { ...fact, date: note.date, dateSource: 'section' };
  });
}

const HAPPENED: ReadonlySet<string> = new Set(['started', 'stopped', 'changed', 'administered', 'not-taken', 'refused']);
