import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignTokens, TokenTable } from '../../src/extract/align-tokens.js';
import { findDuplicates } from '../../src/extract/duplicates.js';
import { document, lab, LETTER } from './comparable-documents.js';
import { everyPairDuplicates } from './every-pair-duplicates.js';
import { withOcrNoise } from './ocr-noise.js';

const day = fc.constantFrom('12/06/2023', '18/03/2024', '16/09/2024');
const request = fc.constantFrom('230612-1047', '240318-0862');
const values = fc.constantFrom(['15,0', '252', '140', '4,3', '86', '0,94'], ['14,8', '236', '139', '4,4', '88', '0,78']);
const base = fc.oneof(
  fc.constant(LETTER),
  fc.tuple(day, request, values).map(([on, number, of]) => lab(on, number, of)),
);

/** What befalls a text on its way into a dossier. */
const change = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => `COPIE PATIENT - exemplaire pour le dossier\n\n${text}`,
  (text) => text.replace('2,5', '1,25').replace('4,3', '4,9'),
  (text) => text.replace(/^.*fatigue.*$/m, ''),
  (text) => text.replace('Validé par', 'Ce compte rendu annule et remplace le précédent.\nValidé par'),
  (text) => text.replace('Validé par', 'Résultats partiels, complément à venir.\nValidé par'),
  (text) => text.replace(/,\n/g, ' le\n').replace(/  +/g, ' '),
  (text) => text.replace('Marseille', 'Aubagne et Marseille'),
  (text) => text.split('\n').slice(3).join('\n'),
  (text) => text.split('\n').toReversed().join('\n'),
  (text) => `${text}\nUne épreuve d’effort est programmée en septembre, après un bilan sanguin et une échographie du cœur.`,
);
const version = fc.constantFrom<Parameters<typeof document>[3]>(
  undefined,
  { setId: 's', number: 1 },
  { setId: 's', number: 2 },
  { documentId: 'x' },
  { replaces: ['x'] },
);
const deposited = fc
  .tuple(
    base,
    change,
    change,
    fc.constantFrom('text-layer', 'ocr', 'cda'),
    fc.constantFrom(0, 0.01, 0.03),
    fc.integer({ max: 40 }),
    version,
  )
  .map(([text, first, second, source, noise, seed, declared]) => ({
    text: withOcrNoise(second(first(text)), source === 'ocr' ? noise : 0, seed),
    source: source as 'text-layer' | 'ocr' | 'cda',
    declared,
  }));

describe('findDuplicates', () => {
  it('finds what comparing and aligning every pair finds', () => {
    fc.assert(
      fc.property(fc.array(deposited, { minLength: 2, maxLength: 7 }), (all) => {
        const documents = all.map(({ text, source, declared }, index) => document(`d${index}`, text, source, declared));
        expect(findDuplicates(documents)).toEqual(everyPairDuplicates(documents));
      }),
      { numRuns: 60 },
    );
  });

  it('goes through three hundred letters that differ by a date and a value', () => {
    const letters = Array.from({ length: 300 }, (_, index) =>
      document(
        `d${index}`,
        LETTER.replace('20 juin 2023', `20 juin ${1700 + index}`).replace('98 kg', `${60 + (index % 40)},${index % 9} kg`),
        index % 2 === 0 ? 'ocr' : 'text-layer',
      ),
    );
    const from = performance.now();
    expect(findDuplicates(letters).length).toBeLessThan(300);
    // 160 s when every pair was aligned whole; 1 s now, on two busy cores.
    expect(performance.now() - from).toBeLessThan(30_000);
  }, 300_000);
});

/** As the textbook has it. */
function longestCommon(left: readonly string[], right: readonly string[]): number {
  const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let row = left.length - 1; row >= 0; row--)
    for (let column = right.length - 1; column >= 0; column--)
      lengths[row]![column] =
        left[row] === right[column] ? lengths[row + 1]![column + 1]! + 1 : Math.max(lengths[row + 1]![column]!, lengths[row]![column + 1]!);
  return lengths[0]![0]!;
}

describe('alignTokens', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', '1', '2'), { maxLength: 80 });

  it('matches as many tokens as the whole table, or says that they are too few', () => {
    fc.assert(
      fc.property(words, words, fc.integer({ min: 0, max: 80 }), (left, right, least) => {
        const table = new TokenTable();
        const alignment = alignTokens(table, table.idsOf(left), table.idsOf(right), false, least);
        const longest = longestCommon(left, right);
        if (longest < least) expect(alignment).toBeUndefined();
        else expect(alignment?.matched).toBe(longest);
      }),
    );
  });
});
