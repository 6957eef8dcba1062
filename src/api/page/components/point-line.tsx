import type { Statement } from '../client.js';
import { KIND_LABELS } from '../format.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';
import { Judge, type JudgeStatement } from './judge.js';
import { NewMark, type Past } from './past.js';

/** A line and the section it stands in. */
export type PlacedLine = Statement & { readonly section: string };
type Clause = Pick<NonNullable<Statement['clauses']>[number], 'rule' | 'statement'>;
const TREATMENTS = '10160-0';

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
      <small class="theme">{themeOf(clauses, lines)}</small>
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

/** What a line is about, by the section it stands in. */
const THEMES: Readonly<Record<string, string>> = {
  '48765-2': 'Allergies, à éviter',
  '10160-0': 'Traitements',
  '30954-2': 'Résultats',
  '8716-3': 'Résultats',
  '11450-4': 'Problèmes',
  '11348-0': 'Antécédents',
  '10162-6': 'Grossesse',
  '47519-4': 'Actes, examens',
  '46264-8': 'Actes, examens',
  '18776-5': 'À prévoir',
};
/** What a warning is about. */
const WARNINGS: readonly (readonly [RegExp, string])[] = [
  [/allerg|class-denied/, 'Allergies, à éviter'],
  [/listed-after|stopped/, 'Arrêtés'],
  [/dose|association|prescribed|brand|kidney-limit/, 'Traitements'],
  [/trend|two-values|measure/, 'Résultats'],
];
const TO_CHECK = 'À vérifier';

/** What most clauses are about, of two that tie what the first is about. */
function themeOf(clauses: readonly Clause[], lines: Props['lines']): string {
  const told = clauses.map(({ statement, rule }) => {
    const line = statement === undefined ? undefined : lines.get(statement);
    if (line === undefined) return WARNINGS.find(([pattern]) => pattern.test(rule))?.[1] ?? TO_CHECK;
    if (line.fact.kind === 'medication' && line.section === TREATMENTS && line.fact.status === 'stopped') return 'Arrêtés';
    // A conclusion without a figure.
    if (line.fact.kind === 'observation' && line.fact.value === undefined) return 'Actes, examens';
    return THEMES[line.section] ?? KIND_LABELS[line.fact.kind] ?? TO_CHECK;
  });
  const votes = (theme: string): number => told.filter((one) => one === theme).length;
  return told.reduce((best, theme) => (votes(theme) > votes(best) ? theme : best), told[0] ?? TO_CHECK);
}
