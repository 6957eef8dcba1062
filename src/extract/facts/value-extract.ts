import type { PartialDate } from '../../domain/citation.js';
import type { Fact, Value } from '../../domain/fact.js';
import { sectionAt } from '../text/analyse-page.js';
import type { DateMention, PageAnalysis, Range } from '../text/analysis.js';
import { findDates } from '../text/dates.js';
import { splitLines } from '../text/lines.js';
import { anchorDates } from './date-anchors.js';
import { statementsOf } from './fact-builder.js';
import type { FactContext } from './fact-builder.js';
import { findBareMeasures } from './value-bare.js';
import type { BareMeasure } from './value-bare.js';
import { carriedDate, carriedValue } from './value-carry.js';
import { identify, importanceOf, observation, valueOf } from './value-fact.js';
import { isTitleRow } from './value-header.js';
import { analyteById } from './value-lexicon.js';
import type { UnitMatch } from './value-lexicon.js';
import { readMatrices } from './value-matrix.js';
import type { MatrixResult } from './value-matrix.js';
import { readProse } from './value-prose.js';
import type { ProseValue } from './value-prose.js';
import { findPeriodEnd, findSampleDates } from './value-sample-date.js';
import { specimenAt } from './value-specimen.js';
import { findStay, stayDate } from './value-stay.js';
import type { Stay } from './value-stay.js';
import { readTables } from './value-table.js';
import type { TableResult } from './value-table.js';

const LABORATORY_TYPE = '11502-2';

/** What a page's rules share. */
interface PageScope {
  readonly analysis: PageAnalysis;
  readonly context: FactContext;
  readonly laboratory: boolean;
  readonly stay: Stay;
  readonly dates: readonly DateMention[];
  /** The sampling that governs an offset, or the end of the period that the page covers. */
  readonly sampleAt: (offset: number) => PartialDate | undefined;
}

/**
 * Measured values of a page: rows of tables, values in sentences, vital signs, scores, sizes. Each keeps the value as
 * written, its unit as written and in UCUM, the source's range and flag; earlier results are facts of their own, dated
 * by their column or bracket. A result is dated by its sentence, else by the sampling, the stay, or the document.
 */
export function extractValues(analysis: PageAnalysis, context: FactContext): Fact[] {
  const { folded } = analysis;
  const lines = splitLines(analysis.page, folded);
  const laboratory =
    context.documentType === LABORATORY_TYPE ||
    context.sampleDate !== undefined ||
    lines.some((line) => isTitleRow(folded.slice(line.start, line.end)));
  const samples = findSampleDates(folded);
  const period = findPeriodEnd(folded);
  const sampleAt = (offset: number): PartialDate | undefined =>
    (laboratory ? ((samples.findLast((sample) => sample.start <= offset) ?? samples[0])?.date ?? context.sampleDate) : undefined) ?? period;
  const reference = {
    ...(context.documentDate === undefined ? {} : { documentDate: context.documentDate }),
    ...(context.birthDate === undefined ? {} : { birthDate: context.birthDate }),
  };
  const scope: PageScope = {
    analysis,
    context,
    laboratory,
    stay: context.stay ?? findStay(folded),
    dates: anchorDates(analysis, context, findDates(analysis, reference)),
    sampleAt,
  };
  const sampleDate = sampleAt(0);
  const matrices = readMatrices(analysis, lines);
  const tables = readTables(analysis, {
    lines: lines.filter((line) => !matrices.lines.has(line)),
    laboratory,
    ...(context.documentDate === undefined ? {} : { documentDate: context.documentDate }),
    ...(sampleDate === undefined ? {} : { sampleDate }),
  });
  const facts = [
    ...matrices.results.flatMap((result) => matrixFacts(scope, result)),
    ...tables.results.flatMap((result) => tableFacts(scope, result)),
  ];
  const rows = [...tables.lines, ...matrices.lines];
  let last: ProseValue | undefined;
  for (const statement of statementsOf(analysis)) {
    const row = rows.find((line) => line.start < statement.end && line.end > statement.start);
    if (row !== undefined && row.start <= statement.start + 2 && row.end >= statement.end - 2) continue;
    const own = readProse(analysis, statement, scope.dates).filter(
      (found) => !rows.some((line) => found.written.start >= line.start && found.written.start < line.end),
    );
    const carried = own.length > 0 ? undefined : carriedValue(analysis, statement, last, scope.dates);
    const values = carried === undefined ? own : [carried];
    last = values.at(-1);
    facts.push(...values.flatMap((found) => proseFacts(scope, statement, found)));
    const section = sectionAt(analysis, statement.start)?.kind;
    for (const bare of findBareMeasures(folded, statement, section === 'vital-signs' || section === 'examination')) {
      if (
        values.some(({ written }) => written.start < bare.written.end && written.end > bare.written.start) ||
        (bare.id === 'lesion' && section === 'technique')
      )
        continue;
      facts.push(...bareFacts(scope, statement, bare));
    }
  }
  return facts;
}

