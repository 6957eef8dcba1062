import vocabulary from './vocabulary/numbers.json' with { type: 'json' };
import { alternation } from './word-patterns.js';

const ROUND = new Map(Object.entries(vocabulary.round));
const NUMBERS = new Map([
  ...Object.entries(vocabulary.cardinals),
  ...Object.entries(vocabulary.others),
  ...[...ROUND].flatMap(([word, value]) => [`une ${word} de`, `une ${word} d'`].map((written) => [written, value] as const)),
]);

/** Sources of regular expressions over folded text: any number with its decimal, and a plain count in figures or letters. */
export const NUMBER = `(?:\\d{1,3}(?:[.,]5)?(?![\\d/])|(?:${alternation([...NUMBERS.keys()])})(?:(?<=')|(?![a-z])))`;
export const COUNT = `(?:\\d{1,3}|(?:${alternation(Object.keys(vocabulary.cardinals))})(?![a-z]))`;

export const squash = (word: string): string => word.replace(/\s*-\s*|\s+/g, ' ').trim();

/** "trois", "une quinzaine de", "2,5" as a number. */
export const numberOf = (word: string): number | undefined => {
  if (/^\d/.test(word)) {
    const value = Number(word.replace(',', '.'));
    return Number.isNaN(value) ? undefined : value;
  }
  const text = squash(word);
  return NUMBERS.get(text) ?? NUMBERS.get(text.replace(/ /g, '-'));
};

const PORTIONS: Readonly<Record<string, number>> = { demie: 0.5, moitie: 0.5, '½': 0.5, '¼': 0.25, '¾': 0.75 };

/** How much of a tablet: "demie", "½", as well as "deux" and "2,5". */
export const portionOf = (word: string): number | undefined => PORTIONS[word] ?? numberOf(word);

/** "Dizaine", "quinzaine": what a letter gives without counting. */
export const roundNumberOf = (word: string): number | undefined => ROUND.get(word);
