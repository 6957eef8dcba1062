import type { PartialDate } from '../../../domain/citation.js';
import type { PageAnalysis, Range } from '../../text/analysis.js';
import type { Line } from '../../text/lines.js';
import { placeOf } from './value-geometry.js';
import type { Place } from './value-geometry.js';
import { analyteById, findAnalytes, unitAt } from './value-lexicon.js';
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
  /** Of a column that recalls an earlier examination. */
  readonly date?: PartialDate;
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
  let sides: readonly Side[] = [];
  let misses = 0;
  for (const line of lines) {
    if (line.blank) {
      misses += 1;
      if (misses > 1) columns = [];
      sides = [];
      continue;
    }
    const headed = readSides(folded.slice(line.start, line.end));
    if (headed !== undefined) {
      sides = headed;
      used.add(line);
      continue;
    }
    const sided = sides.length === 0 ? [] : readSidedRow(text, folded, line, sides);
    if (sided.length > 0) {
      used.add(line);
      results.push(...sided);
      continue;
    }
    sides = [];
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

type Side = 'd' | 'g';

const SIDES = /^\s*(?:cote |oeil |a )?(droite?|gauche|od|og)(?:\s{2,}|\s*[\t|]\s*)(?:cote |oeil |a )?(droite?|gauche|od|og)\s*$/;

/** "              Droite          Gauche": the heading of a table of paired organs. */
function readSides(content: string): readonly Side[] | undefined {
  const found = SIDES.exec(content);
  if (found?.[1] === undefined || found[2] === undefined) return undefined;
  const sides = [sideOf(found[1]), sideOf(found[2])];
  return sides[0] === sides[1] ? undefined : sides;
}

const sideOf = (word: string): Side => (/^(?:d|od)/.test(word) ? 'd' : 'g');

/** "Artère cérébrale moyenne   148   176" under two sides: a measure of each, under the side's own name where it has one. */
function readSidedRow(text: string, folded: string, line: Line, sides: readonly Side[]): MatrixResult[] {
  const [mention, other] = findAnalytes(text, folded, line.start, line.end);
  if (mention === undefined || other !== undefined || folded.slice(line.start, mention.start).trim() !== '') return [];
  const cells: { readonly cell: NumberToken; readonly unit?: UnitMatch }[] = [];
  for (let at = mention.end; at < line.end;) {
    const cell = /[a-z0-9,.]/.test(folded[at - 1] ?? '') ? undefined : numberAt(folded, at, true);
    if (cell === undefined || cell.end > line.end) {
      at += 1;
      continue;
    }
    const unit = unitAt(text, folded, cell.end + (folded[cell.end] === ' ' ? 1 : 0), mention.analyte);
    cells.push({ cell, ...(unit === undefined ? {} : { unit }) });
    at = unit?.end ?? cell.end;
  }
  if (cells.length !== sides.length) return [];
  return cells.flatMap(({ cell, unit }, index) => {
    const side = sides[index];
    if (side === undefined) return [];
    const own = analyteById(`${mention.analyte.id}-${side}`) ?? analyteById(`${mention.analyte.id}-o${side}`);
    return [
      {
        row: { start: line.start, end: line.end },
        analyte: own ?? mention.analyte,
        cell,
        ...(own === undefined ? { site: side === 'd' ? 'droite' : 'gauche' } : {}),
        ...(unit === undefined ? {} : { unit }),
      },
    ];
  });
}

/** The columns of a line that names two measures at least, in cells of their own, and holds no result. */
function readColumns(analysis: PageAnalysis, line: Line): Column[] | undefined {
  const { folded } = analysis;
  const { text } = analysis.page;
  const content = folded.slice(line.start, line.end);
  if (!/\S {2,}\S|\t|\|/.test(content) || content.length > 170) return undefined;
  // "EPC : non détecté      ERV : non détecté" are results.
  if (/:\s*(?:non |nega|posi|neg\b|pos\b|absen|detect|presen|steril)/.test(content)) return undefined;
  const recalls = recalledDates(content, line.start);
  const mentions = findAnalytes(text, folded, line.start, line.end).filter(
    (mention) => !recalls.some((recall) => mention.start >= recall.start && mention.end <= recall.end),
  );
  const apart = mentions.filter(
    (mention) => mention.start === line.start || / {2,}$|[\t|]\s*$/.test(folded.slice(line.start, mention.start)),
  );
  if (
    apart.length < 2 ||
    apart.length !== mentions.length ||
    /^\s*[<>]?\d/.test(folded.slice(apart[0]?.end, apart[1]?.start).replace(/\([^)]*\)/g, ''))
  )
    return undefined;
  const rest = recalls.reduce(
    (left, { start, end }) => left.slice(0, start - line.start) + ' '.repeat(end - start) + left.slice(end - line.start),
    content,
  );
  if (/\d/.test(rest.replace(/\([^)]*\)/g, ' ').replace(/[a-z]+\d+|\d+[a-z-]+/g, ' '))) return undefined;
  // "Rappel 12/10/2021" behind DMO, T-score and Z-score recalls the T-score, which the diagnosis rests on.
  const recalled = apart.find(({ analyte }) => analyte.id === 'tscore') ?? apart[0];
  const own = apart.map((mention) => {
    const bracket = /^\s?\(/.exec(folded.slice(mention.end, mention.end + 2));
    const unit = bracket === null ? undefined : unitAt(text, folded, mention.end + bracket[0].length, mention.analyte);
    return { analyte: mention.analyte, ...placeOf(analysis.page, line, mention), ...(unit === undefined ? {} : { unit }) };
  });
  return recalled === undefined
    ? own
    : [...own, ...recalls.map((recall) => ({ analyte: recalled.analyte, date: recall.date, ...placeOf(analysis.page, line, recall) }))];
}

const RECALL = /(?:rappel|ant(?:erieur|\.)?|precedent|examen du|dernier)?\s?(?:du |le )?(?=\d)/y;

/** The dated cells of a heading, behind its measures: "Rappel 12/10/2021", "(25/09/2018)". */
function recalledDates(content: string, offset: number): { readonly start: number; readonly end: number; readonly date: PartialDate }[] {
  const found: { start: number; end: number; date: PartialDate }[] = [];
  for (let at = 1; at < content.length; at += 1) {
    if (!/\s{2,}$|[\t|]\s*$/.test(content.slice(0, at))) continue;
    RECALL.lastIndex = at;
    const lead = RECALL.exec(content)?.[0].length ?? 0;
    const date = dateAt(content, at + lead);
    if (date === undefined) continue;
    found.push({ start: offset + at, end: offset + date.end, date: date.date });
    at = date.end;
  }
  return found;
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
        ...(column.date === undefined ? {} : { date: column.date }),
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
