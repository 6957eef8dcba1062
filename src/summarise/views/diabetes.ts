import { readFileSync } from 'node:fs';
import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import { compareDates, daysBetween, isAfter } from '../dates.js';
import type { Line } from '../line.js';
import { isAffirmed } from '../line.js';
import type { MeasuredSeries } from '../series.js';
import { fold as foldLabel } from '../text.js';
import { headingOf, quotesOn } from './page-quotes.js';
import { gramsPerLitre, minutesOf } from './glucose-times.js';
import type { DiabetesView } from './view-contract.js';
import { dateOf, wasDone, type ViewInput } from './view-input.js';

interface FollowUp {
  readonly id: string;
  readonly label: string;
  readonly months: number;
  readonly rule: string;
  readonly concepts: readonly string[];
  /** A coded result bears no concept of the lexicon: its name says what it is. */
  readonly labels?: readonly string[];
  readonly quotes?: readonly string[];
  readonly titles?: readonly string[];
}

interface FollowUpRules {
  readonly source: string;
  readonly followUp: readonly FollowUp[];
}

let cache: FollowUpRules | undefined;
const rules = (): FollowUpRules =>
  (cache ??= JSON.parse(readFileSync(new URL('./vocabulary/diabetes-follow-up.json', import.meta.url), 'utf8')) as FollowUpRules);

export interface DiabetesInput extends ViewInput {
  readonly lines: readonly Line[];
  readonly series: readonly MeasuredSeries[];
}

/** The disease itself, of whatever type; not what looks like its name. */
const DIABETES = /^diabete(?!-insipide)/;
const SENSOR = ['value:tauxcible', 'value:gmi', 'value:glucosemoyen', 'value:cvglucose'];
const GLUCOSE = ['value:glycemie', 'value:glycemieajeun'];
/** A coded reading, of an application or a meter, is named by its label. */
const isGlucose = ({ kind, concept, label }: Fact): boolean =>
  GLUCOSE.includes(concept ?? '') || (kind === 'observation' && concept === undefined && /^(?:glycemie|glucose)\b/.test(foldLabel(label)));

/** HbA1c, readings by hour, sensor, and when eye, foot and kidney were last looked at, for a patient whose diabetes a source affirms. */
export function diabetesView(input: DiabetesInput): DiabetesView | undefined {
  const { lines, series, facts, sources, reference, cite } = input;
  const disease = lines
    .filter(({ kind, status, concept }) => kind === 'condition' && status === 'active' && DIABETES.test(concept ?? ''))
    .toSorted((a, b) => b.facts.length - a.facts.length)[0];
  if (disease === undefined) return undefined;
  return {
    condition: { label: disease.label, citations: cite(disease.facts) },
    hba1c: hba1c(input),
    readings: facts
      .filter((fact) => isGlucose(fact) && isAffirmed(fact) && !fact.qualifiers.family && fact.value?.number !== undefined)
      .flatMap((fact) => {
        const minutes = minutesOf(fact);
        const grams = gramsPerLitre(fact.value?.number ?? NaN, fact.value?.unit);
        const date = dateOf(fact, sources);
        if (minutes === undefined || grams === undefined) return [];
        return [
          {
            ...(date === undefined ? {} : { date }),
            minutes,
            grams: Math.round(grams * 1000) / 1000,
            written: [fact.value?.text, fact.value?.unit].filter((part) => part !== undefined).join(' '),
            citations: cite([fact]),
          },
        ];
      })
      .toSorted((a, b) => a.minutes - b.minutes),
    sensor: SENSOR.flatMap((concept) => {
      const own = series
        .filter((one) => one.concept === concept)
        .flatMap((one) => one.points.map((point) => ({ ...point, label: one.analyte, unit: one.unit })));
      const last = own
        .filter(({ date }) => !isAfter(date, reference))
        .toSorted((a, b) => compareDates(a.date, b.date))
        .at(-1);
      return last === undefined
        ? []
        : [
            {
              label: last.label,
              date: last.date,
              value: [last.value.text, last.value.unit ?? last.unit].join(' ').trim(),
              citations: cite(last.facts),
            },
          ];
    }),
    followUp: followUp(input),
    rules: [rules().source],
  };
}

/** A value that only a letter without its day repeats, within this time of the same value, is that one. */
const COPY_DAYS = 400;

