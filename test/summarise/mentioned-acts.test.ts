import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/domain/fact.js';
import { FakeDossier, statements } from '../fakes/fake-dossier.js';

/** A dossier of acts: date of the paper, its title, the label, its concept, what is known of its day and side. */
type Act = readonly [written: string, title: string, label: string, concept: string, over?: Partial<Fact>];
const told = (...acts: readonly Act[]): readonly string[] => {
  const dossier = new FakeDossier();
  acts.forEach(([written, title, label, concept, over], index) => {
    dossier.document(`d${index}`, written, title, label);
    dossier.fact(`d${index}`, label, {
      kind: 'procedure',
      label,
      concept,
      status: 'past',
      importance: 2,
      date: written,
      dateSource: 'document',
      ...over,
    });
  });
  return statements(dossier.summarise({ referenceDate: '2026-11-16' }));
};
const irradiated: Act = [
  '2021-12-07',
  'Lettre',
  'Radiothérapie de la prostate',
  'radiotherapie',
  { date: '2019-10-28', dateSource: 'text' },
];

describe('an act that a letter names without its day', () => {
  it('is the one that another paper dates', () => {
    expect(told(irradiated, ['2025-01-14', 'Lettre', 'Radiothérapie', 'radiotherapie'])).toEqual([
      'Radiothérapie de la prostate, le 28/10/2019',
    ]);
  });
  it('stays where its paper is older than the dated one', () => {
    expect(told(irradiated, ['2015-01-14', 'Lettre', 'Radiothérapie', 'radiotherapie'])).toHaveLength(2);
  });
  it('stays where it is its operator’s own paper', () => {
    const first: Act = ['2020-01-01', 'Lettre', 'Pose de chambre implantable', 'pac', { date: '2019-10-28', dateSource: 'text' }];
    expect(told(first, ['2025-01-14', 'Compte rendu opératoire', 'Pose de chambre implantable', 'pac'])).toHaveLength(2);
  });
  it('stays where each side has its day', () => {
    const hip = (side: 'left' | 'right', date: string): Act => [
      '2020-01-01',
      'Lettre',
      `Prothèse de hanche ${side === 'left' ? 'gauche' : 'droite'}`,
      'pth',
      { date, dateSource: 'text', laterality: side },
    ];
    expect(told(hip('left', '2012'), hip('right', '2016'), ['2025-01-14', 'Lettre', 'Prothèse de hanche', 'pth'])).toHaveLength(3);
  });
  it('stays where such acts are done again and again', () => {
    const scan: Act = ['2020-01-01', 'Lettre', 'Coloscopie', 'coloscopie', { date: '2019-10-28', dateSource: 'text' }];
    expect(told(scan, ['2025-01-14', 'Lettre', 'Coloscopie', 'coloscopie'])).toHaveLength(2);
  });
});
