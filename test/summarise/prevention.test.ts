import { describe, expect, it } from 'vitest';
import type { Prevention } from '../../src/domain/synthesis.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

const TEXT = `ENGERIX B20 2e dose le 11/02/2024. La 3e dose d'hépatite B n'a pas été faite. Ac anti-HBs 214 UI/L. BEXSERO 17/12/2024.
Rougeole-oreillons-rubéole à jour, coqueluche à faire.`;

const vaccine = (label: string, extra: object = {}) => ({ kind: 'immunization' as const, label, status: 'past' as const, ...extra });
const find = (made: FakeDossier, name: string, birthDate = '1985-04-02'): Prevention | undefined =>
  made
    .summarise({ patient: { firstNames: ['Ada'], birthName: 'ESSAI', birthDate, sex: 'F' } })
    .prevention.find(({ label }) => label.startsWith(name));

describe('prevention', () => {
  const started = new FakeDossier()
    .document('a', '2026-10-27', 'Courrier', TEXT)
    .fact('a', 'ENGERIX B20 2e dose le 11/02/2024', vaccine('Vaccin hépatite B', { date: '2024-02-11', dateSource: 'text' }));

  it('says due of a course that the record itself misses, whatever the age, and done where it says nothing of the rest', () => {
    expect(find(started, 'Hépatite B')?.status).toBe('done');
    started.fact(
      'a',
      "La 3e dose d'hépatite B n'a pas été faite",
      vaccine('Vaccin hépatite B', { status: 'absent', qualifiers: { negated: true } }),
    );
    expect(find(started, 'Hépatite B')).toMatchObject({ status: 'due', label: expect.stringMatching(/suite notée non faite/) as string });
  });

  it.each([
    'Frottis de mars 2026 normal ; le deuxième, qui aurait dû être fait avant, est réalisé aujourd’hui, résultat à suivre.',
    'Frottis du 12/03/2026 normal.',
    'Frottis fait en mars 2026, envoyé au laboratoire du centre.',
    'Dernier frottis dû à la sage-femme du PMI en mars 2026 : normal.',
  ])('a smear told with its day is done: %j', (quote) => {
    const smear = new FakeDossier()
      .document('a', '2026-09-08', 'Courrier', quote)
      .fact('a', quote, { kind: 'procedure', label: 'Frottis', status: 'past', date: '2026-03', dateSource: 'text' });
    expect(find(smear, 'Dépistage du cancer du col', '1999-03-14')?.status).toBe('done');
  });

  it.each(['Frottis à faire.', 'Frottis : dû depuis mars 2025.', 'Le frottis est dû.', 'Frottis non fait.'])('and owed: %j', (quote) => {
    const smear = new FakeDossier()
      .document('a', '2026-09-08', 'Courrier', quote)
      .fact('a', quote, { kind: 'procedure', label: 'Frottis', status: 'past' });
    expect(find(smear, 'Dépistage du cancer du col', '1999-03-14')?.status).toBe('due');
  });

  it('tells the serology beside the injections, with its passage', () => {
    started.fact('a', 'Ac anti-HBs 214 UI/L', {
      kind: 'observation',
      label: 'Anticorps anti-HBs',
      value: { text: '214', number: 214, unit: 'UI/L' },
      date: '2018-01-23',
      dateSource: 'text',
    });
    const told = find(started, 'Hépatite B');
    expect(told?.label).toContain('Anticorps anti-HBs 214 UI/L (23/01/2018)');
    expect(told?.citations.map(({ quote }) => quote)).toContain('Ac anti-HBs 214 UI/L');
  });

  it('takes no meningococcus B for ACWY, nor what is in order for owed', () => {
    const made = new FakeDossier()
      .document('a', '2026-10-27', 'Courrier', TEXT)
      .fact('a', 'BEXSERO 17/12/2024', vaccine('Vaccin méningocoque B', { date: '2024-12-17', dateSource: 'text' }))
      .fact('a', 'Rougeole-oreillons-rubéole à jour, coqueluche à faire', vaccine('Vaccin ROR'));
    expect(find(made, 'Méningocoques ACWY', '2012-05-01')?.status).toBe('unknown');
    expect(find(made, 'Rougeole')?.status).toBe('done');
  });
});
