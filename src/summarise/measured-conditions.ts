import type { Fact } from '../domain/fact.js';
import { analyteById } from '../extract/facts/values/value-lexicon.js';
import { compareDates, compatibleDates, daysBetween, frenchDate } from './dates.js';
import { withoutValue } from './governed-value.js';
import type { Line } from './line.js';
import type { MeasuredPoint, MeasuredSeries } from './series.js';
import { fold } from './text.js';
import { EPISODE, LEAST_TOLD, MEASURED_CONDITIONS, USUAL_BOUNDS, type MeasuredCondition } from './vocabulary/measured-conditions.js';

/**
 * The lines with, behind a disorder, the one measure that says how it stands: of a disorder that names a result, that of its day ("Neutropénie,
 * le 11/05/2026, polynucléaires neutrophiles 0,9 G/L"); of a diagnosis that a measure makes, that of its document ("apnées du sommeil, IAH
 * 41 /h"); of a lasting illness, the last ("BPCO, VEMS 53 % (03/11/2026)"). A name that writes a measure says its own, and a measure is told
 * once, of the weightiest of the lines that it would suit.
 */
export function withMeasures(lines: readonly Line[], series: readonly MeasuredSeries[]): readonly Line[] {
  const byConcept = new Map<string, MeasuredSeries[]>();
  for (const one of series) if (one.concept !== undefined) byConcept.set(one.concept, [...(byConcept.get(one.concept) ?? []), one]);
  const measured = new Map<Line, Told>();
  const taken = new Set<Fact>();
  for (const line of lines.toSorted((a, b) => b.importance - a.importance || documentsOf(b) - documentsOf(a) || (a.key < b.key ? -1 : 1))) {
    const told = measureOf(line, byConcept, taken);
    if (told === undefined) continue;
    taken.add(told.point.facts[0]);
    measured.set(line, told);
  }
  return lines.map((line) => {
    const told = measured.get(line);
    if (told === undefined) return line;
    const { value, date } = told.point;
    const { unit = '' } = value;
    const written = unit === '' || fold(value.text).endsWith(fold(unit)) ? value.text : `${value.text} ${unit}`;
    const [first, ...others] = line.facts;
    return {
      ...withoutValue(line),
      note: `${told.name} ${written}${isOfDay(line, date) ? '' : ` (${frenchDate(date)})`}`,
      // Among the first of its sources: it is what bears the number.
      facts: [first, told.fact, ...others.filter((other) => other !== told.fact)],
    };
  });
}

interface Told {
  readonly name: string;
  readonly point: MeasuredPoint;
  readonly fact: Fact;
}

const documentsOf = (line: Line): number => new Set(line.facts.map(({ documentId }) => documentId)).size;

function measureOf(line: Line, byConcept: ReadonlyMap<string, readonly MeasuredSeries[]>, taken: ReadonlySet<Fact>): Told | undefined {
  if (line.kind !== 'condition' || line.note !== undefined) return undefined;
  if (line.status === 'absent' || line.status === 'ruled-out' || line.status === 'suspected') return undefined;
  const label = fold(line.label);
  if (/\d/.test(label.replace(RANKED, ' '))) return undefined;
  const conditions = MEASURED_CONDITIONS.filter(({ name, tell }) => name.test(label) && !(tell === 'latest' && EPISODE.test(label)));
  // What its own source measured beside it is enough, unless the illness has been measured since.
  const beside = line.value === undefined && line.before === undefined ? undefined : line.facts.find(({ value }) => value !== undefined);
  for (const { by: measures, tell } of conditions)
    for (const by of measures) {
      const [concept = '', unit] = by.split(' ');
      const name = analyteById(concept.slice('value:'.length))?.label.split(', ').at(-1);
      const points = (byConcept.get(concept) ?? [])
        .filter((one) => unit === undefined || one.unit === unit)
        .flatMap((one) => one.points)
        .filter(({ value }) => value.number !== undefined);
      const told = TELLING[tell](line, points, { concept, side: LOW.test(label) ? 'low' : 'high' });
      const older = beside === undefined || (tell === 'latest' && compareDates(beside.date, told?.point.date) < 0);
      if (older && name !== undefined && told !== undefined && !taken.has(told.point.facts[0]))
        return { name: lowerInitial(name), ...told };
    }
  return undefined;
}

