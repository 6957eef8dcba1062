import type { PartialDate } from '../../../domain/citation.js';
import type { PageAnalysis, Range } from '../../text/analysis.js';
import type { Line } from '../../text/lines.js';
import { CELL } from './value-columns.js';
import { placeOf } from './value-geometry.js';
import type { Place } from './value-geometry.js';
import { withYear } from './value-header.js';
import { findAnalytes, unitAt } from './value-lexicon.js';
import type { Analyte, AnalyteMention, UnitMatch } from './value-lexicon.js';
import type { MatrixResult } from './value-matrix.js';
import { dateAt, numberAt } from './value-tokens.js';

interface Column extends Place {
  /** Absent for "DOSE", "REMARQUES": a column of words. */
  readonly analyte?: Analyte;
  /** "Poids (kg)". */
  readonly unit?: UnitMatch;
}

/**
 * The notebook of a nurse or of a patient: "DATE   INR   DOSE   POIDS   TA   REMARQUES", then a row a day, whose date may leave out the
 * year. Cells go to the heading they stand under, and only those that open on a number to a measure: a remark keeps its figures.
 * A day without a year is the last such day before `documentDate`.
 */
export function readDiaries(
  analysis: PageAnalysis,
  lines: readonly Line[],
  documentDate: PartialDate | undefined,
): { readonly results: readonly MatrixResult[]; readonly lines: ReadonlySet<Line> } {
  const results: MatrixResult[] = [];
  const used = new Set<Line>();
  let columns: readonly Column[] = [];
  let inOrder: readonly AnalyteMention[] = [];
  for (const line of lines) {
    const heading = line.blank ? undefined : headingOf(analysis, line);
    if (heading !== undefined) {
      columns = heading;
      used.add(line);
      continue;
    }
    const single = line.blank ? [] : singleBlanked(analysis, line);
    if (single.length > 0) {
      inOrder = single;
      columns = [];
      used.add(line);
      continue;
    }
    if (columns.length === 0 && inOrder.length === 0) continue;
    const day = line.blank ? undefined : dayOf(analysis.folded, line, documentDate);
    if (day === undefined) {
      columns = [];
      inOrder = [];
      continue;
    }
    const row = columns.length > 0 ? rowOf(analysis, line, day, columns) : orderedRow(analysis, line, day, inOrder);
    results.push(...row);
    if (row.length > 0) used.add(line);
  }
  return { results, lines: used };
}

const HEAD = /^\s*\|?\s*(?:dates?|jours?)\s*(?:\||\t| {2,})/;

const cellsOf = (folded: string, range: Range): Range[] =>
  [...folded.slice(range.start, range.end).matchAll(CELL)].map((cell) => ({
    start: range.start + cell.index,
    end: range.start + cell.index + cell[0].length,
  }));

