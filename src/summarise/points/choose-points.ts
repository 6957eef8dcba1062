import type { Point, Section } from '../../domain/synthesis.js';
import { containment, fold, significantWords } from '../text.js';
import { candidatesOf, type Candidate, type Theme } from './candidates.js';
import { pointOf } from './point.js';
import { natureOfReason } from './reason-nature.js';
import { FeatureReader, scoreOf, TOPICAL, type Features, type PointsSources } from './features.js';

export interface PointsInput extends PointsSources {
  readonly sections: readonly Section[];
}

const MOST = 5;
const FEWEST = 3;
/** A candidate of less worth joins no point, nor makes a fourth. */
const ENOUGH = 3;
const CLAUSES = 4;
/** Characters of a point, beyond which it takes no further clause. */
const LENGTH = 280;

interface Ranked {
  readonly candidate: Candidate;
  readonly features: Features;
  readonly score: number;
}

/** Candidates, best first. */
function rankCandidates(input: PointsInput): readonly Ranked[] {
  const reader = new FeatureReader(input);
  return candidatesOf(input.sections, input.vigilance)
    .filter(({ statement }) => statement.importance >= 2 || reader.nearest(statement) >= TOPICAL || statement.fact.kind === 'plan')
    .map((candidate) => {
      const features = reader.read(candidate);
      return { candidate, features, score: scoreOf(features) };
    })
    .toSorted((a, b) => b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1));
}

/**
 * The three to five points that would change what the doctor does for this reason. Clauses are taken best first; one joins the point of its
 * theme while that has room, else opens a new one. A theme is told in one point; the one that is asked for, in two.
 */
export function choosePoints(input: PointsInput): readonly Point[] {
  return arrange(rankCandidates(input), themeAsked(input.reason)).map((clauses) => pointOf(clauses));
}

/** The theme that the reason itself is about: the drugs of a prescription, the doses of a vaccination record. */
function themeAsked(reason: string | undefined): Theme | undefined {
  const { renewal, vaccines } = natureOfReason(reason);
  return vaccines ? 'setting' : renewal ? 'drug' : undefined;
}

/** Candidates, best first, to clauses by point. */
function arrange(ranked: readonly Omit<Ranked, 'features'>[], asked: Theme | undefined): readonly (readonly [Candidate, ...Candidate[]])[] {
  const points: { theme: Theme; clauses: Candidate[] }[] = [];
  const subjects = new Set<string>();
  const told = new Set<string>();
  for (const { candidate, score } of ranked) {
    const subject = subjectOf(candidate, asked);
    const { theme, text } = candidate;
    const own = points.filter((point) => point.theme === theme);
    if (
      subjects.has(subject) ||
      mostlyTold(candidate, told) ||
      own.some(({ clauses }) => clauses.some((other) => saysTheSame(other, candidate))) ||
      (score < ENOUGH && points.length >= FEWEST)
    )
      continue;
    const home =
      score < ENOUGH ? undefined : own.find(({ clauses }) => clauses.length < CLAUSES && lengthOf(clauses) + text.length <= LENGTH);
    if (home !== undefined) home.clauses.push(candidate);
    else if (points.length < MOST && own.length < (theme === asked ? 2 : 1)) points.push({ theme, clauses: [candidate] });
    else continue;
    subjects.add(subject);
    for (const id of candidate.statement.factIds) told.add(id);
  }
  return points.map(({ clauses }) => clauses as [Candidate, ...Candidate[]]);
}

/** Half of what it stands on has been told: a warning about a drug whose line is there, an allergy beside the warning about it. */
const mostlyTold = ({ statement: { factIds } }: Candidate, told: ReadonlySet<string>): boolean =>
  factIds.filter((id) => told.has(id)).length * 2 >= factIds.length;

/** The words of one are all in the other: "Child-Pugh A5" beside "cirrhose, Child-Pugh A5". */
const saysTheSame = (a: Candidate, b: Candidate): boolean =>
  (a.theme === 'illness' || a.theme === 'exam') && containment(significantWords(a.label), significantWords(b.label)) === 1;

const lengthOf = (clauses: readonly Candidate[]): number => clauses.reduce((sum, { text }) => sum + text.length, 0);

/** The first telling word of a theme: two lines on the diabetes are one subject. */
const subjectOf = ({ label, theme, id }: Candidate, asked: Theme | undefined): string => {
  const folded = fold(label);
  if (theme === 'result' && KIDNEY.test(folded)) return 'kidney';
  // One line on vaccines is enough, unless they are the question.
  if (theme === 'setting' && theme !== asked && folded.startsWith('vaccin')) return 'vaccines';
  return `${theme}|${significantWords(label).find((word) => word.length > 4 && !NAMELESS.test(word)) ?? id}`;
};
const NAMELESS = /^(?:allergi|intoleranc|antecedent|episode|syndrome|vaccin)/;
/** Three figures of one organ. */
const KIDNEY = /^(?:creatinin|dfg|debit de filtration|clairance|cockcroft|ckd)/;
