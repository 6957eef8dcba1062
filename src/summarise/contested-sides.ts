import { overlap } from '../domain/citation.js';
import type { Citation } from '../domain/citation.js';
import type { Section, Statement, Vigilance } from '../domain/synthesis.js';
import { WITNESSES } from './related-lines.js';
import type { Sources } from './sources.js';

const SIDE_RULES: ReadonlySet<string> = new Set(['vigilance:side', 'vigilance:side-written']);
/** A lone letter names a side only where it is a capital: "PTH D", not "âge d'or". */
const LETTER = { left: /(?<=\s)(?:OG|G)(?![\p{L}'’\d])/u, right: /(?<=\s)(?:OD|D)(?![\p{L}'’\d])/u } as const;
const WORD = { left: /\bgauches?\b/i, right: /\bdroite?s?\b/i } as const;

type Side = 'left' | 'right';

const names = (text: string, side: Side): boolean => WORD[side].test(text) || LETTER[side].test(text);

/** The one side that a text names; undefined where it names none or both. */
const sideOf = (text: string): Side | undefined => {
  const left = names(text, 'left');
  return left === names(text, 'right') ? undefined : left ? 'left' : 'right';
};

/**
 * Lines that stand on the retold side of a contradiction of sides ("nodule du lobe gauche" in a letter, "du lobe droit" in the report of the
 * scan): told, and said to be contradicted, so that nobody reads the slip without its warning. Where no report of an examination or an operation
 * takes a side, nothing says which is the slip, and nothing is marked.
 */
export function markContestedSides(sections: readonly Section[], vigilance: readonly Vigilance[], sources: Sources): readonly Section[] {
  const contradictions = vigilance
    .filter(({ rule }) => SIDE_RULES.has(rule))
    .map(({ citations }) => {
      const sides = citations.map((citation) => ({ citation, side: sideOf(citation.quote) }));
      const on = (wanted: Side): readonly Citation[] => sides.flatMap(({ citation, side }) => (side === wanted ? [citation] : []));
      return { left: on('left'), right: on('right') };
    });
  if (contradictions.length === 0) return sections;
  return sections.map((section) => ({
    ...section,
    statements: section.statements.map((statement) =>
      isRetoldSide(statement, contradictions, sources)
        ? {
            ...statement,
            text: `${statement.text}, côté contredit par un compte rendu`,
            fact: { ...statement.fact, qualifiers: { ...statement.fact.qualifiers, reported: true } },
          }
        : statement,
    ),
  }));
}

/** The citations of a contradiction, by the side that each names. */
type Contradiction = Readonly<Record<Side, readonly Citation[]>>;

function isRetoldSide(statement: Statement, contradictions: readonly Contradiction[], sources: Sources): boolean {
  if (statement.fact.kind === 'medication' || statement.fact.kind === 'plan') return false;
  const side = sideOf(statement.text);
  if (side === undefined) return false;
  const original = ({ span }: Citation): boolean => WITNESSES.has(sources.nature(span.documentId));
  return contradictions.some(
    ({ [side]: own, [side === 'left' ? 'right' : 'left']: others }) =>
      // A list of histories is a source of many lines: the passage that the line stands on first is the one that counts.
      own.some((cited) => overlap(cited.span, statement.citations[0].span)) &&
      !own.some(original) &&
      !statement.citations.some(original) &&
      others.some(original),
  );
}
