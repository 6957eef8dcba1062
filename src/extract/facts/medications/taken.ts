import type { Medication } from '../../../domain/fact.js';

/** Events that tell a drug as taken from then on: neither given once, nor of the past, nor only spoken of. */
export const TAKEN: ReadonlySet<Medication['event']> = new Set(['prescribed', 'listed', 'discharge', 'started', 'changed', 'continued']);
