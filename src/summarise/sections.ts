import type { Fact } from '../domain/fact.js';
import type { PartialDate } from '../domain/citation.js';
import type { Section, Statement } from '../domain/synthesis.js';
import { conceptTraits } from './concepts.js';
import { conclusionLines } from './conclusions.js';
import { compareDates, daysBetween, firstDay, frenchDate, lastDay } from './dates.js';
import { withMeasures } from './measured-conditions.js';
import { perItem } from './per-document.js';
import { perFact } from './per-fact.js';
import { outcomes, plansOnce } from './planned.js';
import { earnsALine } from './selection.js';
import { asImportance, isAffirmed, type Line } from './line.js';
import { quoteWords } from './quote.js';
import type { MeasuredSeries } from './series.js';
import type { SourceNature } from './source-nature.js';
import type { Sources } from './sources.js';
import type { StatementWriter } from './statements.js';
import { fold } from './text.js';
import type { DrugHistory } from './treatments/drug-history.js';
import { WORTH_DENYING } from './vocabulary/denied.js';
import outOfRange from './vocabulary/out-of-range.json' with { type: 'json' };
import { SECTIONS, VITAL_SIGNS } from './vocabulary/sections.js';

/** An active problem without a chronic nature goes to the history once nobody has mentioned it for this long. */
const ACUTE_FOR_DAYS = 240;

export interface SectionInput {
  readonly lines: readonly Line[];
  readonly histories: readonly DrugHistory[];
  readonly series: readonly MeasuredSeries[];
  /** Ids of the facts that they tell. */
  readonly inSeries: ReadonlySet<string>;
  readonly facts: readonly Fact[];
  readonly sources: Sources;
  readonly reference: PartialDate;
  readonly writer: StatementWriter;
}

/** The sections, every one present: an empty one says whether a source states the absence or nothing was found. */
export function buildSections(input: SectionInput): readonly Section[] {
  const bySection = new Map<string, Statement[]>(SECTIONS.map((section) => [section.code, []]));
  const narrative = input.lines.filter((line) => line.kind !== 'observation' || !line.facts.some((fact) => input.inSeries.has(fact.id)));
  // "Aucune allergie connue" beside a known one is a contradiction, told among the warnings.
  const allergic = input.lines.some(
    (line) =>
      line.kind === 'allergy' && line.allergy?.certainty !== 'none-known' && line.status !== 'ruled-out' && line.status !== 'absent',
  );
  const withOutcome = outcomes(input.facts, input.sources, input.reference);
  const earned = [...narrative, ...linesOfSeries(input.series, input.reference, input.sources)].filter(
    (line) => earnsALine(line, input.sources, input.reference) && !(allergic && line.allergy?.certainty === 'none-known'),
  );
  const told = withMeasures(plansOnce(earned).map(withOutcome), input.series);
  for (const line of [...told.filter((one) => !toldAsVaccine(one, told)), ...conclusionLines(input.facts, input.sources)]) {
    const code = sectionOf(line, input);
    if (code === undefined) continue;
    const statement = input.writer.ofLine(line);
    if (statement !== undefined) bySection.get(code)?.push(statement);
  }
  for (const history of input.histories) {
    const statement =
      history.current !== undefined
        ? input.writer.ofCurrent(history, history.current)
        : history.stopped !== undefined
          ? input.writer.ofStopped(history, history.stopped)
          : undefined;
    if (statement !== undefined) bySection.get('10160-0')?.push(statement);
    const avoided = history.state === 'avoid' ? input.writer.ofAvoided(history) : undefined;
    // "Contre-indication : tramadol", "À ne pas redonner : Vogalene (métopimazine)" of the same words have said it.
    if (avoided !== undefined && !banned(bySection.get('48765-2') ?? [], avoided)) bySection.get('48765-2')?.push(avoided);
  }
  return SECTIONS.map(({ code, title }) => {
    const statements = (bySection.get(code) ?? []).toSorted((a, b) => order(a, b, code));
    return {
      code,
      title,
      emptyReason: statements.some((statement) => statement.fact.status !== 'absent')
        ? null
        : statements.length > 0
          ? 'absence-stated'
          : 'not-found',
      statements,
    };
  });
}

/** Whether an allergy's line bans in the very words that are written against a drug, and names it. */
function banned(told: readonly Statement[], avoided: Statement): boolean {
  const name = fold(avoided.fact.label);
  return told.some(
    ({ fact, citations }) =>
      fact.kind === 'allergy' &&
      BAN.test(fold(fact.label)) &&
      fold(fact.label).includes(name) &&
      avoided.citations.every(({ span }) =>
        citations.some(
          ({ span: cited }) =>
            cited.documentId === span.documentId && cited.page === span.page && cited.start < span.end && span.start < cited.end,
        ),
      ),
  );
}

/** A ban as an allergy's line tells it. */
const BAN = /^(?:contre indication|a ne pas redonner) : /;

