import type { Statement } from '../client.js';
import { isRejected, wordsOf } from '../plain-text.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';
import { Judge, type JudgeStatement } from './judge.js';
import { Before, NewMark, type Past } from './past.js';

interface Props {
  /** A row of a list, unless it stands in a row. */
  readonly as?: 'li' | 'div';
  readonly statement: Statement;
  readonly isNew: boolean;
  /** What it said before the last visit, where it changed. */
  readonly past: Past | undefined;
  readonly onOpen: OpenCitation;
  readonly onJudge: JudgeStatement;
}

/** One sourced line, with what a person said of it. */
export function StatementLine({ as: Row = 'li', statement, isNew, past, onOpen, onJudge }: Props) {
  const words = wordsOf(statement);
  const classes = [
    Row === 'div' ? 'clause' : '',
    statement.importance === 1 ? 'minor' : '',
    isRejected(statement) ? 'rejected' : '',
  ].filter((name) => name !== '');
  return (
    <Row class={classes.length > 0 ? classes.join(' ') : undefined}>
      <span>
        <NewMark past={past} isNew={isNew} />
        {words}
        {words !== statement.text && <small class="was">Texte d’origine : {statement.text}</small>}
        <Before past={past} onOpen={onOpen} />
      </span>
      <CitationMarks citations={statement.citations} title={statement.text} rule={statement.rule} onOpen={onOpen} />
      <Judge statement={statement} onJudge={onJudge} />
    </Row>
  );
}
