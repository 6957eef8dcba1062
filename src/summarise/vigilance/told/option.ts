/** Days within which two papers tell the same state of somebody. */
export const MOMENT = 20;
export const SEASON = 120;
export const YEAR = 400;
export const LASTING = 1500;

/** One way to tell it: how the warning names it, and how it is written (folded). */
export const o = (says: string, words: RegExp): { readonly says: string; readonly words: RegExp } => ({ says, words });
