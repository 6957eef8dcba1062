import type { PartialDate } from '../../../domain/citation.js';
import type { Fact, Value } from '../../../domain/fact.js';
import { sectionAt } from '../../text/analyse-page.js';
import type { DateMention, PageAnalysis, Range } from '../../text/analysis.js';
import { fold } from '../../text/fold.js';
import { splitLines } from '../../text/lines.js';
import type { Addendum } from '../addenda.js';
import { pageDates } from '../page-dates.js';
import { statementsOf } from '../fact-builder.js';
import type { FactContext } from '../fact-builder.js';
import { MEDICATION_SECTIONS } from '../medications/medication-scope.js';
import { findBareMeasures } from './value-bare.js';
import type { BareMeasure } from './value-bare.js';
import { carriedDate, carriedValue, headOf, laterValues, openedByNumber, recalledValue, sampleOf, withSample } from './value-carry.js';
import type { Named, Sample } from './value-carry.js';
import { birthDate, bracketedDistances, duringStay, openingDate, sectionDate } from './value-day.js';
import { identify, importanceOf, observation, valueOf } from './value-fact.js';
import { isTitleRow } from './value-header.js';
import { splitPairs } from './value-pairs.js';
import { readLabelled } from './value-labelled.js';
import type { LabelledValue } from './value-labelled.js';
import { analyteById } from './value-lexicon.js';
import type { UnitMatch } from './value-lexicon.js';
import { readDiaries } from './value-diary.js';
import { readMatrices } from './value-matrix.js';
import type { MatrixResult } from './value-matrix.js';
import { isGiven, levelAt } from './value-meaning.js';
import { readProse } from './value-prose.js';
import type { ProseValue } from './value-prose.js';
import { laboratoryDays } from './value-prose-dates.js';
import { findPeriodEnd, findSampleDates } from './value-sample-date.js';
import { specimenAt } from './value-specimen.js';
import { findStay } from './value-stay.js';
import type { Stay } from './value-stay.js';
import { readTables } from './value-table.js';
import type { TableResult } from './value-table.js';

/** Of a day of the stay that nothing tells: no point of a series. */
const UNDATED = 'rule:value-prose-undated';
const LABORATORY_TYPE = '11502-2';

/** What a page's rules share. */
interface PageScope {
  readonly analysis: PageAnalysis;
  readonly context: FactContext;
  readonly laboratory: boolean;
  readonly stay: Stay;
  readonly dates: readonly DateMention[];
  readonly addenda: readonly Addendum[];
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
  const scope: PageScope = {
    analysis,
    context,
    laboratory,
    stay: context.stay ?? findStay(folded, context.documentDate),
    // "Née le 22/03/2017, poids 11,4 kg": a day of birth dates no measure but those of birth, which are told as such.
    dates: laboratoryDays(
      folded,
      bracketedDistances(folded, pageDates(analysis, context).anchored, context.documentDate),
      context.documentDate,
    ).filter(({ date }) => date === undefined || date !== context.birthDate),
    addenda: pageDates(analysis, context).addenda,
    sampleAt,
  };
  const sampleDate = sampleAt(0);
  const diaries = readDiaries(analysis, lines, context.documentDate);
  const turned = readMatrices(
    analysis,
    lines.filter((line) => !diaries.lines.has(line)),
  );
  const matrices = { results: [...diaries.results, ...turned.results], lines: new Set([...diaries.lines, ...turned.lines]) };
  const tables = readTables(analysis, {
    lines: splitPairs(
      folded,
      lines.filter((line) => !matrices.lines.has(line)),
      laboratory,
    ),
    laboratory,
    ...(context.documentDate === undefined ? {} : { documentDate: context.documentDate }),
    ...(sampleDate === undefined ? {} : { sampleDate }),
  });
  const facts = [
    ...matrices.results.flatMap((result) => matrixFacts(scope, result)),
    ...tables.results.flatMap((result) => tableFacts(scope, result)),
  ];
  const rows = [...tables.lines, ...matrices.lines];
  const named: readonly Named[] = [...tables.results, ...matrices.results].flatMap(({ analyte, row, cell }) =>
    analyte === undefined ? [] : [{ ...row, analyte, ...('unit' in cell && cell.unit !== undefined ? { unit: cell.unit } : {}) }],
  );
  let last: ProseValue | undefined;
  let recent: Named | undefined;
  let sample: Sample | undefined;
  const told: ProseValue[] = [];
  for (const statement of statementsOf(analysis)) {
    const row = rows.find((line) => line.start < statement.end && line.end > statement.start);
    if (row !== undefined && row.start <= statement.start + 2 && row.end >= statement.end - 2) continue;
    const section = sectionAt(analysis, statement.start)?.kind;
    const bares = findBareMeasures(folded, statement, section === 'vital-signs' || section === 'examination');
    const own = readProse(analysis, statement, scope.dates)
      .filter((found) => !ORGANS.has(found.analyte.id) || !bares.some((bare) => bare.id === 'lesion' && meet(bare, found)))
      .filter((found) => !rows.some((line) => found.written.start >= line.start && found.written.start < line.end))
      .flatMap((found) => settled(scope, found));
    const above = latest(
      named.findLast((one) => one.end <= statement.start),
      recent,
    );
    const carried =
      own.length > 0
        ? undefined
        : (recalledValue(analysis, statement, above, scope.dates) ?? carriedValue(analysis, statement, last, scope.dates));
    const opened = openedByNumber(analysis, statement, told);
    const read = [...(opened === undefined ? [] : [opened]), ...(carried === undefined ? own : [carried])];
    const values = withSample(analysis, statement, [...read, ...laterValues(analysis, statement, read, scope.dates)], sample);
    told.push(...values);
    sample = sampleOf(analysis, statement, values, scope.dates) ?? (values.length > 0 ? sample : undefined);
    last = values.at(-1);
    recent = last ?? headOf(analysis, statement) ?? recent;
    facts.push(...values.flatMap((found) => proseFacts(scope, statement, found)));
    for (const bare of bares) {
      if (
        values.some((found) => meet(bare, found) && !(bare.id === 'lesion' && VESSELS.has(found.analyte.id))) ||
        (bare.id === 'lesion' && section === 'technique')
      )
        continue;
      facts.push(...bareFacts(scope, statement, bare));
    }
  }
  const spans = facts.map(({ citations: [{ span }], value }) => ({ span, text: value?.text ?? '' }));
  for (const found of readLabelled(analysis))
    if (!rows.some((line) => found.start >= line.start && found.start < line.end) && !spans.some((one) => tells(one, found, analysis)))
      facts.push(...labelledFacts(scope, found));
  return facts;
}

