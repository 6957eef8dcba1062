import type { Qualifier } from '../../../src/domain/fact.js';
import type { PageAnalysis, Range } from '../../../src/extract/text/analysis.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

export const pageOf = (text: string): PageAnalysis =>
  analysePage('doc', { number: 1, text, source: 'plain', positions: [], furniture: [] });

const LETTERS: Readonly<Record<string, Qualifier>> = {
  n: 'negated',
  h: 'hypothetical',
  f: 'family',
  p: 'historical',
  r: 'reported',
  o: 'otherPerson',
  i: 'instruction',
};

export interface Marked {
  readonly text: string;
  readonly entities: readonly (Range & { readonly qualifiers: readonly Qualifier[] })[];
}

/** "Pas de [fièvre|n]": entities in brackets, the letters of their qualifiers behind a bar. */
export const unmark = (marked: string): Marked => {
  let text = '';
  let from = 0;
  const entities: (Range & { qualifiers: Qualifier[] })[] = [];
  for (const match of marked.matchAll(/\[([^\]|]+)(?:\|([a-z]*))?\]/g)) {
    text += marked.slice(from, match.index);
    from = match.index + match[0].length;
    const start = text.length;
    text += match[1] ?? '';
    entities.push({ start, end: text.length, qualifiers: [...(match[2] ?? '')].flatMap((letter) => LETTERS[letter] ?? []) });
  }
  return { text: text + marked.slice(from), entities };
};