function headingOf(analysis: PageAnalysis, line: Line): Column[] | undefined {
  const { folded, page } = analysis;
  const content = folded.slice(line.start, line.end);
  if (!HEAD.test(content) || /\d{2}/.test(content)) return undefined;
  const columns = cellsOf(folded, line)
    .slice(1)
    .map((cell): Column => {
      // "DOSE COUMADINE" and "POIDS à jeun": a cell is a measure where its first word is.
      const mention = findAnalytes(page.text, folded, cell.start, cell.end).find(({ start }) => start === cell.start);
      if (mention === undefined) return placeOf(page, line, cell);
      const bracket = /^ ?\(/.exec(folded.slice(mention.end, mention.end + 2))?.[0].length;
      const unit = bracket === undefined ? undefined : unitAt(page.text, folded, mention.end + bracket, mention.analyte);
      return { ...placeOf(page, line, cell), analyte: mention.analyte, ...(unit === undefined ? {} : { unit }) };
    });
  return columns.some(({ analyte }) => analyte !== undefined) ? columns : undefined;
}

/** "Date INR Dose du soir Remarque": a printed heading whose white is lost. The measures named right behind the day, in their order. */
function singleBlanked({ folded, page }: PageAnalysis, line: Line): readonly AnalyteMention[] {
  const lead = /^\s*(?:dates?|jours?) (?=[a-z])/.exec(folded.slice(line.start, line.end));
  if (lead === null || /\d|[.;:!?]/.test(folded.slice(line.start, line.end)) || line.end - line.start > LONGEST_HEADING) return [];
  const named: AnalyteMention[] = [];
  let at = line.start + lead[0].length;
  for (const mention of findAnalytes(page.text, folded, at, line.end)) {
    if (mention.start !== at) break;
    named.push(mention);
    at = mention.end + 1;
  }
  return named;
}
const LONGEST_HEADING = 80;
const DOSE = /^\s?(?:mg|µg|g|ml|ui|cps?|comprimes?|gouttes?|sachets?)\b/;

/** "12.01.26 2,7 5 mg": behind the day, one number for each measure that the heading names in that order, and only what is plausible. */
function orderedRow(
  { folded, page }: PageAnalysis,
  line: Line,
  day: { readonly date: PartialDate; readonly end: number },
  named: readonly AnalyteMention[],
): MatrixResult[] {
  const results: MatrixResult[] = [];
  let at = day.end;
  for (const { analyte } of named) {
    const start = at + (/^\s*/.exec(folded.slice(at, line.end))?.[0].length ?? 0);
    const number = numberAt(folded, start, true);
    const { plausible } = analyte;
    if (number === undefined || number.end > line.end || folded[number.end] === '/') break;
    if (plausible === undefined || number.number < plausible[0] || number.number > plausible[1]) break;
    const unit = unitAt(page.text, folded, number.end + (folded[number.end] === ' ' ? 1 : 0), analyte);
    // "12.01.26 5 mg": an empty cell, and the dose of the next.
    if (unit === undefined && DOSE.test(folded.slice(number.end, line.end))) break;
    results.push({
      row: { start: line.start, end: line.end },
      analyte,
      date: day.date,
      cell: number,
      ...(unit === undefined ? {} : { unit }),
    });
    at = unit?.end ?? number.end;
  }
  return results;
}

const DAY_AND_MONTH = /^\s*\|?\s*(\d{1,2})[/.](\d{1,2})(?![\d/.,])/;

/** The day that opens a row, and where its cells begin. */
function dayOf(
  folded: string,
  line: Range,
  documentDate: PartialDate | undefined,
): { readonly date: PartialDate; readonly end: number } | undefined {
  const lead = /^\s*\|?\s*/.exec(folded.slice(line.start, line.end))?.[0].length ?? 0;
  const full = dateAt(folded, line.start + lead);
  if (full !== undefined) return full;
  const short = DAY_AND_MONTH.exec(folded.slice(line.start, line.end));
  if (short === null || documentDate === undefined || documentDate.length < 10) return undefined;
  const [whole, day = '', month = ''] = short;
  if (Number(day) < 1 || Number(day) > 31 || Number(month) < 1 || Number(month) > 12) return undefined;
  return { date: withYear(day, month, documentDate), end: line.start + whole.length };
}

const PRESSURE = /^\d{2,3}\/\d{2,3}(?!\d)/;

function rowOf(
  analysis: PageAnalysis,
  line: Line,
  day: { readonly date: PartialDate; readonly end: number },
  columns: readonly Column[],
): MatrixResult[] {
  const { folded, page } = analysis;
  const taken = new Set<Column>();
  return cellsOf(folded, { start: day.end, end: line.end }).flatMap((cell): MatrixResult[] => {
    const column = under(placeOf(page, line, cell), columns);
    const number = numberAt(folded, cell.start, true);
    if (column?.analyte === undefined || taken.has(column) || number === undefined || number.end > cell.end) return [];
    const pressure = PRESSURE.exec(folded.slice(cell.start, cell.end))?.[0].length;
    // Two figures are a pressure and nothing else is: a row that slipped gives none of its neighbour's.
    if ((pressure !== undefined) !== (column.analyte.id === 'ta')) return [];
    const end = pressure === undefined ? number.end : cell.start + pressure;
    const written = unitAt(page.text, folded, end + (folded[end] === ' ' ? 1 : 0), column.analyte);
    // "3,2 = trop haut": words go on behind the number in a remark, not in a measure.
    if (/[a-z]{3}/.test(folded.slice(written?.end ?? end, cell.end))) return [];
    taken.add(column);
    const unit = written ?? column.unit;
    return [
      {
        row: { start: line.start, end: line.end },
        analyte: column.analyte,
        date: day.date,
        cell: { ...number, end },
        ...(unit === undefined ? {} : { unit }),
      },
    ];
  });
}

const REACH = 6;

/** The heading under which a cell stands: the one that it meets, else the nearest within reach. */
function under(place: Place, columns: readonly Column[]): Column | undefined {
  const gap = (column: Column): number => Math.max(0, place.from - column.to, column.from - place.to);
  const [best] = columns.toSorted((a, b) => gap(a) - gap(b) || Math.abs(a.from - place.from) - Math.abs(b.from - place.from));
  return best !== undefined && gap(best) <= REACH ? best : undefined;
}
