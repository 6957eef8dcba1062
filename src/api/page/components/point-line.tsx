import type { Statement } from '../client.js';
import { KIND_LABELS } from '../format.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';
import { Judge, type JudgeStatement } from './judge.js';
import { NewMark, type Past } from './past.js';

interface Props {
  readonly point: Statement;
  /** The lines of the sections, by id. */
  readonly lines: ReadonlyMap<string, Statement>;
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
      <small class="theme">{themeOf(point, lines)}</small>
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

const THEMES: Readonly<Record<string, string>> = {
  medication: 'Traitements',
  observation: 'Résultats',
  condition: 'Problèmes',
  allergy: 'Allergies',
  pregnancy: 'Problèmes',
  procedure: 'Actes, examens',
  device: 'Actes, examens',
  immunization: 'Vaccinations',
  plan: 'À prévoir',
};

/** What the clauses are about, as the first that tells a line says it; of warnings alone, that they are to check. */
function themeOf({ clauses }: Statement, lines: Props['lines']): string {
  const fact = clauses
    ?.map(({ statement }) => (statement === undefined ? undefined : lines.get(statement)?.fact))
    .find((one) => one !== undefined);
  if (fact === undefined) return 'À vérifier';
  if (fact.kind === 'medication' && fact.status === 'stopped') return 'Arrêtés';
  if (fact.kind === 'observation' && fact.value === undefined) return THEMES['procedure'] ?? '';
  return THEMES[fact.kind] ?? KIND_LABELS[fact.kind] ?? '';
}
