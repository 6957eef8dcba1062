import { z } from 'zod';
import { withClauses } from '../summarise/points/point.js';
import { isRejected, StatementValidation, type Statement, type Synthesis } from '../domain/synthesis.js';

/** What a person decided of one line; `seen` is what the line said then. */
export const StatementDecision = StatementValidation.omit({ outdated: true }).extend({
  seen: z.string().min(1),
  /** The documents that the line cited: what was decided of it may speak of them. */
  documents: z.array(z.string()).optional(),
});
export type StatementDecision = z.infer<typeof StatementDecision>;

/**
 * Lines with what a person said of them. A line that has changed since is shown with the decision marked outdated: nobody has
 * validated the new words. A rejected line stays, marked, and is no longer among the points to remember; a corrected one is told there in its corrector's words.
 */
export function withDecisions(synthesis: Synthesis, decisions: ReadonlyMap<string, StatementDecision>): Synthesis {
  if (decisions.size === 0) return synthesis;
  const key = JSON.stringify([...decisions]);
  const last = LAST.get(synthesis);
  if (last?.key === key) return last.decided;
  const result = decideAll(synthesis, decisions);
  LAST.set(synthesis, { key, decided: result });
  return result;
}

/** The same lines and the same decisions are the same synthesis: what is made of it, a page or a file, is made once. */
const LAST = new WeakMap<Synthesis, { readonly key: string; readonly decided: Synthesis }>();

function decideAll(synthesis: Synthesis, decisions: ReadonlyMap<string, StatementDecision>): Synthesis {
  const sections = synthesis.sections.map((section) => ({
    ...section,
    statements: section.statements.map((each) => decided(each, decisions)),
  }));
  const lines = new Map(sections.flatMap(({ statements }) => statements.map((line) => [line.id, line] as const)));
  const points = withClauses(synthesis.points, (clause) => {
    const line = lines.get(clause.statementId ?? '');
    if (line?.validation === undefined || line.validation.outdated) return clause;
    if (isRejected(line)) return undefined;
    const { correction, by } = line.validation;
    return correction === undefined ? clause : { ...clause, text: `${correction} (corrigé par ${by})` };
  });
  return { ...synthesis, sections, points, highlights: points.map(({ id }) => id) };
}

/**
 * The decisions that a reader may see: those on lines whose documents are all theirs to read. `whole`: nothing of the dossier is
 * hidden from them.
 */
export function visibleDecisions(
  decisions: ReadonlyMap<string, StatementDecision>,
  { documents }: { readonly documents: ReadonlyMap<string, unknown> },
  whole: boolean,
): ReadonlyMap<string, StatementDecision> {
  if (whole) return decisions;
  return new Map([...decisions].filter(([, { documents: cited }]) => cited !== undefined && cited.every((id) => documents.has(id))));
}

function decided(statement: Statement, decisions: ReadonlyMap<string, StatementDecision>): Statement {
  const decision = decisions.get(statement.id);
  if (decision === undefined) return statement;
  // Which documents it stood on is not for the reader.
  return { ...statement, validation: StatementValidation.parse({ ...decision, outdated: decision.seen !== statement.text }) };
}
