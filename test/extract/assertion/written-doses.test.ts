import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typedPage } from '../../../eval/typed-document.js';
import { numbersOf, sortOf, writtenDoses } from '../../../src/extract/assertion/written-doses.js';
import { findDrugs } from '../../../src/extract/facts/medications/medication-lexicon.js';
import { analysePage } from '../../../src/extract/text/analyse-page.js';

const dosesOf = (text: string): string[] => {
  const analysis = analysePage('d', typedPage(text));
  return writtenDoses(analysis, findDrugs(analysis.folded)).map(({ start, end, drug }) => `${drug.substance} ${text.slice(start, end)}`);
};

describe('writtenDoses', () => {
  it.each([
    ['Le bisoprolol passe de 2,5 mg à 5 mg le matin.', ['bisoprolol 2,5 mg', 'bisoprolol 5 mg']],
    ['LANTUS est à 26 unités : je la passe à 28 unités à 22 h.', ['insuline glargine 26 unités', 'insuline glargine 28 unités']],
    ['ENTRESTO 49/51 deux fois par jour', ['sacubitril + valsartan 49/51']],
    ['Ventoline : deux bouffées, puis salbutamol 4 bouffées', ['salbutamol deux bouffées', 'salbutamol 4 bouffées']],
    ['5 mg de bisoprolol le matin', ['bisoprolol 5 mg']],
    ['furosémide 40\nmg le matin', ['furosémide 40\nmg']],
  ])('ties each amount to the drug named before it, or right behind it: %s', (text, expected) => {
    expect(dosesOf(text)).toEqual(expected);
  });

  it.each([
    'Bisoprolol depuis le 12/03/2024, pendant 3 mois, 2 fois par jour, x 3, à 8 h.',
    'HUMALOG 100 UI/mL flacon de 10 mL',
    'Rhophylac à 28 SA',
    'Apixaban : Cockcroft 31 mL/min, hémoglobine 12,2 g/dL.',
    'Lamotrigine 12,1 µmol/L, ferritine 9 µg/L, VEMS 1,12 L',
    'SOLUMEDROL jusqu’au 15/05, bien supporté',
    'LEVOTHYROX : gardé.\n12 patients vus',
  ])('takes no date, duration, rhythm nor concentration for an amount: %s', (text) => {
    expect(dosesOf(text).filter((found) => !/10 mL$/.test(found))).toEqual([]);
  });

  it('reads halves, fractions and thousands, and knows tablets from milligrams', () => {
    expect(numbersOf('1 cp et demi')).toEqual([1]);
    expect(numbersOf('1/2 cp')).toEqual([0.5]);
    expect(numbersOf('100 000 ui')).toEqual([100_000]);
    expect(numbersOf('un demi comprime')).toEqual([1, 0.5]);
    expect(['75 mg', '2 cp', 'deux bouffees', '49/51'].map(sortOf)).toEqual(['substance', 'intake', 'intake', 'bare']);
  });

  it('gives words of the page, whatever the page', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('bisoprolol ', '2,5 mg', ' à ', '½', '\n', '1 000', 'LASILIX', ' 40', '/', 'é', '🙂', '12/03')),
        (parts) => {
          const text = parts.join('');
          const analysis = analysePage('d', typedPage(text));
          for (const { start, end, drug } of writtenDoses(analysis, findDrugs(analysis.folded))) {
            expect(text.slice(start, end)).toMatch(/\d|½/);
            expect(start >= drug.end || end <= drug.start).toBe(true);
          }
        },
      ),
    );
  });
});
