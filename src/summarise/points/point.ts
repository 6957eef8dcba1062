import type { Citation, Citations } from '../../domain/citation.js';
import type { Point, PointClause } from '../../domain/synthesis.js';
import { capitalise, shortHash } from '../text.js';
import { WARNINGS, type Candidate, type Theme } from './candidates.js';

/** Where a reader looks for it: what belongs together is told in one point, under this name where it holds more than one clause. */
const PLACES: Readonly<Record<Theme, string>> = {
  allergy: 'Allergies et arrêts',
  ended: 'Allergies et arrêts',
  drug: 'Traitements',
  result: 'Examens',
  exam: 'Examens',
  illness: 'Contexte',
  setting: 'Contexte',
  plan: 'À faire ou à vérifier',
  warning: 'À faire ou à vérifier',
};
export const placeOf = ({ theme }: Pick<Candidate, 'theme'>): string => PLACES[theme];

/** Clauses of one theme as one point; `fact`, rule and importance are those of the first, which decided that it is told. */
export function pointOf(clauses: readonly [Candidate, ...Candidate[]]): Point {
  const [lead] = clauses;
  const { fact } = lead.statement;
  const disputed = clauses.some(({ section, statement }) => section === WARNINGS && statement.fact.qualifiers.hypothetical);
  return told(
    {
      ...lead.statement,
      title: placeOf(lead),
      fact: disputed ? { ...fact, qualifiers: { ...fact.qualifiers, hypothetical: true } } : fact,
      id: idOf(clauses.map(({ id }) => id)),
      factIds: [...new Set(clauses.flatMap(({ statement }) => statement.factIds))],
    },
    [clauseOf(lead), ...clauses.slice(1).map(clauseOf)],
  );
}

/** The same point with other clauses, or none where nothing is left: a line was rejected, corrected, or is not asked for. */
export function withClauses(points: readonly Point[], change: (clause: PointClause) => PointClause | undefined): Point[] {
  return points.flatMap((point) => {
    const [first, ...rest] = point.clauses.map(change).filter((clause) => clause !== undefined);
    return first === undefined ? [] : [told(point, [first, ...rest])];
  });
}

function told(point: Omit<Point, 'text' | 'citations' | 'clauses'>, clauses: readonly [PointClause, ...PointClause[]]): Point {
  return {
    ...point,
    text: `${clauses.length > 1 ? `${point.title} : ` : ''}${clauses.map(({ text }) => capitalise(text)).join(' ; ')}`,
    citations: distinct(clauses.flatMap(({ citations }) => citations)),
    clauses: [...clauses],
  };
}

const clauseOf = ({ text, section, statement }: Candidate): PointClause => ({
  text,
  ...(section === WARNINGS ? {} : { statementId: statement.id }),
  rule: statement.rule,
  citations: statement.citations,
});

const idOf = (ids: readonly string[]): string => `p-${shortHash(ids.join('|'))}`;

function distinct(citations: readonly Citation[]): Citations {
  const kept = new Map(citations.map((citation) => [JSON.stringify(citation.span), citation]));
  const [first, ...rest] = [...kept.values()] as [Citation, ...Citation[]];
  return [first, ...rest];
}
