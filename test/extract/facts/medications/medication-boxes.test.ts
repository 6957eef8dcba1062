import { describe, expect, it } from 'vitest';
import { withoutEmptyAnswers } from '../../../../src/extract/facts/medications/medication-boxes.js';
import { treatmentsOf } from '../../../fakes/treatments-of.js';

const told = (row: string): readonly string[] => {
  const { current, stopped } = treatmentsOf([
    ['2026-03-02', 'Courrier de consultation', 'Traitement : ELIQUIS 5 mg matin et soir.'],
    ['2026-09-12', 'Courrier de consultation', row],
  ]);
  return [...current.map(({ label }) => `prend ${label}`), ...stopped.map(({ label }) => `arrêté ${label}`)];
};

describe('what a form answers of a drug', () => {
  it.each([
    ['Anticoagulant [X] poursuivi (ELIQUIS) [ ] arrêté', ['prend apixaban']],
    ['ELIQUIS : [X] poursuivi [ ] suspendu le jour du geste', ['prend apixaban']],
    ['ELIQUIS : poursuivi [X] suspendu [ ]', ['prend apixaban']],
    ['ELIQUIS ☐ poursuivi ☒ arrêté', ['arrêté apixaban']],
    ['ELIQUIS : poursuivi [ ] arrêté [x]', ['arrêté apixaban']],
  ])('%s', (row, lines) => expect(told(row)).toEqual(lines));

  it('keeps every offset', () => {
    const row = 'eliquis : [ ] arrete le 3 mars [x] poursuivi';
    expect(withoutEmptyAnswers(row)).toHaveLength(row.length);
    expect(withoutEmptyAnswers(row).indexOf('[x] poursuivi')).toBe(row.indexOf('[x] poursuivi'));
  });
});