function tableFacts(scope: PageScope, result: TableResult): Fact[] {
  const { analyte, cell, range, flag, specimen, role } = result;
  const { text } = scope.analysis.page;
  const written = { start: cell.start, end: numberEnd(scope.analysis.folded, cell) };
  const value = valueOf(text, written, cell, range, flag, text.slice(range?.start ?? 0, range?.end ?? 0));
  const sampled = scope.sampleAt(result.row.start);
  return observation(scope.analysis, scope.context, {
    ...identify(analyte, result.label, specimen, cell.unit),
    value,
    date: result.date ?? sampled ?? scope.context.documentDate,
    dateSource: result.date !== undefined ? 'text' : sampled !== undefined ? 'section' : 'document',
    cited: result.row,
    at: cell,
    importance: importanceOf(analyte, value, role),
    origin: role === 'current' ? 'rule:value-row' : role === 'earlier' ? 'rule:value-row-earlier' : 'rule:value-row-unit',
    confidence: analyte === undefined ? 0.8 : 0.95,
    qualified: false,
  });
}

function matrixFacts(scope: PageScope, result: MatrixResult): Fact[] {
  const { analyte, cell, unit } = result;
  const { text } = scope.analysis.page;
  const value = valueOf(text, cell, { number: cell.number, ...(unit === undefined ? {} : { unit }) }, undefined, undefined, '');
  const identity = identify(analyte, analyte.label, 'blood', unit);
  const sampled = scope.sampleAt(result.row.start);
  return observation(scope.analysis, scope.context, {
    ...identity,
    label: result.site === undefined ? identity.label : `${identity.label} (${result.site})`,
    value,
    date: result.date ?? sampled ?? scope.context.documentDate,
    dateSource: result.date !== undefined ? 'text' : sampled !== undefined ? 'section' : 'document',
    cited: result.row,
    at: cell,
    importance: importanceOf(analyte, value, 'current'),
    origin: 'rule:value-matrix',
    confidence: 0.85,
    qualified: false,
  });
}

function proseFacts(scope: PageScope, statement: Range, found: ProseValue): Fact[] {
  const { analysis, context, dates } = scope;
  const { text } = analysis.page;
  const { number, comparator, unit, range, flag, over } = found;
  const parts = {
    ...(number === undefined ? {} : { number }),
    ...(comparator === undefined ? {} : { comparator }),
    ...(unit === undefined ? {} : { unit }),
  };
  const value = valueOf(text, found.written, parts, range, flag, text.slice(range?.start ?? 0, range?.end ?? 0), over);
  const own =
    found.date ??
    birthDate(analysis, context, statement, found) ??
    scope.sampleAt(found.start) ??
    sectionDate(analysis, dates, statement) ??
    carriedDate(analysis, statement, found, dates, context.documentDate) ??
    duringStay(analysis, scope.stay, statement, found.clause);
  return observation(analysis, context, {
    ...identify(found.analyte, found.analyte.label, scope.laboratory ? specimenAt(analysis, found.start) : 'blood', unit),
    value,
    date: own ?? context.documentDate,
    dateSource: found.date !== undefined ? 'text' : own !== undefined ? 'section' : 'document',
    cited: citedClause(text, statement, found.clause),
    at: found.written,
    // "La TSH est < 4": a limit that a letter tells without its unit is a detail beside the laboratory's number.
    importance: importanceOf(
      found.analyte,
      value,
      found.earlier || (comparator !== undefined && unit === undefined) ? 'earlier' : 'current',
    ),
    origin: found.earlier ? 'rule:value-prose-earlier' : 'rule:value-prose',
    confidence: unit === undefined && over === undefined ? 0.8 : 0.9,
    qualified: true,
  });
}

