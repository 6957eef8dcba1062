import { describe, expect, it } from 'vitest';
import { findDuplicates } from '../../src/extract/duplicates.js';
import { document, lab, LETTER } from './comparable-documents.js';
import { withOcrNoise } from './ocr-noise.js';

const first = lab('12/06/2023', '230612-1047', ['15,0', '252', '140', '4,3', '86', '0,94']);
const second = lab('18/03/2024', '240318-0862', ['14,8', '236', '139', '4,4', '88', '0,78']);
const third = lab('16/09/2024', '240916-1311', ['14,9', '229', '140', '4,5', '90', '0,55']);

describe('findDuplicates', () => {
  it('keeps the successive reports of one laboratory', () => {
    expect(findDuplicates([document('a', first), document('b', second), document('c', third)])).toEqual([]);
  });

  it.each([0.01, 0.03, 0.05])('sees through a scan with %s of its characters misread', (rate) => {
    for (const text of [first, LETTER]) {
      const found = findDuplicates([document('scan', withOcrNoise(text, rate), 'ocr'), document('clean', text), document('other', second)]);
      expect(found).toMatchObject([{ documentId: 'scan', of: 'clean', kind: 'duplicate' }]);
    }
  });

  it.each([0.01, 0.03, 0.05])('does not take a scan of the next report (%s) for this one', (rate) => {
    expect(findDuplicates([document('scan', withOcrNoise(third, rate), 'ocr'), document('a', first), document('b', second)])).toEqual([]);
  });

  it('takes a reprint with a banner for the same', () => {
    expect(
      findDuplicates([document('a', first), document('b', `COPIE PATIENT - exemplaire pour le cardiologue\n\n${first}`)]),
    ).toMatchObject([{ documentId: 'b', of: 'a' }]);
  });

  it('keeps a letter copied with changes', () => {
    const dose = LETTER.replace('5 à 2,5 mg', '5 à 1,25 mg');
    const added = LETTER.replace('Bien confraternellement', 'Une épreuve d’effort est programmée en septembre.\nBien confraternellement');
    const rewritten = LETTER.replace(
      /Il n'a pas refumé.*/,
      "Il a recommencé à fumer dix cigarettes par jour, dort mal et se plaint de douleurs thoraciques à l'effort depuis dix jours.",
    );
    expect(findDuplicates([document('a', LETTER), document('b', dose)])).toEqual([]);
    expect(findDuplicates([document('a', LETTER), document('b', added)])).toEqual([]);
    expect(findDuplicates([document('a', LETTER), document('b', withOcrNoise(rewritten, 0.02), 'ocr')])).toEqual([]);
  });

  it('hides the version that another replaces, by its header or by its own words', () => {
    expect(
      findDuplicates([document('a', first, 'cda', { setId: 's', number: 1 }), document('b', second, 'cda', { setId: 's', number: 2 })]),
    ).toMatchObject([{ documentId: 'a', of: 'b', kind: 'replaced' }]);
    expect(
      findDuplicates([document('a', first, 'cda', { documentId: 'x' }), document('b', second, 'cda', { replaces: ['x'] })]),
    ).toMatchObject([{ documentId: 'a', of: 'b', kind: 'replaced' }]);
    const corrected = first.replace('4,3', '4,9').replace('Validé par', 'Ce compte rendu annule et remplace le précédent.\nValidé par');
    expect(findDuplicates([document('b', corrected), document('a', first)])).toMatchObject([
      { documentId: 'a', of: 'b', kind: 'replaced' },
    ]);
  });

  it('keeps the document with a text layer', () => {
    expect(findDuplicates([document('photo', first, 'ocr'), document('coded', first, 'cda')])).toMatchObject([
      { documentId: 'photo', of: 'coded', similarity: 1 },
    ]);
  });
});
