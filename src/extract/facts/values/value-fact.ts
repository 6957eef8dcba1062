import type { PartialDate } from '../../../domain/citation.js';
import type { Fact, Value } from '../../../domain/fact.js';
import { UNQUALIFIED } from '../../../domain/fact.js';
import { sectionAt } from '../../text/analyse-page.js';
import type { PageAnalysis, Range } from '../../text/analysis.js';
import { qualify } from '../../text/qualify.js';
import { sectionLoinc } from '../../text/sections.js';
import { asCitations, buildFact, cite, factId } from '../fact-builder.js';
import type { FactContext } from '../fact-builder.js';
import { unitFits } from './value-lexicon.js';
import type { Analyte, UnitMatch } from './value-lexicon.js';
import type { Specimen } from './value-specimen.js';

/** Analytes that are of urine by their name. */
const URINARY = new Set(
  'acr,microalb,proteinurie,rpc,creatininurie,natriurese,calciurie,ureeurinaire,kaliurese,osmou,oxalurie,uraturie,leucocyturie,hematurie,clu,cuprurie'.split(
    ',',
  ),
);
/** What is measured in urine too, under the name that it bears in blood. */
const IN_URINE = new Set(
  'sodium,potassium,chlore,uree,creatinine,calcium,phosphore,magnesium,glycemie,protides,albumine,osmolalite,leucocytes,hematies,acideurique,cortisol,amylase,ph,bicarbonates,bhcg,pcrbk,pcrcmv,kappa,lambda,igg,bilirubine,cetonemie,b2m,cuivre,zinc,metanephrines,normetanephrines,vma'.split(
    ',',
  ),
);

/** What text recognition made of a unit: "jumol/l" of a micro sign, "mL/min/1,7 73m?" of a raised two. */
const MISREAD_UNIT = /^[jypiu]u(?:mol|g)\/|1[.,]7 7|m\?$/i;

/** "TSH 3,1 (0,4-4,0) --": a dash of the next column, where the printed range holds the number. */
const isBelied = (
  flag: NonNullable<Value['flag']>,
  { number, comparator }: { readonly number?: number; readonly comparator?: NonNullable<Value['comparator']> },
  range: { readonly low?: number; readonly high?: number } | undefined,
): boolean =>
  number !== undefined &&
  comparator === undefined &&
  ((flag === 'L' && range?.low !== undefined && number >= range.low) ||
    (flag === 'H' && range?.high !== undefined && number <= range.high));

/** The value as written, its number, unit, range and flag as the source gives them. */
export function valueOf(
  text: string,
  written: Range,
  parts: { readonly number?: number; readonly comparator?: NonNullable<Value['comparator']>; readonly unit?: UnitMatch },
  range: { readonly low?: number; readonly high?: number } | undefined,
  flag: Value['flag'],
  rangeText: string,
  over?: string,
): Value {
  const spelt = parts.unit === undefined ? undefined : text.slice(parts.unit.start, parts.unit.end);
  const unit = parts.unit === undefined ? over : MISREAD_UNIT.test(spelt ?? '') ? parts.unit.unit : spelt;
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
    ...(flag === undefined || isBelied(flag, parts, range) ? {} : { flag }),
  };
}

/** Label, concept and LOINC code; urine and punctures are told apart from blood. */
export function identify(
  analyte: Analyte | undefined,
  label: string,
  specimen: Specimen,
  unit: UnitMatch | undefined,
): { label: string; concept: string; loinc: string | undefined } {
  if (analyte === undefined)
    return { label: specimen === 'urine' ? `${label} (urines)` : label, concept: `value:${label.toLowerCase()}`, loinc: undefined };
  const elsewhere = (specimen === 'urine' && !URINARY.has(analyte.id) && IN_URINE.has(analyte.id)) || specimen === 'fluid';
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
export function importanceOf(analyte: Analyte | undefined, value: Value, role: 'current' | 'earlier' | 'other-unit'): 1 | 2 | 3 {
  if (role !== 'current') return 1;
  const outside =
    value.number !== undefined &&
    ((value.low !== undefined && value.number < value.low) || (value.high !== undefined && value.number > value.high));
  const abnormal = (value.flag !== undefined && value.flag !== 'N') || outside;
  const base = analyte?.importance ?? 1;
  if (abnormal) return base >= 3 ? 3 : 2;
  return base >= 3 ? 2 : 1;
}

/** What a rule found, before it is a fact. */
export interface Observed {
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

/** The fact of one observed value; none where nothing can be cited. */
export function observation(analysis: PageAnalysis, context: FactContext, made: Observed): Fact[] {
  const citations = asCitations([cite(analysis, made.cited)]);
  if (citations === undefined) return [];
  const qualification = made.qualified ? qualify(analysis, made.at) : undefined;
  // A number is never absent: what a negation cue beside it denies is another thing of the sentence.
  const qualifiers = qualification === undefined ? UNQUALIFIED : { ...qualification.qualifiers, negated: false };
  const section = sectionAt(analysis, made.at.start)?.kind;
  const loincSection = section === undefined ? undefined : sectionLoinc(section);
  const confidence = lowestConfidence(analysis, made.at);
  const fact = buildFact({
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
  });
  // A row of a table holds several results of one name: where the digits stand tells them apart.
  return [{ ...fact, id: factId('observation', `${made.origin}@${made.at.start}`, made.label, citations[0]) }];
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
