import type { Statement, Synthesis } from '../client.js';
import { frenchDate } from '../format.js';
import { isRejected, wordsOf } from '../plain-text.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';
import { Judge, type JudgeStatement } from './judge.js';

interface Props {
  readonly statement: Statement;
  readonly isNew: boolean;
  /** What it said before the last visit, where it changed. */
  readonly past?: NonNullable<NonNullable<Synthesis['news']>['changed']>[number] | undefined;
  readonly onOpen: OpenCitation;
  readonly onJudge: JudgeStatement;
}

/** One sourced line, with what a person said of it. */
export function StatementLine({ statement, isNew, past, onOpen, onJudge }: Props) {
  const words = wordsOf(statement);
  const classes = [statement.importance === 1 ? 'minor' : '', isRejected(statement) ? 'rejected' : ''].filter((name) => name !== '');
  return (
    <li class={classes.length > 0 ? classes.join(' ') : undefined}>
      <span>
        {past !== undefined ? <em class="new">modifié</em> : isNew && <em class="new">nouveau</em>}
        {words}
        {words !== statement.text && <small class="was">Texte d’origine : {statement.text}</small>}
        {past !== undefined && (
          <small class="was">
            Avant : {past.before} ({frenchDate(past.on)}){' '}
            <CitationMarks citations={past.citations} title={past.before} rule="since:before" onOpen={onOpen} />
          </small>
        )}
      </span>
      <CitationMarks citations={statement.citations} title={statement.text} rule={statement.rule} onOpen={onOpen} />
      <Judge statement={statement} onJudge={onJudge} />
    </li>
  );
}
