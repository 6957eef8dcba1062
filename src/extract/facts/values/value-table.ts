import type { PartialDate } from '../../../domain/citation.js';
import type { Value } from '../../../domain/fact.js';
import type { PageAnalysis, Range } from '../../text/analysis.js';
import type { Line } from '../../text/lines.js';
import { asTables, endsHeading, monthIn, nakedRow, underHeading, wholeName } from './value-heading.js';
import type { NamedRow } from './value-heading.js';
import { isTitleRow, readHeader, withYear } from './value-header.js';
import { placeOf } from './value-geometry.js';
import type { Place } from './value-geometry.js';
import { findAnalytes, unitFits } from './value-lexicon.js';
import type { Analyte } from './value-lexicon.js';
import { readValueColumns } from './value-columns.js';
import type { ValueColumn } from './value-columns.js';
import { readRow } from './value-row.js';
import type { Cell, RowReading } from './value-row.js';
import { specimenAt } from './value-specimen.js';
import type { Specimen } from './value-specimen.js';

/** One result of a table: the row's own value, an earlier one, or the same in another unit. */
export interface TableResult {
  readonly row: Range;
  readonly label: string;
  readonly analyte: Analyte | undefined;
  readonly specimen: Specimen;
  readonly cell: Cell;
  readonly range: RowReading['range'];
  readonly flag: Value['flag'];
  /** Given by a column's heading or beside the number. */
  readonly date: PartialDate | undefined;
  readonly role: 'current' | 'earlier' | 'other-unit';
}

export interface TableReading {
  readonly results: readonly TableResult[];
  /** Lines that were read as rows: prose rules leave them alone. */
  readonly lines: ReadonlySet<Line>;
}

