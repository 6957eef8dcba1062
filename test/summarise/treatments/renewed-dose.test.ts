import { describe, expect, it } from 'vitest';
import { treatmentsOf, type Paper } from '../../fakes/treatments-of.js';

/** Papers written for this test: none comes from a dossier. */
const order = (date: string, dose: string): Paper => [
  date,
  'Ordonnance',
  `Dr A. MARTIN, médecin généraliste\nORDONNANCE\nATORVASTATINE ${dose} : 1 cp le soir\npour 3 mois`,
];
const lowered: Paper = ['2026-06-15', 'Courrier de cardiologie', 'Atorvastatine abaissée de 80 à 40 mg ce jour, crampes.'];
const doseOf = (...papers: readonly Paper[]): string | undefined => treatmentsOf(papers).current.find(({ label }) => label === 'atorvastatine')?.dose;

describe('a prescription after a change of dose', () => {
  it('that bears the dose of before renews an old sheet: the change holds', () => {
    expect(doseOf(order('2026-03-02', '80 mg'), lowered, order('2026-06-22', '80 mg'))).toContain('40 mg');
  });

  it('with a dose that nobody wrote before is a new decision', () => {
    expect(doseOf(order('2026-03-02', '80 mg'), lowered, order('2026-06-22', '20 mg'))).toContain('20 mg');
  });

  it('long after it is one too', () => {
    expect(doseOf(order('2025-09-02', '80 mg'), ['2025-12-01', lowered[1], lowered[2]], order('2026-06-22', '80 mg'))).toContain('80 mg');
  });

  it('gives way to a later paper that says what is taken', () => {
    const checked: Paper = ['2026-07-01', 'Bilan de médication', 'Atorvastatine 40 mg : c’est bien ce qu’elle prend.'];
    expect(doseOf(['2026-01-10', 'Courrier', 'Atorvastatine 40 mg le soir.'], order('2026-06-22', '80 mg'), checked)).toContain('40 mg');
  });
});
