import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/domain/fact.js';
import type { TimelineEvent } from '../../src/domain/synthesis.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

const TEXT = `LAMICTAL est à 250 mg matin et soir depuis le 20 juillet 2026.
PROLIA : deuxième injection faite le 13 novembre 2025. Clindamycine contre-indiquée, urticaire généralisée en 2017.
Infliximab contre-indiqué depuis 2016. Mammographie du 12 mai 2026. Ablation des fils le 2 juin 2026.
Infiltration prévue le 24 novembre 2026. Contrôle prévu le 25 novembre 2026. Toux le 3 mars 2026.
Pneumonie hospitalisée le 8 janvier 2026. Poids de naissance 2 310 g.`;

const dated = (date: string): Partial<Fact> => ({ date, dateSource: 'text' });

const timeline = (made: FakeDossier, birthDate = '1980-02-01'): readonly TimelineEvent[] =>
  made.summarise({ patient: { birthDate, firstNames: ['Ada'], birthName: 'TEST' } }).timeline;

describe('timeline', () => {
  const made = new FakeDossier()
    .document('a', '2026-11-02', 'Courrier', TEXT)
    .drug(
      'a',
      'LAMICTAL est à 250 mg matin et soir depuis le 20 juillet 2026',
      { dci: 'lamotrigine', event: 'listed' },
      { importance: 2, ...dated('2026-07-20') },
    )
    .drug(
      'a',
      'PROLIA : deuxième injection faite le 13 novembre 2025',
      { dci: 'dénosumab', event: 'listed' },
      { importance: 2, ...dated('2025-11-13') },
    )
    .drug(
      'a',
      'Clindamycine contre-indiquée, urticaire généralisée en 2017',
      { dci: 'clindamycine', event: 'contraindicated' },
      { importance: 3, status: 'absent', ...dated('2017') },
    )
    .drug(
      'a',
      'Infliximab contre-indiqué depuis 2016',
      { dci: 'infliximab', event: 'contraindicated' },
      { importance: 3, status: 'absent', ...dated('2016') },
    )
    .fact('a', 'Mammographie du 12 mai 2026', { kind: 'procedure', label: 'Mammographie', importance: 1, ...dated('2026-05-12') })
    .fact('a', 'Ablation des fils le 2 juin 2026', { kind: 'procedure', label: 'Ablation des fils', importance: 2, ...dated('2026-06-02') })
    .fact('a', 'Infiltration prévue le 24 novembre 2026', {
      kind: 'plan',
      label: 'Infiltration prévue',
      importance: 1,
      ...dated('2026-11-24'),
    })
    .fact('a', 'Contrôle prévu le 25 novembre 2026', { kind: 'plan', label: 'Contrôle prévu', importance: 1, ...dated('2026-11-25') })
    .fact('a', 'Toux le 3 mars 2026', { kind: 'condition', label: 'Toux', importance: 1, ...dated('2026-03-03') })
    .fact('a', 'Pneumonie hospitalisée le 8 janvier 2026', {
      kind: 'condition',
      label: 'Pneumonie',
      importance: 1,
      ...dated('2026-01-08'),
    });
  const dates = timeline(made).map(({ date }) => date);

  it.each([
    ['a dose taken since a day', '2026-07-20', true],
    ['an injection given on a day', '2025-11-13', true],
    ['the year of a reaction', '2017', true],
    ['a ban that tells no reaction', '2016', false],
    ['an examination with its day', '2026-05-12', true],
    ['what follows an operation', '2026-06-02', false],
    ['an act to come', '2026-11-24', true],
    ['a routine appointment', '2026-11-25', false],
    ['a cough', '2026-03-03', false],
    ['an illness that brought into hospital', '2026-01-08', true],
  ])('%s: %s %s', (_, date, told) => {
    expect(dates.includes(date)).toBe(told);
  });

  it('tells the birth of a child on its day, by what its first year wrote, and of nobody else', () => {
    const born = (birthDate: string): readonly TimelineEvent[] =>
      timeline(
        new FakeDossier().document('c', '2020-03-25', 'Certificat du 8e jour', TEXT).fact('c', 'Poids de naissance 2 310 g', {
          kind: 'observation',
          label: 'Poids de naissance',
          value: { text: '2 310', number: 2310, unit: 'g' },
          date: '2020-03-25',
          dateSource: 'document',
        }),
        birthDate,
      );
    expect(born('2020-03-18').find(({ date }) => date === '2020-03-18')?.label).toBe('Naissance : Poids de naissance 2 310 g');
    expect(born('1990-03-18').map(({ date }) => date)).not.toContain('1990-03-18');
  });
});

it('elides before a vowel', () => {
  const labels = timeline(
    new FakeDossier()
      .document('a', '2026-11-02', 'Courrier', 'Ibuprofène arrêté. Ramipril débuté.')
      .drug('a', 'Ibuprofène arrêté', { dci: 'ibuprofène', event: 'stopped' }, { importance: 2, ...dated('2026-10-01') })
      .drug('a', 'Ramipril débuté', { dci: 'ramipril', event: 'started' }, { importance: 2, ...dated('2026-10-01') }),
  ).map(({ label }) => label.toLowerCase());
  expect(labels.join(' ')).toContain("arrêt d'ibuprofène");
  expect(labels.join(' ')).toContain('début de ramipril');
});
