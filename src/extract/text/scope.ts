import type { Qualifier } from '../../domain/fact.js';
import type { Range } from './analysis.js';
import type { Token } from './tokens.js';

/** A stretch of a sentence under a qualifier, and the cue that put it there. */
export interface Scope extends Range {
  readonly qualifier: Qualifier;
  readonly rule: string;
  readonly cue: Range;
  readonly side: 'before' | 'after' | 'around';
  /** Who, for persons. */
  readonly member?: string;
  /** The cue ends with the colon of a lead-in: the list below it is under it too. */
  readonly leads?: boolean;
}

/** The scope that the token `cue` opens over the tokens from `from` up to `to`; none where there are none. */
export const scopeOver = (
  qualifier: Scope['qualifier'],
  tokens: readonly Token[],
  cue: number,
  from: number,
  to: number,
  rule: string,
): readonly Scope[] => {
  const first = tokens[from];
  const last = tokens[to - 1];
  const word = tokens[cue];
  if (first === undefined || last === undefined || word === undefined || from >= to) return [];
  const range = { cue: { start: word.start, end: word.end }, start: first.start, end: last.end };
  return [{ qualifier, rule, side: to <= cue ? 'after' : 'before', ...range }];
};
