import type { Statement } from '../client.js';
import { CitationMarks, type OpenCitation } from './citation-marks.js';
import { Judge, type JudgeStatement } from './judge.js';

interface Props {
  readonly point: Statement;
  /** The lines of the sections, by id. */
  readonly lines: ReadonlyMap<string, Statement>;
  /** Ids of the lines that only new documents support. */
  readonly fresh: ReadonlySet<string>;
  readonly onOpen: OpenCitation;
  readonly onJudge: JudgeStatement;
}

/** A point to remember: each clause opens its own sources, and is judged as the line that it tells. */
export function PointLine({ point, lines, fresh, onOpen, onJudge }: Props) {
  const clauses = point.clauses ?? [{ text: point.text, rule: point.rule, citations: point.citations }];
  return (
    <li>
      {clauses.map(({ text, statement: id, rule, citations }, index) => {
        const line = id === undefined ? undefined : lines.get(id);
        return (
          <span class="clause" key={id ?? text}>
            {id !== undefined && fresh.has(id) && <em class="new">nouveau</em>}
            {text}
            {index < clauses.length - 1 && ' ;'}{' '}
            <CitationMarks citations={citations} title={line?.text ?? text} rule={rule} onOpen={onOpen} />
            {line !== undefined && <Judge statement={line} onJudge={onJudge} />}
          </span>
        );
      })}
    </li>
  );
}
