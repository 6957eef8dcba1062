import type { Range } from './analysis.js';

/** A word, number or sign of a folded sentence. Elided words keep their apostrophe: "d'". */
export interface Token extends Range {
  readonly text: string;
  /** "à" and "où" apart from "a" and "ou", read from the unfolded page. */
  readonly accented: boolean;
}

const TOKEN = /\d+(?:[.,]\d+)*(?![a-z])|[a-z0-9]+'?|\.{2,}|-+>|[^\s]/g;

/** Tokens of `folded` between `start` and `end`; `original` is the unfolded page. */
export const tokenise = (folded: string, original: string, start: number, end: number): readonly Token[] => {
  const tokens: Token[] = [];
  TOKEN.lastIndex = start;
  for (let match = TOKEN.exec(folded); match !== null && match.index < end; match = TOKEN.exec(folded)) {
    const text = match[0];
    const from = match.index;
    const last = original.charCodeAt(from + text.length - 1);
    tokens.push({ text, start: from, end: Math.min(end, from + text.length), accented: last > 0x7f });
  }
  return tokens;
};
