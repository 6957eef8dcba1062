import type { Point, Section } from '../../domain/synthesis.js';
import { containment, fold, significantWords } from '../text.js';
import { candidatesOf, WARNINGS, type Candidate } from './candidates.js';
import { placeOf, pointOf } from './point.js';
import { natureOfReason } from './reason-nature.js';
import { FeatureReader, HAND_WEIGHTS, scoreOf, TOPICAL, type Features, type PointsSources, type PointWeights } from './features.js';

export interface PointsInput extends PointsSources {
  readonly sections: readonly Section[];
}

const FEWEST = 3;
/** A candidate of less worth joins no point, nor makes a fourth. */
const ENOUGH = 3;
/** Characters of all clauses together: what a reader has the time for. */
const LENGTH = 1150;
/** Characters and clauses of one point. */
const POINT_LENGTH = 400;
const CLAUSES = 7;
/** What a hundred characters cost: two short clauses may say more than a long one. */
const COST = 1.5;

export interface Ranked {
  readonly candidate: Candidate;
  readonly features: Features;
  readonly score: number;
}

/** Candidates, best first. */
export function rankCandidates(input: PointsInput): readonly Ranked[] {
  const reader = new FeatureReader(input);
  return byScore(
    candidatesOf(input.sections, input.vigilance)
      .filter(({ statement }) => statement.importance >= 2 || reader.nearest(statement) >= TOPICAL || statement.fact.kind === 'plan')
      .map((candidate) => ({ candidate, features: reader.read(candidate), score: 0 })),
  );
}

/** The same with other weights, best first. */
export function byScore(ranked: readonly Ranked[], weights?: PointWeights): readonly Ranked[] {
  const scored = ranked.map(({ candidate, features }) => ({
    candidate,
    features,
    score: scoreOf(features, weights) - (COST * candidate.text.length) / 100,
  }));
  return scored
    .map((one) => (INSTEAD.has(one.candidate.statement.rule) ? { ...one, score: Math.max(one.score, bestOfItsLines(one, scored)) } : one))
    .toSorted((a, b) => b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1));
}

/** Warnings told in place of the lines that they set side by side: of two blood groups, one alone misleads. */
const INSTEAD: ReadonlySet<string> = new Set(['vigilance:blood-group']);
/** Just before the best of them. */
const BEFORE = 0.01;

function bestOfItsLines({ candidate }: Ranked, scored: readonly Ranked[]): number {
  const own = new Set(candidate.statement.factIds);
  return Math.max(
    ...scored
      .filter((other) => other.candidate.section !== WARNINGS && other.candidate.statement.factIds.some((id) => own.has(id)))
      .map(({ score }) => score + BEFORE),
  );
}

/**
 * The three to five points that would change what the doctor does for this reason. Clauses are taken best first, while there is room: each
 * stands in the point of its place.
 */
export function choosePoints(input: PointsInput): readonly Point[] {
  const ranked = rankCandidates(input);
  // The weights were fitted on reasons: without one, those of a person rank, and there is room for all places.
  return arrange(input.reason === undefined ? byScore(ranked, HAND_WEIGHTS) : ranked, input.reason).map((clauses) => pointOf(clauses));
}

/** Candidates, best first, to clauses by point. */
export function arrange(
  ranked: readonly Omit<Ranked, 'features'>[],
  reason: string | undefined,
): readonly (readonly [Candidate, ...Candidate[]])[] {
  const { vaccines } = natureOfReason(reason);
  const enough = reason === undefined ? -Infinity : ENOUGH;
  const points = new Map<string, [Candidate, ...Candidate[]]>();
  const subjects = new Set<string>();
  const told = new Set<string>();
  let length = 0;
  for (const { candidate, score } of ranked) {
    const subject = subjectOf(candidate, vaccines);
    const place = placeOf(candidate);
    const own = points.get(place);
    const longer = candidate.text.length + (own === undefined ? 0 : JOINT);
    if (
      subjects.has(subject) ||
      mostlyTold(candidate, told) ||
      own?.some((other) => saysTheSame(other, candidate)) === true ||
      length + longer > LENGTH ||
      (own !== undefined && (own.length >= CLAUSES || lengthOf(own) + place.length + JOINT + candidate.text.length > POINT_LENGTH)) ||
      (score < enough && (own !== undefined || points.size >= FEWEST))
    )
      continue;
    if (own === undefined) points.set(place, [candidate]);
    else own.push(candidate);
    length += longer;
    subjects.add(subject);
    for (const id of candidate.statement.factIds) told.add(id);
  }
  return [...points.values()].map(byTheme);
}

/** Clauses of one theme side by side, the best one's first: allergies, then what was stopped. */
function byTheme(clauses: readonly [Candidate, ...Candidate[]]): readonly [Candidate, ...Candidate[]] {
  const themes = [...new Set(clauses.map(({ theme }) => theme))];
  return clauses.toSorted((a, b) => themes.indexOf(a.theme) - themes.indexOf(b.theme)) as [Candidate, ...Candidate[]];
}

/** Half of what it stands on has been told: a warning about a drug whose line is there, an allergy beside the warning about it. */
const mostlyTold = ({ statement: { factIds } }: Candidate, told: ReadonlySet<string>): boolean =>
  factIds.filter((id) => told.has(id)).length * 2 >= factIds.length;

/** The words of one are all in the other: "Child-Pugh A5" beside "cirrhose, Child-Pugh A5". */
const saysTheSame = (a: Candidate, b: Candidate): boolean =>
  a.theme === b.theme &&
  (a.theme === 'illness' || a.theme === 'exam') &&
  containment(significantWords(a.label), significantWords(b.label)) === 1;

/** Characters between two clauses. */
const JOINT = 3;
const lengthOf = (clauses: readonly Candidate[]): number => clauses.reduce((sum, { text }) => sum + text.length + JOINT, 0);

/** The first telling word of a theme: two lines on the diabetes are one subject. */
const subjectOf = ({ label, theme, id }: Candidate, vaccinesAsked: boolean): string => {
  const folded = fold(label);
  if (theme === 'result' && KIDNEY.test(folded)) return 'kidney';
  // One line on vaccines is enough, unless they are the question.
  if (theme === 'setting' && !vaccinesAsked && folded.startsWith('vaccin')) return 'vaccines';
  return `${theme}|${significantWords(label).find((word) => word.length > 4 && !NAMELESS.test(word)) ?? id}`;
};
/** Words that many things begin by: what follows them is the subject. */
const NAMELESS =
  /^(?:allergi|intoleranc|antecedent|episode|syndrome|vaccin|contre|indication|serolog|anticorps|dosage|rapport|compte|bilan|consultation|controle)/;
/** Three figures of one organ. */
const KIDNEY = /^(?:creatinin|dfg|debit de filtration|clairance|cockcroft|ckd)/;