/** What a lesion's name stops at: its size is told apart. */
const MEASURING = /[,(]|\s(?:mesur|faisant|d['’ ]\s?environ|dont|étendue?s?\b|de plus|cotée?|estim|jusqu|(?:de|à|a|et|sur)\s*$)/i;

function bareFacts(scope: PageScope, statement: Range, bare: BareMeasure): Fact[] {
  const { analysis, context } = scope;
  const { folded } = analysis;
  const { text } = analysis.page;
  const analyte = analyteById(bare.id);
  const lesion = bare.id === 'lesion';
  const label = lesion
    ? sentenceCase(text.slice(bare.start, bare.written.start).split(MEASURING)[0]?.replace(/\s+/g, ' ').trim() ?? '')
    : (analyte?.label ?? '');
  if (label === '') return [];
  const value: Value = {
    text: text.slice(bare.written.start, bare.written.end),
    number: bare.number,
    unit: bare.unitText,
    ucum: bare.unitText === 'mmHg' ? 'mm[Hg]' : bare.unitText,
  };
  const beside = scope.dates.find(
    (mention) =>
      mention.date !== undefined &&
      mention.start >= bare.end &&
      mention.start - bare.end < 6 &&
      /^\s*\(?(?:en|le|au)\s*$/.test(folded.slice(bare.end, mention.start)),
  )?.date;
  const own = beside ?? duringStay(analysis, scope.stay, statement, bare);
  const concluding = sectionAt(analysis, statement.start)?.kind === 'conclusion';
  return observation(analysis, context, {
    label,
    concept: lesion ? `lesion:${bare.label ?? ''}` : `value:${bare.id}`,
    loinc: analyte?.units.get(bare.unitText),
    value,
    date: own ?? context.documentDate,
    dateSource: beside !== undefined ? 'text' : own !== undefined ? 'section' : 'document',
    cited: lesion && statement.end - statement.start < 240 ? statement : citedClause(text, statement, bare),
    at: bare.written,
    importance: (lesion && concluding) || bare.id === 'poids' ? 2 : 1,
    origin: lesion ? 'rule:lesion-size' : 'rule:value-bare',
    confidence: 0.8,
    qualified: true,
  });
}

const sentenceCase = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);

const ADMISSION =
  /\n[ \t]*(?:[-•*][ \t]*)?((?:a l'|examen (?:d'|a l'))(?:entree|admission|arrivee)|entree|aux urgences|a la prise en charge) ?[:,]/g;
const OTHER_HEAD = /\n[ \t]*(?:[a-z][a-z' -]{2,40} ?:|[ \t]*\n)/;
const PARAGRAPH = 900;

/** "À l'entrée : PA 168/98. Poids 82 kg. Créatinine 231": the words that open a paragraph hold for its sentences. */
function openingAt(folded: string, at: number): string {
  const region = `\n${folded.slice(Math.max(0, at - PARAGRAPH), at)}`;
  const opening = [...region.matchAll(ADMISSION)].at(-1);
  if (opening?.[1] === undefined) return '';
  return OTHER_HEAD.test(region.slice(opening.index + opening[0].length)) ? '' : opening[1];
}

/** What a hospital report's stay says of a value without a date of its own. */
function duringStay(analysis: PageAnalysis, stay: Stay, sentence: Range, clause: Range): PartialDate | undefined {
  if (stay.entry === undefined && stay.exit === undefined) return undefined;
  const section = sectionAt(analysis, clause.start);
  const title = section?.title === undefined ? '' : analysis.folded.slice(section.title.start, section.title.end);
  const kind = section?.kind;
  return stayDate(stay, {
    title,
    lead: `${openingAt(analysis.folded, sentence.start)} ${analysis.folded.slice(sentence.start, clause.start)}`,
    tail: analysis.folded.slice(clause.end, clause.end + 24),
    examination: kind === 'laboratory' || kind === 'results' || kind === 'examination' || kind === 'vital-signs',
  });
}

const AT_BIRTH: ReadonlySet<string> = new Set(['poids', 'taille', 'pc', 'apgar']);

/** "Naissance : poids 1 420 g, taille 39 cm": measured on the day of birth. */
function birthDate(analysis: PageAnalysis, context: FactContext, sentence: Range, found: ProseValue): PartialDate | undefined {
  const told = /\b(?:a la naissance|naissance ?:|de naissance(?! le))/.test(analysis.folded.slice(sentence.start, found.start));
  return told && AT_BIRTH.has(found.analyte.id) ? context.birthDate : undefined;
}

/** A heading's own date holds for its section: "BIOLOGIE du 12/03/2024". */
function sectionDate(
  analysis: PageAnalysis,
  dates: readonly { readonly start: number; readonly end: number; readonly date?: PartialDate }[],
  sentence: Range,
): PartialDate | undefined {
  const title = sectionAt(analysis, sentence.start)?.title;
  if (title === undefined) return undefined;
  const lineEnd = analysis.folded.indexOf('\n', title.start);
  return dates.find(
    (date) =>
      date.start >= title.start &&
      date.end <= (lineEnd < 0 ? Infinity : lineEnd) &&
      date.date !== undefined &&
      date.start - title.end < 30 &&
      // "Bio : Hb 10,7 (12,8 en mai)": the date of a value on the heading's line is that value's.
      !/\d/.test(analysis.folded.slice(title.end, date.start)),
  )?.date;
}

/** The row's digits without the unit that the cell may span. */
const numberEnd = (folded: string, cell: { readonly start: number; readonly end: number; readonly unit?: UnitMatch }): number => {
  let end = cell.unit !== undefined && cell.unit.start >= cell.start ? Math.min(cell.end, cell.unit.start) : cell.end;
  while (end > cell.start && /\s/.test(folded[end - 1] ?? '')) end -= 1;
  return end;
};

/** The clause of a value inside its sentence: up to the commas around it, the whole sentence where it is short. */
function citedClause(text: string, sentence: Range, clause: Range): Range {
  if (sentence.end - sentence.start <= 160) return sentence;
  const before = Math.max(
    text.lastIndexOf(', ', clause.start),
    text.lastIndexOf('; ', clause.start),
    text.lastIndexOf(': ', clause.start),
    text.lastIndexOf('\n', clause.start - 1),
  );
  const start = before >= sentence.start && clause.start - before < 60 ? before + 1 : clause.start;
  const comma = text.slice(clause.end, sentence.end).search(/[,;](?!\d)|\.(?:\s|$)|\n/);
  const end = comma >= 0 && comma < 60 ? clause.end + comma : Math.min(sentence.end, clause.end);
  return { start, end };
}
