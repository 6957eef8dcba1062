import type { PartialDate } from '../../domain/citation.js';
import type { Fact, Value } from '../../domain/fact.js';
import { sectionAt } from '../text/analyse-page.js';
import type { PageAnalysis, Range } from '../text/analysis.js';
import { findDates } from '../text/dates.js';
import { splitLines } from '../text/lines.js';
import { qualify } from '../text/qualify.js';
import { sectionLoinc } from '../text/sections.js';
import { asCitations, buildFact, cite } from './fact-builder.js';
import type { FactContext } from './fact-builder.js';
import { findBareMeasures } from './value-bare.js';
import { isTitleRow } from './value-header.js';
import { analyteById, unitFits } from './value-lexicon.js';
import type { Analyte, UnitMatch } from './value-lexicon.js';
import { readProse } from './value-prose.js';
import { findSampleDates } from './value-sample-date.js';
import { specimenAt } from './value-specimen.js';
import type { Specimen } from './value-specimen.js';
import { readTables } from './value-table.js';

const LABORATORY_TYPE = '11502-2';
/** Analytes that are of urine by their name. */
const URINARY = new Set(['acr', 'microalb', 'proteinurie', 'creatininurie', 'natriurese', 'calciurie']);

/**
 * Measured values of a page: rows of tables, values in sentences, vital signs, scores, sizes. Each keeps the value as
 * written, its unit as written and in UCUM, the source's range and flag; earlier results are facts of their own, dated
 * by their column or bracket. A result is dated by the sampling, else by its sentence, else by the document.
 */
