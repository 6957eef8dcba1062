import type { PartialDate } from '../domain/citation.js';
import type { Fact, Value } from '../domain/fact.js';
import type { Series } from '../domain/synthesis.js';
import { analyteById, analyteFullName, conceptNamed } from '../extract/facts/values/value-lexicon.js';
import { compareDates, compatibleDates, daysBetween } from './dates.js';
import { lesionsApart } from './lesions.js';
import { isAffirmed } from './line.js';
import { among, byTopic, perDocument, perItem, perList, perLists, placesIn } from './per-document.js';
import { perFact } from './per-fact.js';
import { perGroup, type GroupSources } from './per-group.js';
import { gatherCitations, type Sources } from './sources.js';
import { fold, groupBy, significantWords } from './text.js';

/** A point with the facts that state it, for the rooms that compare. */
export interface MeasuredPoint {
  readonly date: PartialDate;
  readonly value: Value;
  readonly facts: readonly [Fact, ...Fact[]];
}

/** One analyte in one unit, points by date, oldest first. */
export interface MeasuredSeries {
  readonly key: string;
  readonly analyte: string;
  readonly concept: string | undefined;
  readonly unit: string;
  readonly points: readonly MeasuredPoint[];
}

/**
 * Measurements by analyte and unit. A value without a unit joins the analyte's main series when it lies within a factor of five of
 * its values. One day and one value make one point, a month's copy of a dated value joins it.
 */
export function measuredSeries(facts: readonly Fact[], sources: Sources): readonly MeasuredSeries[] {
  const told = measuredIn(facts, undefined, sources);
  const balance = unitsCounted(countedIn(told));
  const measured = inUnitsOfSeries(told, [...balance].map((one) => one.join()).join(), balance);
  // A coded result bears no concept of the lexicon: that of its name is its own, or the one under which texts write it.
  const named = new Map(namesIn(measured));
  const byKey = new Map<string, (readonly Fact[])[]>();
  for (const own of byAnalyte(measured).values()) {
    const [first] = own;
    if (first === undefined) continue;
    const key = first.concept ?? named.get(bareName(first)) ?? ofItsName(first) ?? analyteKey(first);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, [own]);
    else known.push(own);
  }
  const series: MeasuredSeries[] = [];
  for (const [key, lists] of byKey) {
    const [only = []] = lists;
    for (const [unit, own] of byUnit(lists.length === 1 ? only : together(lists, undefined, measured)))
      series.push(seriesOf(`${key}|${unit}`, own, sources));
  }
  return series.filter((one) => one.points.length > 0).toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** By what each tells of its analyte alone. */
const byAnalyte = byTopic((fact: Fact) => fact.concept ?? `${bareName(fact)}|${ofItsName(fact) ?? analyteKey(fact)}|`);
/** The last concept that a document writes under each name. */
const namesIn = perDocument((own: readonly Fact[]): readonly (readonly [name: string, concept: string])[] => [
  ...new Map(own.flatMap((fact): [string, string][] => (fact.concept === undefined ? [] : [[bareName(fact), fact.concept]]))),
]);
/** What is written under several names, in the order of the documents. */
const together = perLists((lists: readonly (readonly Fact[])[], _: undefined, measured: readonly Fact[]): readonly Fact[] => {
  const place = placesIn(measured);
  return lists.flat().toSorted((a, b) => place(a) - place(b));
});
const byUnit = perList((members: readonly Fact[]) =>
  [...splitByUnit(members)].flatMap(([unit, own]): (readonly [key: string, own: readonly Fact[]])[] =>
    own[0]?.concept?.startsWith('lesion:') === true
      ? lesionsApart(own).map((one, index) => [index === 0 ? unit : `${unit}|${String(index + 1)}`, one])
      : [[unit, own]],
  ),
);

