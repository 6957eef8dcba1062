import type { PartialDate } from '../../domain/citation.js';
import type { PageAnalysis, Range } from '../text/analysis.js';
import type { Line } from '../text/lines.js';
import { placeOf } from './value-geometry.js';
import type { Place } from './value-geometry.js';
import { findAnalytes, unitAt } from './value-lexicon.js';
import type { Analyte, UnitMatch } from './value-lexicon.js';
import { dateAt, numberAt } from './value-tokens.js';
import type { NumberToken } from './value-tokens.js';

/** A number of a table whose columns are measures and whose rows are sites or dates. */
export interface MatrixResult {
  readonly row: Range;
  readonly analyte: Analyte;
  /** "Rachis L1-L4"; absent where the row is named by a date. */
  readonly site?: string;
  readonly date?: PartialDate;
  readonly cell: NumberToken;
  readonly unit?: UnitMatch;
}

interface Column extends Place {
  readonly analyte: Analyte;
  readonly unit?: UnitMatch;
}

const MAX_NAME = 45;

/**
 * Tables turned the other way: measures across ("Site   DMO   T-score   Z-score", "Date   Poids   Taille   PC"), sites
 * or dates down. Numbers go to the column they stand under, or in order where each column has one.
 */
export function readMatrices(
  analysis: PageAnalysis,
  lines: readonly Line[],
): { readonly results: readonly MatrixResult[]; readonly lines: ReadonlySet<Line> } {
  const { folded } = analysis;
  const { text } = analysis.page;
  const results: MatrixResult[] = [];
  const used = new Set<Line>();
  let columns: readonly Column[] = [];
  let misses = 0;
  for (const line of lines) {
    if (line.blank) {
      misses += 1;
      if (misses > 1) columns = [];
      continue;
    }
    const heading = readColumns(analysis, line);
    if (heading !== undefined) {
      columns = heading;
      used.add(line);
      misses = 0;
      continue;
    }
    if (columns.length === 0) continue;
    const row = readMatrixRow(text, folded, line, columns, analysis);
    if (row.length === 0) {
      columns = [];
      continue;
    }
    misses = 0;
    used.add(line);
    results.push(...row);
  }
  return { results, lines: used };
}

/** The columns of a line that names two measures at least, in cells of their own, and holds no result. */
function readColumns(analysis: PageAnalysis, line: Line): Column[] | undefined {
  const { folded } = analysis;
  const { text } = analysis.page;
  const content = folded.slice(line.start, line.end);
  if (!/\S {2,}\S|\t|\|/.test(content) || content.length > 170) return undefined;
  const mentions = findAnalytes(text, folded, line.start, line.end);
  const apart = mentions.filter(
    (mention) => mention.start === line.start || / {2,}$|[\t|]\s*$/.test(folded.slice(line.start, mention.start)),
  );
  if (
    apart.length < 2 ||
    apart.length !== mentions.length ||
    /^\s*[<>]?\d/.test(folded.slice(apart[0]?.end, apart[1]?.start).replace(/\([^)]*\)/g, ''))
  )
    return undefined;
  if (/\d/.test(content.replace(/\([^)]*\)/g, ' ').replace(/[a-z]+\d+|\d+[a-z-]+/g, ' '))) return undefined;
  return apart.map((mention) => {
    const bracket = /^\s?\(/.exec(folded.slice(mention.end, mention.end + 2));
    const unit = bracket === null ? undefined : unitAt(text, folded, mention.end + bracket[0].length, mention.analyte);
    return { analyte: mention.analyte, ...placeOf(analysis.page, line, mention), ...(unit === undefined ? {} : { unit }) };
  });
}

function readMatrixRow(text: string, folded: string, line: Line, columns: readonly Column[], analysis: PageAnalysis): MatrixResult[] {
  const lead = dateAt(folded, line.start);
  const gap = /\s{2,}|\t|\|/.exec(folded.slice(line.start, line.end));
  const from = lead?.end ?? (gap === null ? undefined : line.start + gap.index);
  if (from === undefined || from - line.start > MAX_NAME) return [];
  const name = text.slice(line.start, from).replace(/[\s.:…]+$/, '');
  if (lead === undefined && !/^[A-Za-zÀ-ÿ]/.test(name)) return [];
  const cells: { readonly cell: NumberToken; readonly unit?: UnitMatch }[] = [];
  for (let at = from; at < line.end;) {
    const pressure = /^\d{2,3}\/\d{2,3}(?!\d)/.exec(folded.slice(at, at + 7));
    const cell = /[a-z0-9,.]/.test(folded[at - 1] ?? '') ? undefined : numberAt(folded, at, true);
    if (cell === undefined || cell.end > line.end) {
      at += 1;
      continue;
    }
    const end = pressure === null ? cell.end : at + pressure[0].length;
    const unit = unitAt(text, folded, end + (folded[end] === ' ' ? 1 : 0));
    cells.push({ cell: { ...cell, end }, ...(unit === undefined ? {} : { unit }) });
    at = unit?.end ?? end;
  }
  if (cells.length === 0 || cells.length > columns.length || /[a-z]{4,} [a-z]{3,} [a-z]{3,}/.test(folded.slice(from, line.end))) return [];
  return cells.flatMap(({ cell, unit }, index) => {
    const column = cells.length === columns.length ? columns[index] : nearest(placeOf(analysis.page, line, cell), columns);
    if (column === undefined) return [];
    const written = unit ?? column.unit;
    return [
      {
        row: { start: line.start, end: line.end },
        analyte: column.analyte,
        cell,
        ...(lead === undefined ? { site: name } : { date: lead.date }),
        ...(written === undefined ? {} : { unit: written }),
      },
    ];
  });
}

const REACH = 10;

function nearest(place: Place, columns: readonly Column[]): Column | undefined {
  const gap = (column: Column): number =>
    place.from <= column.to && place.to >= column.from ? 0 : Math.min(Math.abs(place.from - column.to), Math.abs(column.from - place.to));
  const best = [...columns].sort((a, b) => gap(a) - gap(b))[0];
  return best !== undefined && gap(best) <= REACH ? best : undefined;
}