/** Digits that rank or name, and measure nothing: "type 2", "stade 3b", "B12", "L4-L5". */
const RANKED =
  /\b(?:type|stade|grade|groupe|classe|gold|nyha|child|score|niveau|figo|kdigo|acr)s? ?[a-z]?\d[a-z]?\b|\b[bdk]\d{1,2}\b|\b[cltsp]\d{1,2}(?:[- ][cltsp]?\d{1,2})?\b|\b(?:19|20)\d{2}\b/g;

/** "HbA1c", "SpO2", "IgG" are written so. */
const lowerInitial = (name: string): string =>
  /^\p{Lu}\p{Ll}+(?![\p{L}\d])/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;

interface Sought {
  readonly concept: string;
  readonly side: 'low' | 'high';
}
type Found = Pick<Told, 'point' | 'fact'>;

/** The names that say too little; the others say too much. */
const LOW =
  /\bhypo|penie|\banemie|carence|deficit|insuffisance(?! renale)|microcytose|agranulocytose|bradycardie|desaturation|thyrotoxicose|acidose/;

/** Which of the points is told of a line. */
const TELLING: Readonly<
  Record<MeasuredCondition['tell'], (line: Line, points: readonly MeasuredPoint[], sought: Sought) => Found | undefined>
> = {
  day: (line, points, sought) => {
    if (line.date === undefined || line.date.length < 7) return undefined;
    const bearing = worstFirst(
      points.filter(({ value }) => bears(value, sought)),
      sought,
    );
    const ofDay = bearing.filter(({ date }) => isOfDay(line, date));
    const own = toldBy(line, ofDay);
    if (own !== undefined || line.date.length < 10) return own;
    const before = within(line.date, bearing, WEEKS_BEFORE, 0).toSorted((a, b) => compareDates(b.date, a.date));
    return firstOf(ofDay[0] ?? (line.status === 'active' ? before[0] : undefined));
  },
  peak: (line, points, sought) => {
    const { date } = line;
    const bearing = worstFirst(
      points.filter(({ value }) => bears(value, sought)),
      sought,
    );
    const near =
      date === undefined || date.length < 7
        ? bearing
        : date.length < 10
          ? bearing.filter((point) => isOfDay(line, point.date))
          : within(date, bearing, WEEK, WEEK);
    return toldBy(line, near) ?? (date?.length === 10 ? firstOf(near[0]) : undefined);
  },
  found: (line, points, sought) => toldBy(line, worstFirst(points, sought)),
  latest: (line, points, { concept }) => {
    const last = points.toSorted((a, b) => compareDates(a.date, b.date)).at(-1);
    const least = last === undefined ? undefined : LEAST_TOLD[concept]?.[last.value.unit ?? ''];
    const tells = least === undefined || (last?.value.number ?? least) >= least;
    return line.status === 'active' && tells ? firstOf(last) : undefined;
  },
};

/** A letter names a disorder by the results of the weeks before it; days. */
const WEEKS_BEFORE = 45;
/** What comes within days is at its worst this near to the day under which it is told. */
const WEEK = 10;

const within = (day: string, points: readonly MeasuredPoint[], before: number, after: number): readonly MeasuredPoint[] =>
  points.filter(({ date }) => {
    const days = date.length === 10 ? daysBetween(date, day) : undefined;
    return days !== undefined && days <= before && days >= -after;
  });

const isOfDay = (line: Line, date: string): boolean =>
  line.date !== undefined && date.length >= line.date.length && compatibleDates(date, line.date);

const firstOf = (point: MeasuredPoint | undefined): Found | undefined =>
  point === undefined ? undefined : { point, fact: point.facts[0] };

/** The first that a document of the line gives. */
function toldBy(line: Line, points: readonly MeasuredPoint[]): Found | undefined {
  const own = new Set(line.facts.map((fact) => fact.documentId));
  for (const point of points) {
    const fact = point.facts.find(({ documentId }) => own.has(documentId));
    if (fact !== undefined) return { point, fact };
  }
  return undefined;
}

const worstFirst = (points: readonly MeasuredPoint[], { side }: Sought): readonly MeasuredPoint[] =>
  points.toSorted((a, b) => (side === 'low' ? 1 : -1) * ((a.value.number ?? 0) - (b.value.number ?? 0)));

/** Whether a value bears such a name: out of its own range, else out of the usual one where there is one. */
function bears({ number = 0, low, high, unit = '' }: MeasuredPoint['value'], { concept, side }: Sought): boolean {
  const usual = USUAL_BOUNDS[`${concept}|${side}`];
  const bound = (side === 'low' ? low : high) ?? usual?.[unit] ?? (unit === '' ? Object.values(usual ?? {})[0] : undefined);
  return bound === undefined || (side === 'low' ? number < bound : number > bound);
}
