import type { Word } from './layout/word.js';
import vocabulary from './vocabulary/ocr-repairs.json' with { type: 'json' };

const RULES = vocabulary.repairs.map(({ id, pattern, replacement }) => ({ id, pattern: new RegExp(pattern, 'u'), replacement }));

/** A word that a listed rule rewrote before the page's text was made: enough to undo it. */
export interface Repair {
  readonly rule: string;
  readonly before: string;
  readonly after: string;
  /** Rank of the word in recognition order. */
  readonly order: number;
}

/** Applies the listed repairs of units and analytes, whole words only; digits that carry a value are never touched. */
export function repairWords(words: readonly Word[]): { readonly words: Word[]; readonly repairs: Repair[] } {
  const repairs: Repair[] = [];
  const repaired = words.map((word) => {
    const rule = RULES.find(({ pattern }) => pattern.test(word.text));
    if (!rule) return word;
    const after = word.text.replace(rule.pattern, rule.replacement);
    if (after === word.text) return word;
    repairs.push({ rule: rule.id, before: word.text, after, order: word.order });
    return { ...word, text: after };
  });
  return { words: repaired, repairs };
}