const measuredIn = perDocument((own: readonly Fact[], _: undefined, sources: Sources) =>
  own.filter(
    (fact) =>
      fact.kind === 'observation' &&
      fact.value !== undefined &&
      isAffirmed(fact) &&
      !fact.qualifiers.family &&
      !NO_ANALYTE.test(fold(fact.label)) &&
      pointDate(fact, sources) !== undefined,
  ),
);

/** Words of a report's layout that stand where an analyte would. */
const NO_ANALYTE = /^(soit|risque|objectif|cible|norme|normes|seuil|valeurs?|resultat|dont)\b/;

export const toSeries: (measured: readonly MeasuredSeries[]) => readonly Series[] = perItem(({ analyte, unit, points }: MeasuredSeries) => [
  {
    // An abbreviation is told with what it abbreviates: not every reader is a biologist.
    analyte: analyteFullName(points[0]?.facts[0].concept) ?? analyte,
    unit,
    points: points.map((point) => ({
      date: point.date,
      value: shownValue(point.value),
      ...(point.value.flag === undefined ? {} : { flag: point.value.flag }),
      ...(point.value.rangeText === undefined ? {} : { rangeText: point.value.rangeText }),
      citations: gatherCitations(point.facts),
    })),
  },
]);

/** Ids of the facts that a series tells. */
export const toldInSeries = perItem(({ points }: MeasuredSeries) => points.flatMap(({ facts }) => facts.map(({ id }) => id)));

/** The number, unless the way it is written says more: a bound, a round value given with its decimals. */
function shownValue(value: Value): number | string {
  if (value.number === undefined || value.comparator !== undefined || value.text.includes('/')) return value.text;
  return Number.isInteger(value.number) && /[.,]\d/.test(value.text) ? value.text : value.number;
}

/** Cells that a laboratory counts in giga per litre and a letter in units per cubic millimetre. */
const COUNTED: ReadonlySet<string> = new Set(
  ['plaquettes', 'leucocytes', 'neutrophiles', 'eosinophiles', 'lymphocytes', 'monocytes', 'reticulocytes'].map((id) => `value:${id}`),
);
const FEWEST_PER_MM3 = 300;

const PER_MM3 = /^\/ ?(?:mm3|µl)$/i;

/**
 * "88 000" beside the laboratory's 88 G/L: one series, in the laboratory's unit; so "12 400/mm3" where most of that count's values are in
 * giga per litre. A laboratory that counts in /mm3 keeps its unit.
 */
function inSeriesUnit(fact: Fact, balance: ReadonlyMap<string, number>): Fact {
  const { value, concept = '' } = fact;
  if (value?.number === undefined || value.rangeText !== undefined || !COUNTED.has(concept) || (balance.get(concept) ?? 0) < 0) return fact;
  const whole = value.unit === undefined && value.number >= FEWEST_PER_MM3 && /\d[ .\u00a0\u202f]\d{3}$/.test(value.text);
  if (!whole && !(PER_MM3.test(value.unit ?? '') && (balance.get(concept) ?? 0) > 0)) return fact;
  return inGiga(fact);
}
const inUnitsOfSeries = perDocument((own: readonly Fact[], _: string, balance: ReadonlyMap<string, number>) =>
  own.map((fact) => inSeriesUnit(fact, balance)),
);

const countedIn = among(({ concept, value }: Fact) => concept !== undefined && COUNTED.has(concept) && value?.unit !== undefined);

/** Of each count, whether most of its values are in giga per litre (1) or in units per cubic millimetre (-1). */
function unitsCounted(counts: readonly Fact[]): ReadonlyMap<string, number> {
  const balance = new Map<string, number>();
  for (const { concept = '', value } of counts)
    balance.set(concept, (balance.get(concept) ?? 0) + (PER_MM3.test(value?.unit ?? '') ? -1 : 1));
  return new Map([...balance].map(([concept, more]) => [concept, Math.sign(more)]));
}