/** Current before stopped, important before detail, recent before old. */
function order(a: Statement, b: Statement, code: string): number {
  const stopped = (statement: Statement): number =>
    code === '10160-0' && statement.fact.status === 'stopped'
      ? 1
      : statement.fact.status === 'ruled-out' || statement.fact.status === 'absent'
        ? 1
        : 0;
  return (
    stopped(a) - stopped(b) ||
    b.importance - a.importance ||
    // Of problems and allergies, what most documents speak of comes first; of anything else, what is latest.
    (code === '11450-4' || code === '48765-2' ? documentsOf(b) - documentsOf(a) : 0) ||
    compareDates(b.fact.date, a.fact.date) ||
    (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)
  );
}

const documentsOf = (statement: Statement): number => new Set(statement.citations.map(({ span }) => span.documentId)).size;

/** What medicine calls a value that its laboratory marks: "lymphopénie". */
const OUT_OF_RANGE = new Map<string, { readonly H?: string; readonly L?: string }>(
  Object.entries(outOfRange.names).map(([id, names]) => [`value:${id}`, names]),
);

/** A value that nothing marks is detail after this long: the series holds it. */
const OLD_RESULT_DAYS = 730;

/** The last value of a series with the one before it: what a reader compares first. */
const linesOfSeries = perItem((series: MeasuredSeries, reference: PartialDate, sources: Sources): readonly Line[] => {
  const latest = series.points.at(-1);
  if (latest === undefined) throw new RangeError('a series holds a point');
  // Of two values of one day, the laboratory's own: the other is a copy.
  const last =
    series.points.findLast(
      (point) => point.date === latest.date && point.facts.some((fact) => sources.nature(fact.documentId) === 'laboratory'),
    ) ?? latest;
  const before = series.points.findLast((point) => point !== last && point.date !== last.date);
  const importance = Math.max(...last.facts.map((fact) => fact.importance));
  const old = daysBetween(last.date, reference) > OLD_RESULT_DAYS;
  const flagged = last.value.flag === 'H' || last.value.flag === 'L' || last.value.flag === 'A';
  const named = last.value.flag === 'H' || last.value.flag === 'L' ? OUT_OF_RANGE.get(series.concept ?? '')?.[last.value.flag] : undefined;
  const facts: [Fact, ...Fact[]] = [...last.facts];
  if (before !== undefined) facts.splice(1, 0, before.facts[0]);
  return [
    {
      key: `observation|${series.key}|last`,
      kind: 'observation',
      label: series.analyte,
      ...(series.concept === undefined ? {} : { concept: series.concept }),
      ...(last.facts[0].code === undefined ? {} : { code: last.facts[0].code }),
      status: last.facts[0].status,
      // "Indétectable" has no unit.
      value: { ...last.value, unit: last.value.unit ?? (/\d/.test(last.value.text) ? series.unit : '') },
      date: last.date,
      otherDates: [],
      // A value inside its range is detail, unless its measure is one that changes what is done.
      importance: asImportance(
        flagged
          ? Math.max(2, importance)
          : importance === 3
            ? 3
            : old || last.value.comparator !== undefined
              ? 1
              : last.value.flag === 'N' || last.value.rangeText !== undefined
                ? 1
                : importance,
      ),
      reported: last.facts.every((fact) => fact.qualifiers.reported),
      historical: false,
      ...(named === undefined ? {} : { note: named }),
      ...(before === undefined ? {} : { before: `${before.value.text} en ${frenchDate(before.date.slice(0, 7))}` }),
      rule: 'series:last-point',
      facts,
    },
  ];
});

function sectionOf(line: Line, input: SectionInput): string | undefined {
  switch (line.kind) {
    case 'allergy':
      return '48765-2';
    case 'procedure':
      // What was thought of is not yet an act.
      if (line.status === 'absent' || line.status === 'ruled-out' || isOnlyARisk(line)) return undefined;
      return line.status === 'suspected' ? '18776-5' : '47519-4';
    case 'device':
      return line.status === 'absent' || line.status === 'ruled-out' || isOnlyARisk(line) ? undefined : '46264-8';
    case 'family-history':
      return '10157-6';
    case 'lifestyle':
      return '29762-2';
    case 'pregnancy':
      return '10162-6';
    case 'immunization':
      return '11369-6';
    case 'directive':
      // What was refused of care belongs to what is planned; what keeps alive, to the wishes.
      return line.concept === REFUSAL_OF_CARE && line.importance < 3 ? '18776-5' : '42348-3';
    case 'plan':
      return '18776-5';
    case 'observation':
      if (/^inobservance/.test(fold(line.label))) return '29762-2';
      return VITAL_SIGNS.test(fold(line.label)) ? '8716-3' : '30954-2';
    case 'condition':
      return conditionSection([line], input.reference, input.sources)[0];
    default:
      return undefined;
  }
}

const REFUSAL_OF_CARE = 'refus-de-soin';

