import { describe, expect, it } from 'vitest';
import { extractImmunizations } from '../../../../src/extract/facts/immunizations/immunization-extract.js';
import { analysePage } from '../../../../src/extract/text/analyse-page.js';

const vaccinesOf = (text: string): readonly string[] =>
  extractImmunizations(analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] }), {
    documentId: 'd',
    documentDate: '2025-03-20',
    birthDate: '1960-01-01',
  }).map(({ immunization, label, status, date }) => [immunization?.product ?? label, status, date ?? '-'].join(' '));

describe('vaccines told by the way', () => {
  it.each([
    [
      'a form, its day further down',
      'Nom du vaccin : EFLUELDA\nLot : X12AB34\nAdministré par : M. Roc, le 12/11/2024',
      ['EFLUELDA past 2024-11-12'],
    ],
    ['the last dose in a bracket', 'Rappel à proposer (dernière dose ENGERIX B20 : mai 2021).', ['ENGERIX B20 past 2021-05']],
    ['the next dose is another matter', 'SHINGRIX 1re injection le 2 mars, la suivante à partir du 2 mai.', ['SHINGRIX past 2025-03-02']],
    ['out of age', 'Vaccinations : HPV hors âge.', []],
    ['to be vaccinated', 'Pneumocoque : à vacciner à distance (PREVENAR 20).', ['PREVENAR 20 unknown -']],
    [
      'left to another',
      'Vaccins : grippe le 13/10/2024. Coqueluche : je laisse le rappel au médecin traitant.',
      ['Vaccin antigrippal past 2024-10-13', 'Vaccin dTcaP unknown -'],
    ],
  ])('%s', (_, text, expected) => {
    expect(vaccinesOf(text)).toEqual(expected);
  });
});