export function extractValues(analysis: PageAnalysis, context: FactContext): Fact[] {
  const { folded } = analysis;
  const { text } = analysis.page;
  const lines = splitLines(analysis.page, folded);
  const laboratory = context.documentType === LABORATORY_TYPE || lines.some((line) => isTitleRow(folded.slice(line.start, line.end)));
  const samples = findSampleDates(folded);
  const sampleAt = (offset: number): PartialDate | undefined =>
    laboratory ? (samples.findLast((sample) => sample.start <= offset) ?? samples[0])?.date : undefined;
  const sampleDate = sampleAt(0);
  const facts: Fact[] = [];
  const tables = readTables(analysis, {
    laboratory,
    ...(context.documentDate === undefined ? {} : { documentDate: context.documentDate }),
    ...(sampleDate === undefined ? {} : { sampleDate }),
  });
  for (const result of tables.results) {
    const { analyte, cell, range, flag, specimen, role } = result;
    const value = valueOf(
      text,
      { start: cell.start, end: numberEnd(folded, cell) },
      cell,
      range,
      flag,
      text.slice(range?.start ?? 0, range?.end ?? 0),
    );
    const sampled = sampleAt(result.row.start);
    const date = result.date ?? sampled ?? context.documentDate;
    facts.push(
      ...make(analysis, context, {
        ...identify(analyte, result.label, specimen, cell.unit),
        value,
        date,
        dateSource: result.date !== undefined ? 'text' : sampled !== undefined ? 'section' : 'document',
        cited: result.row,
        at: cell,
        importance: importanceOf(analyte, value, role),
        origin: role === 'current' ? 'rule:value-row' : role === 'earlier' ? 'rule:value-row-earlier' : 'rule:value-row-unit',
        confidence: analyte === undefined ? 0.8 : 0.95,
        qualified: false,
      }),
    );
  }
  const dates = findDates(analysis, {
    ...(context.documentDate === undefined ? {} : { documentDate: context.documentDate }),
    ...(context.birthDate === undefined ? {} : { birthDate: context.birthDate }),
  });
  const rows = [...tables.lines];
  for (const sentence of analysis.sentences) {
    const row = rows.find((line) => line.start < sentence.end && line.end > sentence.start);
    if (row !== undefined && row.start <= sentence.start + 2 && row.end >= sentence.end - 2) continue;
    const taken: Range[] = [];
    for (const found of readProse(analysis, sentence, dates)) {
      if (rows.some((line) => found.written.start >= line.start && found.written.start < line.end)) continue;
      const specimen = specimenAt(analysis, found.start);
      const value = valueOf(
        text,
        found.written,
        {
          ...(found.number === undefined ? {} : { number: found.number }),
          ...(found.comparator === undefined ? {} : { comparator: found.comparator }),
          ...(found.unit === undefined ? {} : { unit: found.unit }),
        },
        found.range,
        found.flag,
        text.slice(found.range?.start ?? 0, found.range?.end ?? 0),
        found.over,
      );
      const sampled = sampleAt(found.start);
      const date = found.date ?? sampled ?? sectionDate(analysis, dates, sentence) ?? context.documentDate;
      taken.push(found.written);
      facts.push(
        ...make(analysis, context, {
          ...identify(found.analyte, found.analyte.label, laboratory ? specimen : 'blood', found.unit),
          value,
          date,
          dateSource: found.date !== undefined ? 'text' : date === context.documentDate ? 'document' : 'section',
          cited: citedClause(text, sentence, found.clause),
          at: found.written,
          importance: importanceOf(found.analyte, value, found.earlier ? 'earlier' : 'current'),
          origin: found.earlier ? 'rule:value-prose-earlier' : 'rule:value-prose',
          confidence: found.unit === undefined && found.over === undefined ? 0.8 : 0.9,
          qualified: true,
        }),
      );
    }
    const section = sectionAt(analysis, sentence.start)?.kind;
    for (const bare of findBareMeasures(folded, sentence, section === 'vital-signs' || section === 'examination')) {
      if (taken.some((range) => range.start < bare.written.end && range.end > bare.written.start)) continue;
      if (bare.id === 'lesion' && section === 'technique') continue;
      const analyte = analyteById(bare.id);
      const label =
        bare.id === 'lesion'
          ? sentenceCase(
              text
                .slice(bare.start, bare.written.start)
                .replace(/[\s,]*(?:\b(?:de|à|a|mesurant|mesure|mesurée?|jusqu'à|estimée? à|d'environ))*\s*$/i, '')
                .replace(/\s+/g, ' ')
                .trim(),
            )
          : (analyte?.label ?? '');
      if (label === '') continue;
      const written = text.slice(bare.written.start, bare.written.end);
      const value: Value = {
        text: written,
        number: bare.number,
        unit: bare.unitText,
        ucum: bare.unitText === 'mmHg' ? 'mm[Hg]' : bare.unitText,
      };
      const date = dates.find(
        (mention) =>
          mention.date !== undefined &&
          mention.start >= bare.end &&
          mention.start - bare.end < 6 &&
          /^\s*\(?(?:en|le|au)\s*$/.test(folded.slice(bare.end, mention.start)),
      )?.date;
      facts.push(
        ...make(analysis, context, {
          label,
          concept: bare.id === 'lesion' ? `lesion:${bare.label ?? ''}` : `value:${bare.id}`,
          loinc: analyte?.units.get(bare.unitText),
          value,
          date: date ?? (bare.id === 'lesion' ? undefined : context.documentDate) ?? context.documentDate,
          dateSource: date === undefined ? 'document' : 'text',
          cited:
            bare.id === 'lesion'
              ? sentence.end - sentence.start < 240
                ? sentence
                : citedClause(text, sentence, bare)
              : citedClause(text, sentence, bare),
          at: bare.written,
          importance: bare.id === 'lesion' && section === 'conclusion' ? 2 : bare.id === 'poids' ? 2 : 1,
          origin: bare.id === 'lesion' ? 'rule:lesion-size' : 'rule:value-bare',
          confidence: 0.8,
          qualified: true,
        }),
      );
    }
  }
  return facts;
}

const sentenceCase = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);

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
      date.start >= title.start && date.end <= (lineEnd < 0 ? Infinity : lineEnd) && date.date !== undefined && date.start - title.end < 30,
  )?.date;
}

/** The row's digits without the unit that the cell may span. */
const numberEnd = (folded: string, cell: { readonly start: number; readonly end: number; readonly unit?: UnitMatch }): number => {
  let end = cell.unit !== undefined && cell.unit.start >= cell.start ? Math.min(cell.end, cell.unit.start) : cell.end;
  while (end > cell.start && /\s/.test(folded[end - 1] ?? '')) end -= 1;
  return end;
};

function valueOf(
  text: string,
  written: Range,
  parts: { readonly number?: number; readonly comparator?: NonNullable<Value['comparator']>; readonly unit?: UnitMatch },
  range: { readonly low?: number; readonly high?: number } | undefined,
  flag: Value['flag'],
  rangeText: string,
  over?: string,
): Value {
  const unit = parts.unit === undefined ? over : text.slice(parts.unit.start, parts.unit.end);
  const ownUnit =
    parts.unit !== undefined && parts.unit.start >= written.start && parts.unit.end <= written.end
      ? { start: written.start, end: parts.unit.start }
      : written;
  return {
    text: text.slice(ownUnit.start, ownUnit.end).trim(),
    ...(parts.number === undefined ? {} : { number: parts.number }),
    ...(parts.comparator === undefined ? {} : { comparator: parts.comparator }),
    ...(unit === undefined ? {} : { unit }),
    ...(parts.unit?.ucum === undefined ? (over === undefined ? {} : { ucum: `{score}` }) : { ucum: parts.unit.ucum }),
    ...(range === undefined
      ? {}
      : {
          rangeText: rangeText.trim(),
          ...(range.low === undefined ? {} : { low: range.low }),
          ...(range.high === undefined ? {} : { high: range.high }),
        }),
    ...(flag === undefined ? {} : { flag }),
  };
}