/** Whether a fact already tells those figures: its citation holds them, and its value is written with them. */
const tells = (
  { span, text }: { readonly span: Range; readonly text: string },
  { written }: LabelledValue,
  { page }: PageAnalysis,
): boolean =>
  span.start <= written.start &&
  span.end >= written.end &&
  (text.includes(page.text.slice(written.start, written.end)) || page.text.slice(written.start, written.end).startsWith(`${text} `));

const latest = (a: Named | undefined, b: Named | undefined): Named | undefined =>
  a === undefined || (b !== undefined && b.start > a.start) ? b : a;

/** "Kyste du rein gauche de 22 mm": the size is the lesion's, not the organ's that bears it. */
const ORGANS: ReadonlySet<string> = new Set(['reind', 'reing', 'rate', 'fleche', 'tronporte', 'endometre', 'bassinet', 'vbp']);
/** "Anévrisme de l'aorte abdominale de 47 mm" is both: a lesion, and the diameter that is followed. */
const VESSELS: ReadonlySet<string> = new Set(['aorteabdo', 'aorteasc', 'valsalva']);

const meet = (a: { readonly written: Range }, b: { readonly written: Range }): boolean =>
  a.written.start < b.written.end && a.written.end > b.written.start;

/** A value under the name of what was measured; none where it is a dose, or a level of nothing that the page names. */
function settled({ analysis, context }: PageScope, found: ProseValue): ProseValue[] {
  const { folded } = analysis;
  const treatment = context.prescription === true || MEDICATION_SECTIONS.has(sectionAt(analysis, found.start)?.kind ?? 'body');
  const name = folded.slice(found.clause.start, found.written.start).replace(/[\s:=]+$/, '');
  // "Pic 9,8 g/L" is monoclonal where the page tells of such a thing, and of sugar elsewhere.
  if (
    found.analyte.id === 'picmono' &&
    /^pic$/.test(name.trim()) &&
    !/myelom|monoclon|gammapath|waldenstr|electrophor|amylose/.test(folded)
  )
    return [];
  if (isGiven(found.analyte, name, found.unit !== undefined, folded.slice(found.written.end, found.written.end + 24), treatment)) return [];
  if (found.analyte.id === 'trough' || found.analyte.id === 'level') {
    const analyte = levelAt(folded, found.start);
    return analyte === undefined ? [] : [{ ...found, analyte }];
  }
  // "Descendue à 7,9 grammes": of haemoglobin grams are those of a decilitre; its series has no other unit.
  if (found.analyte.id === 'hemoglobine' && found.unit?.unit === 'g') {
    const { unit, ...bare } = found;
    return [{ ...bare, written: { start: found.written.start, end: Math.min(found.written.end, unit.start) } }];
  }
  return [found];
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

/** Sites of one examination are series of their own: a hip is not compared with a spine. */
const atSite = <T extends { readonly label: string; readonly concept: string }>(identity: T, site: string | undefined): T =>
  site === undefined
    ? identity
    : { ...identity, label: `${identity.label} (${site})`, concept: `${identity.concept}:${fold(site).replace(/[^a-z0-9]+/g, '-')}` };

function matrixFacts(scope: PageScope, result: MatrixResult): Fact[] {
  const { analyte, cell, unit } = result;
  const { text } = scope.analysis.page;
  const value = valueOf(text, cell, { number: cell.number, ...(unit === undefined ? {} : { unit }) }, undefined, undefined, '');
  const sampled = scope.sampleAt(result.row.start);
  return observation(scope.analysis, scope.context, {
    ...atSite(identify(analyte, analyte.label, 'blood', unit), result.site),
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
  const told =
    found.date ??
    birthDate(analysis, context, statement, found.start, found.analyte) ??
    scope.sampleAt(found.start) ??
    openingDate(analysis, dates, found.start, context.documentDate) ??
    scope.addenda.find(({ start, end, ofItsSample }) => !ofItsSample && start <= found.start && found.start < end)?.date ??
    sectionDate(analysis, dates, statement, context.documentDate) ??
    carriedDate(analysis, statement, found, dates, context.documentDate);
  const own = told ?? duringStay(analysis, scope.stay, statement, found, found.analyte);
  if (told === undefined && own !== undefined && found.afterwards === true) return [];
  const adrift = own === undefined && found.adrift === true;
  // "mMRC 2 (3 à l'entrée du programme)": of a day that nothing tells, beside today's.
  if (adrift && found.earlier) return [];
  return observation(analysis, context, {
    ...atSite(
      identify(found.analyte, found.analyte.label, scope.laboratory ? specimenAt(analysis, found.start) : 'blood', unit),
      found.site,
    ),
    value,
    date: own ?? (adrift ? undefined : context.documentDate),
    dateSource: own === undefined ? 'document' : found.date !== undefined ? 'text' : 'section',
    cited: citedClause(text, statement, found.clause),
    at: found.written,
    // "La TSH est < 4": a limit that a letter tells without its unit is a detail beside the laboratory's number.
    importance: importanceOf(
      found.analyte,
      value,
      found.earlier || (comparator !== undefined && unit === undefined) ? 'earlier' : 'current',
    ),
    origin: adrift ? UNDATED : found.earlier ? 'rule:value-prose-earlier' : 'rule:value-prose',
    confidence: unit === undefined && over === undefined ? 0.8 : 0.9,
    qualified: true,
  });
}

function labelledFacts(scope: PageScope, found: LabelledValue): Fact[] {
  const { analysis, context } = scope;
  const { text } = analysis.page;
  const own =
    scope.sampleAt(found.start) ??
    openingDate(analysis, scope.dates, found.start, context.documentDate) ??
    sectionDate(analysis, scope.dates, found, context.documentDate);
  return observation(analysis, context, {
    label: found.label,
    concept: `value:${fold(found.label)}`,
    loinc: undefined,
    value: { text: text.slice(found.written.start, found.written.end), number: found.number, unit: found.unit },
    date: own ?? context.documentDate,
    dateSource: own === undefined ? 'document' : 'section',
    cited: found,
    at: found.written,
    importance: 1,
    origin: 'rule:value-labelled',
    confidence: 0.7,
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
    ? siteOf(text, bare.start) +
      sentenceCase(text.slice(bare.start, bare.written.start).split(MEASURING)[0]?.replace(/\s+/g, ' ').trim() ?? '')
    : (analyte?.label ?? '');
  if (label === '') return [];
  const value: Value = {
    text: text.slice(bare.written.start, bare.written.end),
    number: bare.number,
    ...(bare.unitText === '' ? {} : { unit: bare.unitText, ucum: bare.unitText === 'mmHg' ? 'mm[Hg]' : bare.unitText }),
  };
  const beside = scope.dates.find(
    (mention) =>
      mention.date !== undefined &&
      mention.start >= bare.end &&
      mention.start - bare.end < 6 &&
      /^\s*\(?(?:en|le|au)\s*$/.test(folded.slice(bare.end, mention.start)),
  )?.date;
  const own =
    beside ??
    openingDate(analysis, scope.dates, bare.start, context.documentDate) ??
    duringStay(analysis, scope.stay, statement, { clause: bare, written: bare.written }, analyte);
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

/** "IVA moyenne : sténose", "Sein gauche : opacité": what heads the line says where, unless it names the paper's part or the examination. */
const SITE = /^[\s*•–-]*(\p{Lu}[^:.;\n\d]{1,36}?)\s*:\s*$/u;
const NO_SITE =
  /^(?:conclusion|resultats?|compte|scanner|tdm|irm|echo|examen|technique|indication|au total|imagerie|bilan|uro|angio|mammo|radio|tep|lesions?|coro|endo|colo|gastro|fibro|histo|anapath|macro|micro|biopsie|motif|hdm|histoire|evolution|antecedents?|atcd|synthese|description|interpretation|diagnostic|doppler|pet|cliche|clinique|au |a l|sur |bio|opm|avis|rcp)/;
function siteOf(text: string, at: number): string {
  const head = SITE.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1, at))?.[1];
  return head === undefined || NO_SITE.test(fold(head)) ? '' : `${head.replace(/\s+/g, ' ')} : `;
}

const sentenceCase = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1);

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
