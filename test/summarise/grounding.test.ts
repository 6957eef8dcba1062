import { describe, expect, it } from 'vitest';
import { ground, type Claim } from '../../src/summarise/grounding.js';

const TEXT =
  'TSH à 4,38 mUI/L le 5 octobre. Fracture du col fémoral gauche en 2024. Pas de diabète connu. Mère : glaucome chronique. APIXABAN 5 mg matin et soir, puis 10 µg de fer. Vu le 12 mars 2024.';
const page = { number: 1, text: TEXT, source: 'plain' as const, positions: [], furniture: [] };

function check(quote: string, claim: Partial<Claim>, text = TEXT): string | undefined {
  const start = text.indexOf(quote);
  const citation = { span: { documentId: 'd', page: 1, start, end: start + quote.length }, quote };
  return ground(
    { text: '', label: '', citations: [citation], dates: [], drugs: [], conceptLabel: undefined, affirmed: true, family: false, ...claim },
    () => ({ ...page, text }),
  );
}

describe('the grounding checker', () => {
  it('passes what the passage says', () => {
    expect(check('TSH à 4,38 mUI/L', { text: 'TSH 4,38 mUI/L, le 05/10/2026', label: 'TSH', dates: ['2026-10-05'] })).toBeUndefined();
    expect(
      check('Fracture du col fémoral gauche', {
        text: 'Fracture du col fémoral gauche, en 2024',
        label: 'Fracture du col fémoral gauche',
        dates: ['2024'],
      }),
    ).toBeUndefined();
  });
  it('takes an elision and what is due to somebody for no side', () => {
    const rights = 'CMU, ouverture de droits en cours.';
    expect(check(rights, { text: 'CMU, ouverture de droits en cours', label: 'CMU' }, rights)).toBeUndefined();
    const knee = 'Genou D opéré.';
    expect(check(knee, { text: 'Genou droit opéré', label: 'Genou' }, knee)).toBeUndefined();
    const hip = "Coxarthrose, d'aspect stable.";
    expect(check(hip, { text: 'Coxarthrose droite', label: 'Coxarthrose' }, hip)).toBe('side-unsupported');
  });
  it('takes a date as the passage writes it', () => {
    expect(check('Vu le 12 mars 2024', { text: 'Vu, 12/03/2024', label: 'Vu' })).toBeUndefined();
    expect(check('Vu le 12 mars 2024', { text: 'Vu en mars 2024', label: 'Vu' })).toBeUndefined();
  });
  it.each([
    ['a number', 'TSH à 4,38 mUI/L', { text: 'TSH 3,48 mUI/L', label: 'TSH' }, 'number-unsupported'],
    ['a unit', 'APIXABAN 5 mg', { text: 'Apixaban 5 µg', label: 'apixaban', drugs: ['apixaban'] }, 'unit-unsupported'],
    ['a drug', 'APIXABAN 5 mg', { text: 'Rivaroxaban 5 mg', label: 'rivaroxaban', drugs: ['rivaroxaban'] }, 'drug-unsupported'],
    ['a date', 'TSH à 4,38 mUI/L', { text: 'TSH 4,38 mUI/L, le 06/10/2026', label: 'TSH', dates: ['2026-10-05'] }, 'date-unsupported'],
    [
      'a side',
      'Fracture du col fémoral gauche',
      { text: 'Fracture du col fémoral droit', label: 'Fracture du col fémoral' },
      'side-unsupported',
    ],
    ['a dropped negation', 'diabète', { text: 'Diabète', label: 'Diabète' }, 'polarity-contradicted'],
    [
      'another unit of the passage',
      'APIXABAN 5 mg matin et soir, puis 10 µg de fer',
      { text: 'Apixaban 5 µg', label: 'apixaban' },
      'unit-unsupported',
    ],
    ['a day that no word announces', 'Vu le 12 mars 2024', { text: 'Vu, 13/03/2024', label: 'Vu' }, 'date-unsupported'],
    ['a month', 'Vu le 12 mars 2024', { text: 'Vu en avril 2024', label: 'Vu' }, 'date-unsupported'],
    ['a relative’s illness', 'glaucome chronique', { text: 'Glaucome chronique', label: 'Glaucome chronique' }, 'person-contradicted'],
  ] as const)('refuses %s that the passage does not hold', (_what, quote, claim, failure) => {
    expect(check(quote, claim)).toBe(failure);
  });
  it('refuses a quote that is not on the page', () => {
    expect(
      ground(
        {
          text: 'x',
          label: 'x',
          citations: [{ span: { documentId: 'd', page: 1, start: 0, end: 3 }, quote: 'abc' }],
          dates: [],
          drugs: [],
          conceptLabel: undefined,
          affirmed: true,
          family: false,
        },
        () => page,
      ),
    ).toBe('quote-not-verbatim');
  });
});