function identify(
  analyte: Analyte | undefined,
  label: string,
  specimen: Specimen,
  unit: UnitMatch | undefined,
): { label: string; concept: string; loinc: string | undefined } {
  if (analyte === undefined)
    return { label: specimen === 'urine' ? `${label} (urines)` : label, concept: `value:${label.toLowerCase()}`, loinc: undefined };
  const elsewhere = (specimen === 'urine' && !URINARY.has(analyte.id)) || specimen === 'fluid';
  if (elsewhere && analyte.kind === 'lab')
    return {
      label: `${label} (${specimen === 'urine' ? 'urines' : 'liquide'})`,
      concept: `value:${analyte.id}:${specimen}`,
      loinc: undefined,
    };
  const loinc =
    unit !== undefined && unitFits(analyte, unit.unit)
      ? analyte.units.get(unit.unit)
      : unit === undefined
        ? [...analyte.units.values()][0]
        : undefined;
  return { label, concept: `value:${analyte.id}`, loinc: unit === undefined && analyte.units.size > 1 ? undefined : loinc };
}

/** Abnormal, by the source's flag or outside the range it prints, counts more; a key measure more than a detail. */
function importanceOf(analyte: Analyte | undefined, value: Value, role: 'current' | 'earlier' | 'other-unit'): 1 | 2 | 3 {
  if (role !== 'current') return 1;
  const outside =
    value.number !== undefined &&
    ((value.low !== undefined && value.number < value.low) || (value.high !== undefined && value.number > value.high));
  const abnormal = (value.flag !== undefined && value.flag !== 'N') || outside;
  const base = analyte?.importance ?? 1;
  if (abnormal) return base >= 3 ? 3 : 2;
  return base >= 3 ? 2 : 1;
}

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

interface Made {
  readonly label: string;
  readonly concept: string;
  readonly loinc: string | undefined;
  readonly value: Value;
  readonly date: PartialDate | undefined;
  readonly dateSource: NonNullable<Fact['dateSource']>;
  readonly cited: Range;
  readonly at: Range;
  readonly importance: 1 | 2 | 3;
  readonly origin: string;
  readonly confidence: number;
  /** Prose is qualified by its words; a row of a table is a result. */
  readonly qualified: boolean;
}

const PLAIN = {
  negated: false,
  hypothetical: false,
  family: false,
  historical: false,
  reported: false,
  otherPerson: false,
  instruction: false,
};

function make(analysis: PageAnalysis, context: FactContext, made: Made): Fact[] {
  const citations = asCitations([cite(analysis, made.cited)]);
  if (citations === undefined) return [];
  const qualification = made.qualified ? qualify(analysis, made.at) : undefined;
  // A number is never absent: what a negation cue beside it denies is another thing of the sentence.
  const qualifiers = qualification === undefined ? PLAIN : { ...qualification.qualifiers, negated: false };
  const section = sectionAt(analysis, made.at.start)?.kind;
  const loincSection = section === undefined ? undefined : sectionLoinc(section);
  const confidence = lowestConfidence(analysis, made.at);
  return [
    buildFact({
      documentId: context.documentId,
      kind: 'observation',
      label: made.label,
      concept: made.concept,
      ...(made.loinc === undefined || made.loinc === '' ? {} : { code: { system: 'http://loinc.org', code: made.loinc } }),
      status: 'unknown',
      qualifiers,
      cues: qualification === undefined ? [] : qualification.cues.filter((cue) => cue.qualifier !== 'negated'),
      value: confidence !== undefined && confidence < LOW_CONFIDENCE ? { ...made.value, lowConfidence: true } : made.value,
      ...(made.date === undefined ? {} : { date: made.date, dateSource: made.dateSource }),
      ...(qualification?.familyMember === undefined ? {} : { familyMember: qualification.familyMember }),
      ...(loincSection === undefined ? {} : { section: loincSection }),
      importance: made.importance,
      origin: made.origin,
      confidence: made.confidence,
      citations,
    }),
  ];
}

const LOW_CONFIDENCE = 0.7;

/** The lowest OCR confidence over the digits; undefined where the text was not recognised but read. */
function lowestConfidence(analysis: PageAnalysis, range: Range): number | undefined {
  let lowest: number | undefined;
  for (const position of analysis.page.positions) {
    if (position.confidence === undefined || position.end <= range.start || position.start >= range.end) continue;
    lowest = lowest === undefined ? position.confidence : Math.min(lowest, position.confidence);
  }
  return lowest;
}
