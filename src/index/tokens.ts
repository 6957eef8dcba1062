import { stemmer } from '@orama/stemmers/french';
import stopwords from './vocabulary/stopwords.json' with { type: 'json' };

/** A word, number or code of a text; `start` and `end` are UTF-16 offsets into the text as it was given. */
export interface Token {
  /** Lower case, without accents: what vocabularies compare. */
  readonly folded: string;
  /** What an index holds: the French stem of a word, a number with a decimal point. */
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

const STOPWORDS: ReadonlySet<string> = new Set(stopwords.words);
const ELISION = /^(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu)['’]/iu;
/** Numbers keep their decimals ("0,71"), codes their digits ("HbA1c", "B12"), words their elision until it is cut. */
const WORD = /\d+(?:[.,]\d+)*(?![\p{L}])|[\p{L}\p{M}]{1,7}['’](?=[\p{L}])|[\p{L}\p{M}\d]+/gu;

/** Lower case without accents nor ligatures: "Œdème" and "OEDEME" meet. Not length-preserving. */
function foldWord(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/µ/g, 'u')
    .normalize('NFKC');
}

/** Stems of words that would meet another: stools are not salt. */
const APART: ReadonlyMap<string, string> = new Map([
  ['selle', 'selle'],
  ['selles', 'selle'],
]);
const stems = new Map<string, string>();

/** Snowball's French stem, taken with the accents (they carry the endings), then folded so that "OPERE" meets "opéré". */
function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const lower = word.normalize('NFC').toLowerCase();
  const term = /\d/.test(lower) || lower.length < 4 ? foldWord(lower) : (APART.get(lower) ?? foldWord(stemmer(lower)));
  // Dossiers repeat the same few thousand words; the cap only bounds a hostile text.
  if (stems.size > 100_000) stems.clear();
  stems.set(word, term);
  return term;
}

/** Words, numbers and codes in order, elided articles cut, nothing left out. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    if (ELISION.test(word) && word.length <= 8) continue;
    const start = match.index;
    const number = /^\d/.test(word) && !/\p{L}/u.test(word);
    const folded = number ? word.replace(/,/g, '.') : foldWord(word);
    tokens.push({ folded, term: number ? folded : stemOf(word), start, end: start + word.length });
  }
  return tokens;
}

/** Words that say nothing of what a text is about. */
export function isStopword(token: Token): boolean {
  return STOPWORDS.has(token.folded) || (token.folded.length === 1 && !/\d/.test(token.folded));
}