/** A refusal of a vaccine, in few words that the line of the vaccine tells: "Covid : refusé ce jour". */
const LONGEST_VACCINE_REFUSAL = 60;
const toldAsVaccine = (line: Line, lines: readonly Line[]): boolean =>
  line.concept === REFUSAL_OF_CARE &&
  line.label.length <= LONGEST_VACCINE_REFUSAL &&
  line.facts.every(({ citations }) =>
    citations.every(({ span }) =>
      lines.some(
        (other) =>
          other.kind === 'immunization' &&
          other.status === 'absent' &&
          other.facts.some((fact) =>
            fact.citations.some(
              ({ span: cited }) =>
                cited.documentId === span.documentId && cited.page === span.page && cited.start < span.end && span.start < cited.end,
            ),
          ),
      ),
    ),
  );

/** "Les risques de fistule et de stomie ont été expliqués": what may come of an act is no plan. */
const isOnlyARisk = (line: Line): boolean =>
  line.status === 'suspected' && line.facts.every((fact) => /\brisques?\b/.test(quoteWords(fact)));

/** A denial older than this says nothing of today. */
const DENIED_DAYS = 900;

/** "Pas de rétinopathie" in a letter or a report: the absence of what is looked for is told, of anything else it is not. */
function deniedMatters(line: Line, sources: Sources, reference: PartialDate): boolean {
  return (
    WORTH_DENYING.test(line.concept ?? '') &&
    line.facts.some((fact) => {
      const date = sources.dateOf(fact.documentId);
      return DENYING.has(sources.nature(fact.documentId)) && date !== undefined && daysBetween(date, reference) <= DENIED_DAYS;
    })
  );
}

const DENYING: ReadonlySet<SourceNature> = new Set(['letter', 'imaging', 'discharge', 'pathology', 'operation', 'other']);

/** Days between an illness and the paper that recalls it. */
const RECALLED_AFTER_DAYS = 120;
/** "Bronchiolite en décembre 2020" in a letter of 2024 recalls it; "depuis décembre 2020" says that it lasts. */
const isRecalled = (fact: Fact, sources: Sources): boolean => {
  const written = sources.dateOf(fact.documentId);
  if (fact.date === undefined || fact.dateSource !== 'text' || written === undefined || isLasting(fact)) return false;
  return firstDay(written) - lastDay(fact.date) > RECALLED_AFTER_DAYS;
};
const isLasting = perFact((fact) => LASTING.test(quoteWords(fact)));
const LASTING = /\bdepuis\b|\bpersist|\btoujours\b|\bchroni|\bconnue?s?\b|\bstables?\b/;

const conditionSection = perItem((line: Line, reference: PartialDate, sources: Sources): readonly string[] => {
  if (line.status === 'absent') return deniedMatters(line, sources, reference) ? ['11450-4'] : [];
  if (line.status === 'ruled-out') return ['11348-0'];
  if (line.status === 'resolved' || line.status === 'past') return ['11348-0'];
  if (conceptTraits(line.concept)?.chronic === true && line.status !== 'suspected') return ['11450-4'];
  // "Zona en septembre 2024" recalled among the antecedents of later letters is over.
  const lively = line.facts.filter((fact) => isAffirmed(fact) && fact.status === 'active' && !fact.qualifiers.historical);
  const seenAgain = lively.filter((fact) => !isRecalled(fact, sources));
  // Found in March and found again in November: the later finding counts.
  const seen = [...lively.flatMap(({ date }) => date ?? []), ...(line.date === undefined ? [] : [line.date]), ...line.otherDates]
    .toSorted(compareDates)
    .at(-1);
  // A symptom or a finding is there as long as somebody still sees it; an illness is believed for longer.
  const passing = ['symptom', 'finding', 'injury', 'head'].includes(conceptTraits(line.concept)?.nature ?? 'disease');
  const old = seen !== undefined && firstDay(reference) - lastDay(seen) > ACUTE_FOR_DAYS;
  if (old && lively.length > 0 && (passing ? !lively.some(isLasting) : seenAgain.length === 0)) return ['11348-0'];
  const mentions = (lively.length === 0 ? line.facts : old && seenAgain.length > 0 ? seenAgain : lively)
    .map((fact) => sources.dateOf(fact.documentId))
    .filter((date) => date !== undefined)
    .toSorted(compareDates);
  const last = mentions.at(-1);
  const first = mentions[0];
  if (last === undefined || first === undefined) return ['11450-4'];
  const recent = daysBetween(last, reference) <= ACUTE_FOR_DAYS;
  const lasting = daysBetween(first, last) > 365 && daysBetween(last, reference) <= (passing ? ACUTE_FOR_DAYS : 730);
  const isOfToday =
    line.status === 'active' &&
    (recent || lasting) &&
    (seen === undefined || seen.length < 10 || daysBetween(seen, reference) <= ACUTE_FOR_DAYS || lasting);
  return [isOfToday || (recent && line.status === 'suspected') ? '11450-4' : '11348-0'];
});
