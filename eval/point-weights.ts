import { arrange, byScore, type Ranked } from '../src/summarise/points/choose-points.js';
import { HAND_WEIGHTS, type Feature, type PointWeights } from '../src/summarise/points/features.js';
import { pointOf } from '../src/summarise/points/point.js';
import { mean } from './statistics.js';

/** One reason of one written dossier. */
export interface PointsCase {
  readonly dossier: string;
  readonly reason: string;
  /** Passages behind the gold's points. */
  readonly passages: number;
  readonly ranked: readonly Ranked[];
  /** By candidate's id, which of the passages it covers. */
  readonly covers: ReadonlyMap<string, readonly number[]>;
}

const FEATURES = Object.keys(HAND_WEIGHTS) as Feature[];
const COLUMNS = new Map(FEATURES.map((feature, column) => [feature, column]));
const HAND = FEATURES.map((feature) => HAND_WEIGHTS[feature] ?? 0);
const STEPS = 100;
const STEP = 0.05;
/** Pull towards the weights of the hand; a fifth for what a whole kind of lines is worth, of which there are many examples. */
const PULL = FEATURES.map((feature) => (feature.startsWith('of:') ? 0.01 : 0.05));
/** Candidates that cover nothing, from this rank to that: to come before them is to be told. */
const CUT = [10, 26] as const;
/** Reasons with fewer of them teach nothing. */
const FEWEST = 6;

const logistic = (value: number): number => 1 / (1 + Math.exp(-value));
const at = <T>(list: ArrayLike<T>, index: number): T => list[index] as T;

/** A candidate's features that are not 0. */
type Row = readonly (readonly [column: number, value: number])[];
const dot = (row: Row, weights: Float64Array): number => row.reduce((sum, [column, value]) => sum + value * at(weights, column), 0);

function rowsOf({ ranked }: PointsCase): readonly Row[] {
  return ranked.map(({ features }) =>
    (Object.entries(features) as [Feature, number][]).flatMap(([feature, value]) => {
      const column = COLUMNS.get(feature);
      return value === 0 || column === undefined ? [] : [[column, value] as const];
    }),
  );
}

interface Lesson {
  readonly rows: readonly Row[];
  /** By passage, the candidates that cover it. */
  readonly covering: readonly (readonly number[])[];
  readonly idle: readonly number[];
}

/** What a case teaches; kept by the case, since each fit but one uses it. */
const lessons = new WeakMap<PointsCase, Lesson>();
function lessonOf(one: PointsCase): Lesson {
  const known = lessons.get(one);
  if (known !== undefined) return known;
  const covered = one.ranked.map(({ candidate }) => one.covers.get(candidate.id) ?? []);
  const lesson: Lesson = {
    rows: rowsOf(one),
    covering: Array.from({ length: one.passages }, (_, passage) =>
      covered.flatMap((passages, i) => (passages.includes(passage) ? [i] : [])),
    ).filter((candidates) => candidates.length > 0),
    idle: covered.flatMap((passages, i) => (passages.length === 0 ? [i] : [])),
  };
  lessons.set(one, lesson);
  return lesson;
}

/** Adds to the gradient that of one reason: log(1 + exp(cut − best)) for the best candidate of each passage against each one at the cut. */
function teach({ rows, covering, idle }: Lesson, weights: Float64Array, gradient: Float64Array, share: number): void {
  if (covering.length === 0 || idle.length < FEWEST) return;
  const scores = rows.map((row) => dot(row, weights));
  const cut = idle.toSorted((a, b) => at(scores, b) - at(scores, a)).slice(...CUT);
  const each = share / Math.max(1, cut.length) / covering.length;
  const add = (candidate: number, amount: number): void => {
    for (const [column, value] of at(rows, candidate)) gradient[column] = at(gradient, column) + amount * value;
  };
  for (const candidates of covering) {
    const best = candidates.reduce((a, b) => (at(scores, b) > at(scores, a) ? b : a));
    for (const other of cut) {
      const amount = each * logistic(at(scores, other) - at(scores, best));
      add(best, -amount);
      add(other, amount);
    }
  }
}

/** Weights by Adam from those of the hand. */
export function fitted(cases: readonly PointsCase[]): PointWeights {
  const weights = Float64Array.from(HAND);
  const first = new Float64Array(HAND.length);
  const second = new Float64Array(HAND.length);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = Float64Array.from(HAND, (hand, column) => at(PULL, column) * (at(weights, column) - hand));
    for (const one of cases) teach(lessonOf(one), weights, gradient, 1 / cases.length);
    const pace = STEP * (1 - (0.7 * step) / STEPS);
    for (const column of HAND.keys()) {
      const slope = at(gradient, column);
      first[column] = 0.9 * at(first, column) + 0.1 * slope;
      second[column] = 0.999 * at(second, column) + 0.001 * slope ** 2;
      const steady = Math.sqrt(at(second, column) / (1 - 0.999 ** step)) + 1e-6;
      weights[column] = at(weights, column) - (pace * at(first, column)) / (1 - 0.9 ** step) / steady;
    }
  }
  return Object.fromEntries(FEATURES.map((feature, column) => [feature, at(weights, column)]));
}

export interface PointsFigures {
  /** Mean over dossiers of the share of passages covered. */
  readonly covered: number;
  readonly byDossier: ReadonlyMap<string, number>;
  readonly clauses: number;
  readonly characters: number;
}

/** What is told with the weights of each dossier. */
export function judged(cases: readonly PointsCase[], weightsOf: (dossier: string) => PointWeights | undefined): PointsFigures {
  const told = cases.map(({ dossier, reason, ranked, passages, covers }) => {
    const points = arrange(byScore(ranked, weightsOf(dossier)), reason);
    const covered = new Set(points.flat().flatMap(({ id }) => covers.get(id) ?? []));
    return {
      dossier,
      share: covered.size / passages,
      clauses: points.flat().length,
      characters: points.reduce((sum, clauses) => sum + pointOf(clauses).text.length, 0),
    };
  });
  const byDossier = new Map(
    [...new Set(told.map(({ dossier }) => dossier))].map((id) => [
      id,
      mean(told.filter(({ dossier }) => dossier === id).map(({ share }) => share)),
    ]),
  );
  return {
    covered: mean([...byDossier.values()]),
    byDossier,
    clauses: mean(told.map(({ clauses }) => clauses)),
    characters: mean(told.map(({ characters }) => characters)),
  };
}
