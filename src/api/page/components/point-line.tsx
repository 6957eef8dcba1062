import type { Statement } from '../client.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';
import { Judge, type JudgeStatement } from './judge.js';
import { NewMark, type Past } from './past.js';
import { STOPPED, themeOf, TO_CHECK, type PlacedLine } from './themes.js';

type Clause = Pick<NonNullable<Statement['clauses']>[number], 'rule' | 'statement'>;

interface Props {
  readonly point: Statement;
  /** The lines of the sections, by id. */
  readonly lines: ReadonlyMap<string, PlacedLine>;
  /** Ids of the lines that only new documents support. */
  readonly fresh: ReadonlySet<string>;
  /** What they said at the last visit, where it was otherwise, by id. */
  readonly past: ReadonlyMap<string, Past>;
  readonly onOpen: OpenCitation;
  readonly onJudge: JudgeStatement;
}

/** A point to remember: each clause opens its own sources, and is judged as the line that it tells. */
export function PointLine({ point, lines, fresh, past, onOpen, onJudge }: Props) {
  const clauses = point.clauses ?? [{ text: point.text, rule: point.rule, citations: point.citations }];
  return (
    <li>
      <small class="theme">{themeOfMost(clauses, lines)}</small>
      <div class="clauses">
        {clauses.map(({ text, statement: id, rule, citations }) => {
          const line = id === undefined ? undefined : lines.get(id);
          return (
            <div class="clause" key={id ?? text}>
              <span>
                {id !== undefined && <NewMark past={past.get(id)} isNew={fresh.has(id)} />}
                {text}
              </span>
              <CitationMarks citations={citations} title={line?.text ?? text} rule={rule} onOpen={onOpen} />
              {line === undefined ? <span class="no-judge" /> : <Judge statement={line} onJudge={onJudge} />}
            </div>
          );
        })}
      </div>
    </li>
  );
}

/** What a warning is about. */
const WARNINGS: readonly (readonly [RegExp, string])[] = [
  [/allerg|class-denied/, 'Allergies, à éviter'],
  [/listed-after|stopped/, STOPPED],
  [/dose|association|prescribed|brand|kidney-limit/, 'Traitements'],
  [/trend|two-values|measure/, 'Résultats'],
];

/** What most clauses are about, of two that tie what the first is about. */
function themeOfMost(clauses: readonly Clause[], lines: Props['lines']): string {
  const told = clauses.map(({ statement, rule }) => {
    const line = statement === undefined ? undefined : lines.get(statement);
    return line === undefined ? (WARNINGS.find(([pattern]) => pattern.test(rule))?.[1] ?? TO_CHECK) : themeOf(line);
  });
  const votes = (theme: string): number => told.filter((one) => one === theme).length;
  return told.reduce((best, theme) => (votes(theme) > votes(best) ? theme : best), told[0] ?? TO_CHECK);
}