const inGiga = perFact((fact): Fact => {
  const number = (fact.value?.number ?? 0) / 1000;
  const value = { ...fact.value, number, text: String(number).replace('.', ','), unit: 'G/L', ucum: '10*9/L' } as Value;
  return { ...fact, value };
});

function pointDate(fact: Fact, sources: GroupSources): PartialDate | undefined {
  // "Créatinine max 312": of some day of the stay, and no point of its last.
  return fact.date ?? (fact.origin === 'rule:value-prose-undated' ? undefined : sources.dateOf(fact.documentId));
}

function analyteKey(fact: Fact): string {
  return fact.concept ?? fold(analyteName(fact));
}

/** "DFG estimé (CKD-EPI 2009)" is called DFG estimé. */
const bareName = perFact((fact): string => fold(analyteName(fact).replace(/\s*\([^)]*\)\s*$/, '')));

const ofItsName = perFact((fact): string | undefined => conceptNamed(analyteName(fact), fact.value?.unit));

/** The label without its value: "FEVG 55 %" names FEVG. */
function analyteName(fact: Fact): string {
  const written = fact.value?.text;
  if (written === undefined || !fact.label.includes(written)) return fact.label;
  const name = fact.label
    .slice(0, fact.label.indexOf(written))
    .replace(/[\s:=à,(]+$/u, '')
    .trim();
  return name === '' ? fact.label : name;
}

const unitKey = perFact(({ value }): string =>
  fold((value?.unit ?? '').replace(/[µμ]/g, 'u').replace(/²/g, '2'))
    .replace(/[\s^]/g, '')
    .replace(/^ui l$/, 'u l')
    .replace(/ui/g, 'u'),
);

function splitByUnit(members: readonly Fact[]): ReadonlyMap<string, readonly Fact[]> {
  const withUnit = members.filter((fact) => unitKey(fact) !== '');
  const groups = new Map([...groupBy(withUnit, (fact) => unitKey(fact))].map(([unit, facts]) => [unit, [...facts]]));
  const main = [...groups].toSorted((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))[0];
  for (const fact of members.filter((one) => unitKey(one) === '')) {
    const number = fact.value?.number;
    const home =
      number === undefined
        ? main
        : [...groups].find(([, facts]) => facts.some((other) => other.value?.number !== undefined && near(other.value.number, number)));
    if (home !== undefined) home[1].push(fact);
    else groups.set('', [...(groups.get('') ?? []), fact]);
  }
  return groups;
}

const near = (a: number, b: number): boolean => a === b || (a > 0 && b > 0 && Math.max(a, b) / Math.min(a, b) <= 5);

interface OpenPoint {
  readonly date: PartialDate;
  readonly value: Value;
  readonly facts: [Fact, ...Fact[]];
}

/** Of one analyte in one unit: another one only where a document adds to it, leaves it, or is dated or named otherwise. */
const seriesOf = perGroup((key, facts, sources): MeasuredSeries => {
  const points: OpenPoint[] = [];
  const byValue = new Map<string, OpenPoint[]>();
  const ordered = facts
    .map((fact) => ({ fact, date: pointDate(fact, sources) as PartialDate }))
    .toSorted((a, b) => b.date.length - a.date.length || nature(a.fact, sources) - nature(b.fact, sources) || compareDates(a.date, b.date));
  for (const { fact, date } of ordered) {
    const value = fact.value as Value;
    const copied = fact.dateSource !== 'text' && sources.nature(fact.documentId) !== 'laboratory' && !isWeighed(fact);
    const twin = (byValue.get(valueKey(value)) ?? []).find(
      (point) => compatibleDates(point.date, date) || (copied && isCopyOf(point.date, date)),
    );
    if (twin === undefined) {
      const point: OpenPoint = { date, value, facts: [fact] };
      points.push(point);
      byValue.set(valueKey(value), [...(byValue.get(valueKey(value)) ?? []), point]);
    } else twin.facts.push(fact);
  }
  const laboratory = ordered.find(({ fact }) => sources.nature(fact.documentId) === 'laboratory')?.fact ?? facts[0];
  const unit = laboratory?.value?.unit ?? facts.find((fact) => fact.value?.unit !== undefined)?.value?.unit ?? '';
  // "Anti-ADN natif" are antibodies: not every reader says them short.
  const analyte = shortest(facts.map(analyteName)).replace(/^(?:Ac |AC )?[Aa]nti-/u, 'Anticorps anti-');
  return {
    key,
    analyte,
    concept: facts[0]?.concept,
    unit,
    // Of two values of one day the laboratory's comes last: the last value is what is shown first.
    points: withoutEchoes(withoutThresholds(points, sources)).toSorted(
      (a, b) => compareDates(a.date, b.date) || nature(b.facts[0], sources) - nature(a.facts[0], sources),
    ),
  };
});

const nature = (fact: Fact, sources: GroupSources): number => (sources.nature(fact.documentId) === 'laboratory' ? 0 : 1);
/** "TSH < 4" in a letter is a threshold or a summary, once a laboratory has given numbers. */
function withoutThresholds(points: readonly OpenPoint[], sources: GroupSources): readonly OpenPoint[] {
  const fromLaboratory = (point: OpenPoint): boolean => point.facts.some((fact) => sources.nature(fact.documentId) === 'laboratory');
  if (!points.some(fromLaboratory)) return points;
  return points.filter(
    (point) =>
      fromLaboratory(point) ||
      ((point.value.comparator === undefined || point.facts.some(isUndetected)) &&
        point.value.number !== undefined &&
        !point.facts.every(isLimit)),
  );
}

/** "Biologie du 10/05 : TSH < 0,01 mUI/L": with its unit and a day of its own, what the laboratory could not count. */
const isUndetected = ({ value, dateSource }: Fact): boolean =>
  value?.comparator === '<' && value.unit !== undefined && dateSource === 'text';

/** "DFG sous 45, je réduis la dose": the words just before the number make it a limit, not a measure. */
const LIMIT = /\b(?:sous|dessous de|dessus de|dela de|inferieure? a|superieure? a|seuil de|moins de|plus de|objectif|cible)(?: de| a)? ?$/;

function isLimit({ citations, value }: Fact): boolean {
  const { quote } = citations[0];
  const at = quote.indexOf(value?.text ?? '');
  return at > 0 && value?.unit === undefined && LIMIT.test(fold(`${quote.slice(0, at)}`));
}

/** "Normal" beside the number of the same day says it again. */
function withoutEchoes(points: readonly OpenPoint[]): readonly OpenPoint[] {
  const numbered = points.filter((point) => point.value.number !== undefined);
  return points.filter(
    (point) =>
      point.value.number !== undefined || /\d/.test(point.value.text) || !numbered.some((other) => compatibleDates(other.date, point.date)),
  );
}

/** A weight or a pressure told without its day was taken in the consultation that tells it, whatever the last one was. */
const isWeighed = ({ concept }: Fact): boolean => {
  const kind = analyteById((concept ?? '').replace(/^value:/, ''))?.kind;
  return kind === 'vital' || kind === 'bp';
};

/** A letter repeats a recent result without its date. */
const COPY_DAYS = 100;
const isCopyOf = (measured: PartialDate, written: PartialDate): boolean =>
  daysBetween(measured, written) >= 0 && daysBetween(measured, written) <= COPY_DAYS;

const valueKey = (value: Value): string =>
  value.number === undefined || value.text.includes('/') ? fold(value.text) : `${value.comparator ?? ''}${value.number}`;

/** The shortest of the fullest names: one that still holds two words where one of them has two. */
function shortest(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return (
    [...counts].toSorted(
      (a, b) => b[1] - a[1] || significantWords(b[0]).length - significantWords(a[0]).length || (a[0] < b[0] ? -1 : 1),
    )[0]?.[0] ?? ''
  );
}
