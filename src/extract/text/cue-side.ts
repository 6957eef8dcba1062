import { adverbialAt } from './adverbials.js';
import { DETERMINERS, HAVE_FORMS } from './boundaries.js';
import type { CueMatch } from './cues.js';
import type { Token } from './tokens.js';

/** "élimine" and "éliminé" fold to one word: the accent, the auxiliary before and the article behind tell them apart. */
export const sideOf = (tokens: readonly Token[], match: CueMatch): 'before' | 'after' => {
  const token = tokens[match.to - 1];
  const previous = tokens[match.from - 1]?.text ?? '';
  if (HAVE_FORMS.has(previous)) return 'before';
  if (token?.accented === true) return 'after';
  return DETERMINERS.has(tokens[match.to + adverbialAt(tokens, match.to)]?.text ?? '') ? 'before' : 'after';
};
