import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, realEnd } from '../../../src/extract/text/fold.js';

describe('fold', () => {
  it('keeps the length of any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }),
        (units) => fold(String.fromCharCode(...units)).length === units.length,
      ),
    );
  });

  it.each([
    ['Hépatite à CYTOMÉGALOVIRUS', 'hepatite a cytomegalovirus'],
    ['l’œdème — « Ø fièvre »', 'l\'edeme - " ∅ fievre "'],
    ['⊘ HTA ☑ diabète', '∅ hta ☒ diabete'],
  ])('%s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('closes up decomposed words, so that patterns match them, and gives back their end', () => {
    const text = 'Fièvre élevée.'.normalize('NFD');
    const folded = fold(text);
    expect(folded.startsWith('fievre ')).toBe(true);
    expect(folded).toHaveLength(text.length);
    expect(text.slice(0, realEnd(text, folded, 6)).normalize('NFC')).toBe('Fièvre');
  });
});
