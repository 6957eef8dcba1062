import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIns, hasValidInsKey, insAgreesWith, insKey } from '../../../src/extract/identity/ins.js';

describe('INS', () => {
  it('knows its key, Corsica included', () => {
    // INSEE's own example of a key, and a Corsican body whose key was computed by hand (2A counts as 19).
    expect(insKey('2550814168025')).toBe('38');
    expect(insKey('185052A008015')).toBe(insKey('1850519008015'));
  });

  it('accepts its own key and refuses any other', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[12]\d{12}$/), fc.integer({ min: 1, max: 96 }), (body, shift) => {
        const key = insKey(body) ?? '';
        expect(hasValidInsKey(body + key)).toBe(true);
        const wrong = String(((Number(key) - 1 + shift) % 97) + 1).padStart(2, '0');
        expect(hasValidInsKey(body + wrong)).toBe(false);
      }),
    );
  });

  it('catches every single wrong digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const digits = [...'258063818521464'];
        digits[place] = String((Number(digits[place]) + shift) % 10);
        return !hasValidInsKey(digits.join(''));
      }),
    );
  });

  it('is read in groups, after a label, and not in a telephone number or an RPPS', () => {
    expect(findIns('INS : 1 67 04 13 055 217 42 — séjour').map((ins) => ins.matricule)).toEqual(['167041305521742']);
    expect(findIns('Tél. 04 65 71 20 40, RPPS 10098117342, dossier 230612-1047')).toEqual([]);
  });

  it('says whether it fits a sex and a birth date', () => {
    expect(insAgreesWith('167041305521742', { sex: 'M', birthDate: '1967-04-22' })).toBe(true);
    expect(insAgreesWith('167041305521742', { sex: 'F', birthDate: '1967-04-22' })).toBe(false);
    expect(insAgreesWith('167041305521742', { sex: 'M', birthDate: '1968-04-22' })).toBe(false);
    expect(insAgreesWith('167311305521742', { sex: 'M', birthDate: '1967-04-22' })).toBe(true);
  });
});
