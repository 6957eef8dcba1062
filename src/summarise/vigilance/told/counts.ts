import type { Counted } from './claim.js';
import { BODY } from './counted-body.js';
import { CARE_COUNTS } from './counted-care.js';
import { SCORES } from './counted-scores.js';
import { TARGETS } from './counted-targets.js';
import { COUNTED } from './counted.js';

/** What is told by a number, whatever the paper. */
export const COUNTS: readonly Counted[] = [...COUNTED, ...SCORES, ...BODY, ...CARE_COUNTS, ...TARGETS];
