import type { Statement, Synthesis } from '../client.js';
import { capitalised, frenchDate, plural } from '../format.js';
import { isRejected, wordsOf } from '../plain-text.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';
import { Judge, type JudgeStatement } from './judge.js';
import { Before, NewMark, type Past } from './past.js';

type Drug = Synthesis['treatments']['current'][number];

interface Props {
  readonly title: string;
  readonly treatments: Synthesis['treatments'];
  /** The section's lines, by which each treatment is judged. */
  readonly statements: readonly Statement[];
  /** Ids of the lines that are new since the last visit. */
  readonly fresh: ReadonlySet<string>;
  /** What they said at the last visit, where it was otherwise, by id. */
  readonly past: ReadonlyMap<string, Past>;
  readonly empty: string;
  readonly onOpen: OpenCitation;
  readonly onJudge: JudgeStatement;
}

/** What is taken now as a table, what was stopped folded. */
export function Treatments({ title, treatments, statements, fresh, past, empty, onOpen, onJudge }: Props) {
  const lineOf = (label: string, status: string): Statement | undefined =>
    statements.find(({ fact }) => fact.label === label && (fact.status === 'stopped') === (status === 'stopped'));
  const foot = ({ label, citations }: Pick<Drug, 'label' | 'citations'>, statement: Statement | undefined) => (
    <>
      <CitationMarks citations={citations} title={label} {...(statement === undefined ? {} : { rule: statement.rule })} onOpen={onOpen} />
      {statement !== undefined && <Judge statement={statement} onJudge={onJudge} />}
    </>
  );
  return (
    <section class="card" id="traitements">
      <h2>
        {title} <span class="count">{treatments.current.length}</span>
      </h2>
      {treatments.current.length === 0 && <p class="empty">{empty}</p>}
      <ul>
        {treatments.current.map((drug) => {
          const statement = lineOf(drug.label, 'active');
          const corrected = statement !== undefined && wordsOf(statement) !== statement.text ? wordsOf(statement) : undefined;
          return (
            <li key={drug.label} class={statement !== undefined && isRejected(statement) ? 'rejected' : undefined}>
              <span>
                {statement !== undefined && <NewMark past={past.get(statement.id)} isNew={fresh.has(statement.id)} />}
                <strong>{corrected ?? capitalised(drug.label)}</strong> {corrected === undefined && drug.dose}
                {drug.note !== undefined && <small class="doubt">{drug.note}</small>}
                {statement !== undefined && <Before past={past.get(statement.id)} onOpen={onOpen} />}
                {(drug.brand !== undefined || drug.since !== undefined) && (
                  <small class="was">
                    {[drug.brand, drug.since === undefined ? undefined : `première trace ${frenchDate(drug.since)}`]
                      .filter((part) => part !== undefined)
                      .join(' · ')}
                  </small>
                )}
              </span>
              {foot(drug, statement)}
            </li>
          );
        })}
      </ul>
      {treatments.stopped.length > 0 && (
        <details>
          <summary>{plural(treatments.stopped.length, 'traitement arrêté', 'traitements arrêtés')}</summary>
          <ul>
            {treatments.stopped.map((drug) => {
              const statement = lineOf(drug.label, 'stopped');
              return (
                <li key={drug.label}>
                  <span>
                    {statement !== undefined && <NewMark past={past.get(statement.id)} isNew={fresh.has(statement.id)} />}
                    {[capitalised(drug.label), drug.date === undefined ? undefined : frenchDate(drug.date), drug.reason]
                      .filter((part) => part !== undefined)
                      .join(' · ')}
                  </span>
                  {foot(drug, statement)}
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </section>
  );
}
