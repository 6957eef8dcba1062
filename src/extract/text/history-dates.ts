import type { DateReference, PageAnalysis, Range } from './analysis.js';

/** Placed here until dates are read: nothing is past by its date. */
export const historyByDate = (
  _analysis: PageAnalysis,
  _index: number,
  _entity: Range,
  _reference: DateReference,
  _limit: number,
): { past: boolean; date: Range } | undefined => undefined;