function hba1c({ series, sources, reference, cite }: DiabetesInput): DiabetesView['hba1c'] {
  const points = series
    .filter((one) => one.unit === '%' && isOf(one, ['value:hba1c'], ['^hba1c', 'hemoglobine glyquee']))
    .flatMap((one) => one.points)
    .filter(({ date, value }) => value.number !== undefined && !isAfter(date, reference));
  const isCopy = ({ date, value, facts }: (typeof points)[number]): boolean =>
    facts.every((fact) => fact.dateSource === 'document' && sources.nature(fact.documentId) !== 'laboratory') &&
    points.some(
      (other) => other.value.number === value.number && daysBetween(other.date, date) > 0 && daysBetween(other.date, date) <= COPY_DAYS,
    );
  return points
    .filter((point) => !isCopy(point))
    .map(({ date, value, facts }) => ({ date, value: value.number ?? NaN, written: `${value.text} %`, citations: cite(facts) }))
    .toSorted((a, b) => compareDates(a.date, b.date));
}

const isOf = ({ concept, analyte }: MeasuredSeries, concepts: readonly string[], labels: readonly string[]): boolean =>
  concepts.includes(concept ?? '') || (labels.length > 0 && new RegExp(labels.join('|')).test(foldLabel(analyte)));

interface Proof {
  readonly date: PartialDate;
  readonly text: string;
  readonly citations: ReturnType<ViewInput['cite']>;
}

/** When each organ was last looked at, by a value, an act with its own date, a document of who looks at it, or a sentence that tells it. */
function followUp(input: DiabetesInput): DiabetesView['followUp'] {
  const { reference } = input;
  return rules().followUp.map((row) => {
    const { id, label, rule, months } = row;
    const [last] = proofsOf(row, input)
      .filter(({ date }) => !isAfter(date, reference))
      .toSorted((a, b) => compareDates(b.date, a.date));
    if (last === undefined) return { id, label, rule, status: 'unknown' as const, citations: [] };
    const monthsAgo = monthsBetween(last.date, reference);
    return { id, label, rule, status: monthsAgo <= months ? ('recent' as const) : ('older' as const), monthsAgo, ...last };
  });
}

function proofsOf({ concepts, labels = [], quotes = [], titles = [] }: FollowUp, input: DiabetesInput): Proof[] {
  const { facts, series, sources, pages, cite } = input;
  const measured = series
    .filter((one) => one.unit !== '' && isOf(one, concepts, labels))
    .flatMap(({ analyte, unit, points }) =>
      // A number without its unit, in a series that has one, is a threshold or a recall.
      points
        .filter((point) => point.facts.some(({ value }) => value?.unit !== undefined))
        .map((point): Proof => ({ date: point.date, text: `${analyte} ${point.value.text} ${unit}`, citations: cite(point.facts) })),
    );
  const acts = facts
    .filter((fact) => fact.kind === 'procedure' && concepts.includes(fact.concept ?? '') && wasDone(fact) && isAffirmed(fact))
    // An act told in a letter without its own day was made at another time.
    .filter((fact) => fact.dateSource === 'text' || fact.dateSource === 'section')
    .flatMap((fact): Proof[] => (fact.date === undefined ? [] : [{ date: fact.date, text: fact.label, citations: cite([fact]) }]));
  const titled = new RegExp(titles.join('|'));
  const said = new RegExp(quotes.join('|'));
  const written = [...sources.byId.values()].flatMap(({ id, title, date }): Proof[] => {
    if (date === undefined) return [];
    const heading = titles.length > 0 && titled.test(foldLabel(title)) ? headingOf(id, titled, pages, sources) : undefined;
    const told = quotes.length > 0 ? quotesOn(id, said, pages, sources) : [];
    return [
      ...(heading === undefined ? [] : [{ date, text: title, citations: [heading] }]),
      ...told.slice(0, 2).map((citation) => ({ date, text: short(citation.quote), citations: [citation] })),
    ];
  });
  return [...measured, ...acts, ...written];
}

const LONGEST = 120;

function short(quote: string): string {
  const line = quote.replace(/\s+/g, ' ');
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

function monthsBetween(from: PartialDate, to: PartialDate): number {
  const [fy = 0, fm = 1, fd = 1] = from.split('-').map(Number);
  const [ty = 0, tm = 12, td = 31] = to.split('-').map(Number);
  return Math.max(0, (ty - fy) * 12 + (tm - fm) - (td < fd ? 1 : 0));
}