/** Kinds that a row's remarks may name without giving another result. */
const UNMEASURED: ReadonlySet<string> = new Set(['ga', 'text', 'risk']);
const NAME_LEAD = /^(?:[^a-z0-9]*(?:dont|soit|dosage|taux|titre|s|p|sg|u|le|la|du|de|des|ac\.?|serum|plasma|sang)?\b[\s.,:'/-]*)*$/;
const PURE_NUMBER_ROW = /^\s*(?:soit|ou|=|\(|c\.a\.d\.?|equivalent a)?[\s.:…]*[<>≤≥]?\s?\d/;
const NOT_A_NAME =
  /\b(?:tel|fax|rue|avenue|place|page|dossier|demande|ins|nir|ne|nee|rpps|finess|cofrac|accreditation|prescripteur|copie|preleve|prelevement|edite|valide|dr|mme|fait|signature|euros?|risque|objectif|cible|seuil|modere|faible|interpretation|commentaire|soit|ou|taux attendus?|zone therapeutique)\b|^\s*(?:(?:valeurs?|resultats?|dosages?|controles?|examens?) )?(?:anteriorites?|anterieure?s?|precedente?s?|derniere?s?|historique)\b|@|\bn°/;
const LEADERS = /\.{4,}|…{2,}|_{4,}/;
const CONTEXT_HEAD = /^\s*([a-z][a-z' -]{2,30}?)\s{2,}(ig[gma]|ac totaux|anticorps)\b/;

/**
 * Reads the tables of results of a page: rows that begin with an analyte's name, or, under a title row or with dotted
 * leaders, with any name. Columns may come in any order; earlier results take the date of their column's heading or
 * the one beside them.
 */
export function readTables(
  analysis: PageAnalysis,
  options: {
    readonly lines: readonly Line[];
    readonly laboratory: boolean;
    readonly documentDate?: PartialDate;
    readonly sampleDate?: PartialDate;
  },
): TableReading {
  const folded = asTables(analysis.folded);
  const text = asTables(analysis.page.text);
  const results: TableResult[] = [];
  const used = new Set<Line>();
  let header: PlacedHeader | undefined;
  let columns: readonly ValueColumn[] | undefined;
  let heading: Analyte | undefined;
  let titled = false;
  let anteriorTitle = false;
  let last: { readonly label: string; readonly analyte: Analyte | undefined } | undefined;
  let head = '';
  let above: Line | undefined;
  for (const line of options.lines) {
    if (line.blank) continue;
    // "08/10 12/10 22/10" heads the rows right below it, whatever the blanks between their cells.
    const below = header !== undefined && header.columns.length >= 2 && above !== undefined && used.has(above);
    above = line;
    const content = folded.slice(line.start, line.end);
    const dated = readHeader(content, options.documentDate, anteriorTitle);
    if (dated !== undefined) {
      titled ||= isTitleRow(content);
      anteriorTitle = dated.anterior || (anteriorTitle && !isTitleRow(content));
      header = {
        columns: dated.columns.map((column) => ({
          date: column.date,
          ...placeOf(analysis.page, line, { start: line.start + column.start, end: line.start + column.end }),
        })),
        anterior: dated.anterior || anteriorTitle,
      };
      used.add(line);
      continue;
    }
    if (/^[^a-z]*ant(?:er[a-z]*)?[^a-z]*$/.test(content)) anteriorTitle = true;
    if (isTitleRow(content)) {
      columns = undefined;
      titled = true;
      anteriorTitle = /\bant(?:er[a-z]*)?\b|precedent/.test(content);
      header = undefined;
      used.add(line);
      continue;
    }
    const told = readValueColumns(text, folded, line);
    if (told !== undefined) {
      columns = told;
      header = undefined;
      used.add(line);
      continue;
    }
    const table = titled || options.laboratory || below;
    // "Créatinine (µmol/L) 128 117 104": three cells, and no number of nine figures.
    const apart = below && slotsOf(content).length === header?.columns.length;
    const cells = apart ? folded.slice(0, line.start) + content.replace(/ (?=\d)/g, '\t') + folded.slice(line.end) : folded;
    const named = /\d/.test(content.replace(/^\s*\d{1,2}-/, '')) ? undefined : wholeName(text, folded, line);
    if (named !== undefined || (!/\d/.test(content) && endsHeading(content))) {
      heading = named;
      last = undefined;
    }
    const row =
      underHeading(readNamedRow(text, cells, line, table, head), heading) ??
      (table && named === undefined ? nakedRow(text, folded, line, heading, last) : undefined) ??
      (last !== undefined && PURE_NUMBER_ROW.test(content) ? readContinuation(text, folded, line, last) : undefined);
    const context = CONTEXT_HEAD.exec(content);
    if (context?.[1] !== undefined)
      head = text.slice(
        line.start + (context.index + context[0].indexOf(context[1])),
        line.start + context[0].indexOf(context[1]) + context[1].length,
      );
    if (row === undefined) continue;
    used.add(line);
    last = { label: row.label, analyte: row.analyte };
    results.push(
      ...resultsOf(
        inColumns(withYears(row, options.documentDate), columns),
        line,
        header,
        specimenAt(analysis, line.start),
        options.sampleDate,
        analysis,
      ),
    );
  }
  return { results, lines: used };
}

interface PlacedHeader {
  readonly columns: readonly (Place & { readonly date: PartialDate })[];
  readonly anterior: boolean;
}

/** "Ulcération : absente", "Streptocoque B : recherche POSITIVE": a name, a colon, a result in words and next to nothing more. */
const WORDED =
  /^(?!\W*(?:conclusion|commentaires?|remarques?|aspect|nb|note|examen|cat|avis)\b)[^:]{2,50}\s?:\s*(?:recherche )?(?:non |test )?(?:negati|positi|absen|detecte|presence|sterile|reacti|heterozyg|homozyg|mute|sauvage|neg\b|pos\b)\S*(?: [^\s]+){0,4}\s*\.?$/;
/** "Sous clozapine : arrêt si neutrophiles < 1,5 G/L": what is done beyond a limit, measured of nobody. */
const A_LIMIT =
  /^[^\d<>≤≥]*\b(?:si|en cas d(?:e|')|objectifs?|cibles?|seuils?)\b[^\d<>≤≥]*(?:[<>≤≥]|(?:superieure?s?|inferieure?s?) (?:a|au) )/;

function readNamedRow(text: string, folded: string, line: Line, table: boolean, head: string): NamedRow | undefined {
  const { start, end } = line;
  const content = folded.slice(start, end);
  const nameEnd = nameCellEnd(content);
  const mentions = findAnalytes(text, folded, start, end);
  const first = mentions[0];
  const named = first !== undefined && NAME_LEAD.test(folded.slice(start, first.start).trimStart());
  if (named && !(nameEnd !== undefined && first.end - start > nameEnd + 1)) {
    // Behind the name's cell where columns show; else right behind the name.
    const tail = nameEnd !== undefined && start + nameEnd >= first.end ? folded.slice(first.end, start + nameEnd) : '';
    const from =
      /^[^\d<>]*$/.test(tail) || /^\s*(?:\([^)]*\)|1re|1ere|h\d|t0|d2|[a-z ]|[,-])*\s*$/.test(tail)
        ? Math.max(first.end, tail === '' ? first.end : start + (nameEnd ?? 0))
        : first.end;
    // "Clairance (Cockcroft, 51 kg) ... 29": the bracket that the name opens goes with it.
    const close = openBracket(folded, start, first.end) ? folded.indexOf(')', first.end) : -1;
    const begin = close >= 0 && close < end ? Math.max(from, close + 1) : from;
    const reading = readRow(text, folded, tail !== '' && close < 0 ? unitBracketStart(folded, first.end, from) : begin, end, first.analyte);
    const value = reading.value;
    // "12,1 UI/g Hb" and "< 0,92 (grossesse)" name nothing else that is measured.
    const next = mentions.find(
      (mention) =>
        mention.start >= from &&
        (value === undefined || (mention.start > value.start && !(value.unit !== undefined && mention.start < value.unit.end))) &&
        !UNMEASURED.has(mention.analyte.kind),
    );
    if (
      reading.value === undefined ||
      next !== undefined ||
      reading.words > 7 ||
      // "P.S. une ampoule de 50 000": no figure of that scale.
      isBeyondItsScale(first.analyte, reading.value.number) ||
      (first.analyte.kind !== 'lab' &&
        first.analyte.kind !== 'measure' &&
        first.analyte.kind !== 'signed' &&
        first.analyte.kind !== 'score')
    )
      return undefined;
    const gap = folded.slice(first.end, reading.value.start);
    if (!table && !LEADERS.test(gap) && !/\s{2,}|\t/.test(gap)) return undefined;
    if (/[a-z]{3,} [a-z]{2,} [a-z]{3,}/.test(gap.replace(/\([^)]*\)/g, '')) || /[.;] [a-z]{4}/.test(folded.slice(reading.value.end, end)))
      return undefined;
    if (reading.value.number === undefined && first.analyte.units.size > 0 && reading.others.length > 0 && reading.range === undefined)
      return undefined;
    // "Calcium antérieur (03/2025) 2,58": an earlier result, of the day in its bracket or of none that is told.
    if (/\b(?:anter[a-z]*|precedente?|derniere?)\b/.test(gap)) {
      const day = monthIn(gap);
      if (day === undefined || reading.value.date !== undefined) return undefined;
      return {
        label: first.analyte.label,
        analyte: first.analyte,
        reading: { ...reading, value: { ...reading.value, date: day } },
        continuation: false,
      };
    }
    return { label: first.analyte.label, analyte: first.analyte, reading, continuation: false };
  }
  if (nameEnd === undefined || !table || NOT_A_NAME.test(content) || A_LIMIT.test(content)) return undefined;
  const name = text
    .slice(start, start + nameEnd)
    .replace(/[\s.…_:]+$/, '')
    .replace(/^[\s*•|-]+/, '');
  if (!/^[A-Za-zÀ-ÿ]/.test(name) || name.length > 60 || name.length < 2) return undefined;
  const reading = readRow(text, folded, start + nameEnd, end, undefined);
  if (reading.value === undefined || reading.words > 4) return undefined;
  // "NFS : lymphocytes 6,9 G/L": what is measured is named behind the colon.
  const own = reading.value.start;
  if (mentions.some((mention) => mention.start >= start + nameEnd && mention.end <= own)) return undefined;
  const numeric = reading.value.number !== undefined;
  if (
    numeric
      ? reading.value.unit === undefined && reading.range === undefined && !LEADERS.test(content)
      : !LEADERS.test(content) && !/\s{3,}/.test(content) && !WORDED.test(content)
  )
    return undefined;
  const label = /^ig[gma]\b/i.test(name) && head !== '' ? `${head} ${name}` : name;
  return { label: label.replace(/\s+/g, ' '), analyte: undefined, reading, continuation: false };
}

const isBeyondItsScale = ({ kind, plausible }: Analyte, number: number | undefined): boolean =>
  kind === 'score' && plausible !== undefined && number !== undefined && (number < plausible[0] || number > plausible[1]);

const openBracket = (folded: string, from: number, at: number): boolean =>
  folded.lastIndexOf('(', at - 1) >= from && folded.lastIndexOf(')', at - 1) < folded.lastIndexOf('(', at - 1);

/** Where the unit's bracket stands inside the name's cell ("Glycémie (mmol/L)"), reading begins before it. */
const unitBracketStart = (folded: string, nameEnd: number, from: number): number =>
  /(?:\([a-zµ%]+(?:\/[a-z0-9,.]+)*\)|\b(?:[mµnp]?g|[mµnp]?mol|m?ui|u)\/(?:d?l|ml|mm3|24 ?h))\s*$/.test(folded.slice(nameEnd, from))
    ? nameEnd
    : from;

/** The end of a row's first cell: before leaders, a tab or two blanks at least; undefined where columns do not show. */
function nameCellEnd(content: string): number | undefined {
  const match = /\s*(?:\.{3,}|…+|_{3,}|\t|\|| {2,}|\s:\s)/.exec(content.slice(2));
  return match === null ? undefined : match.index + 2;
}

function readContinuation(
  text: string,
  folded: string,
  line: Line,
  last: { readonly label: string; readonly analyte: Analyte | undefined },
): NamedRow | undefined {
  const lead = /^\s*(?:soit|ou|=|equivalent a)?[\s.:…(]*/.exec(folded.slice(line.start, line.end))?.[0].length ?? 0;
  const reading = readRow(text, folded, line.start + lead, line.end, last.analyte);
  if (reading.value?.number === undefined || reading.value.unit === undefined || reading.words > 1) return undefined;
  return { ...last, reading, continuation: true };
}

/** The row as its headings read it: the measure first, then the same in another unit; what is expected is left out. */
function inColumns(row: NamedRow, columns: readonly ValueColumn[] | undefined): NamedRow {
  const { value, others } = row.reading;
  if (columns === undefined || value?.number === undefined || others.length + 1 !== columns.length) return row;
  const cells = [value, ...others].map((cell, index) => {
    const unit = cell.unit ?? columns[index]?.unit;
    return { ...cell, ...(unit === undefined ? {} : { unit }) };
  });
  const measured = columns.findIndex(({ role }) => role === 'measured');
  const measure = cells[measured];
  if (measure === undefined) return row;
  // "VEMS (L)   3,10   1,42": the unit of the name is the measure's, whichever number stands first.
  const ofName = value.unit !== undefined && value.unit.end <= value.start ? value.unit : undefined;
  const own = measure.unit === undefined && ofName !== undefined ? { ...measure, unit: ofName } : measure;
  const again = cells.filter((_, index) => columns[index]?.role === 'other-unit');
  return {
    ...row,
    reading: { ...row.reading, value: own, others: again },
  };
}

function resultsOf(
  row: NamedRow,
  line: Line,
  header: PlacedHeader | undefined,
  specimen: Specimen,
  sampleDate: PartialDate | undefined,
  analysis: PageAnalysis,
): TableResult[] {
  const { reading, label, analyte } = row;
  const value = reading.value;
  if (value === undefined) return [];
  const base = { row: { start: line.start, end: line.end }, label, analyte, specimen };
  const cells = [value, ...reading.others];
  const dates = columnDates(cells, line, header, sampleDate, analysis);
  // "3,8 - 2,6" under three days: the dash is an empty cell, no mark of the first.
  const behind = analysis.folded.slice(value.start, line.end);
  const emptyCells = !/ {3,}/.test(behind) && slotsOf(behind).length === header?.columns.length && cells.length < header.columns.length;
  const results: TableResult[] = [
    {
      ...base,
      cell: value,
      range: reading.range,
      flag: emptyCells ? undefined : reading.flag,
      date: value.date ?? dates[0],
      role: row.continuation ? 'other-unit' : 'current',
    },
  ];
  reading.others.forEach((cell, index) => {
    const date = cell.date ?? dates[index + 1];
    const otherUnit =
      cell.unit !== undefined &&
      (value.unit !== undefined || row.headed === true) &&
      cell.unit.unit !== value.unit?.unit &&
      cell.date === undefined;
    if (otherUnit && (analyte === undefined || unitFits(analyte, cell.unit?.unit ?? '')))
      results.push({ ...base, cell, range: undefined, flag: undefined, date: value.date ?? dates[0], role: 'other-unit' });
    else if (date !== undefined)
      results.push({
        ...base,
        cell: cell.unit === undefined && value.unit !== undefined ? { ...cell, unit: value.unit } : cell,
        range: undefined,
        flag: undefined,
        date,
        role: 'earlier',
      });
  });
  return results;
}

/** "9,8 (03/10)": the last such day before the paper's. */
function withYears(row: NamedRow, documentDate: PartialDate | undefined): NamedRow {
  const { value, others } = row.reading;
  if (documentDate?.length !== 10 || value === undefined || ![value, ...others].some(({ day }) => day !== undefined)) return row;
  const dated = (cell: Cell): Cell => (cell.day === undefined ? cell : { ...cell, date: withYear(...cell.day, documentDate) });
  return { ...row, reading: { ...row.reading, value: dated(value), others: others.map(dated) } };
}

const NEAR = 9;

/** The date of each number of a row, from the columns' headings: by place where the layout is kept, else by order. */
function columnDates(
  cells: readonly Cell[],
  line: Line,
  header: PlacedHeader | undefined,
  sampleDate: PartialDate | undefined,
  analysis: PageAnalysis,
): (PartialDate | undefined)[] {
  if (header === undefined) return cells.map(() => undefined);
  const laidOut = analysis.page.positions.length > 0 || / {3,}/.test(analysis.folded.slice(line.start, line.end));
  const earlier = header.anterior ? header.columns.filter((column, index) => index > 0 || column.date !== sampleDate) : header.columns;
  const [first] = header.columns;
  const places = laidOut ? cells.map((cell) => placeOf(analysis.page, line, cell)) : [];
  if (
    !header.anterior &&
    cells.length === header.columns.length &&
    // "5,9   4,0 - 6,0   -   5,8" under two dates: the first number stands before them, a dash under the first.
    (laidOut ? first !== undefined && distance(places[0], first) <= (cells.length > 1 ? 2 * NEAR : NEAR) : cells.length > 1)
  )
    return header.columns.map((column) => column.date);
  if (header.anterior && cells.length === earlier.length + 1) return [undefined, ...earlier.map((column) => column.date)];
  if (laidOut) {
    return places.map((place, index) => {
      if (index === 0 && header.anterior) return undefined;
      const ranked = earlier.map((column) => ({ column, gap: distance(place, column) })).sort((a, b) => a.gap - b.gap);
      const best = ranked[0];
      if (best === undefined) return undefined;
      const limit = index === 0 ? NEAR : earlier.length === 1 ? 30 : 2 * NEAR;
      return best.gap <= limit ? best.column.date : undefined;
    });
  }
  const slots = header.anterior ? [] : slotsOf(analysis.folded.slice(cells[0]?.start ?? line.end, line.end));
  if (slots.length === header.columns.length && slots.filter((slot) => slot !== '-').length === cells.length)
    return slots.flatMap((slot, index) => (slot === '-' ? [] : [header.columns[index]?.date]));
  const shift = header.anterior || cells.length === earlier.length + 1 ? 1 : 0;
  return cells.map((_, index) => earlier[index - shift]?.date);
}

/** The cells of a row whose blanks are lost, an empty one as its dash: "3,8 - 2,6". */
const slotsOf = (row: string): readonly string[] => row.match(/(?<=^|\s)(?:-(?=\s|$)|[<>≤≥]?\s?\d\S*)/g) ?? [];

const distance = (place: Place | undefined, column: Place): number => {
  if (place === undefined) return Infinity;
  return place.from <= column.to && place.to >= column.from
    ? 0
    : Math.min(Math.abs(place.from - column.to), Math.abs(column.from - place.to));
};
