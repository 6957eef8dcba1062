import type { Qualifier } from '../../domain/fact.js';
import type { Range } from './analysis.js';

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
