import { describe, expect, it } from 'vitest';
import { FakeDossier, statements } from '../fakes/fake-dossier.js';

const letters = (count: number): FakeDossier => {
  const dossier = new FakeDossier();
  for (let index = 0; index < count; index += 1)
    dossier.document(`l${index}`, `202${index}-02-03`, 'Consultation de rhumatologie', 'Lombalgies chroniques.');
  return dossier.document('u', '2024-08-09', 'Passage aux urgences', 'ATCD : épilepsie. Douleur du flanc.');
};

const told = (dossier: FakeDossier): readonly string[] =>
  statements(
    dossier
      .fact('u', 'épilepsie', {
        kind: 'condition',
        label: 'Épilepsie',
        concept: 'epilepsie',
        qualifiers: { historical: true },
        importance: 3,
      })
      .summarise(),
  );

describe('a history that one copied list holds', () => {
  it('is told as what that list says, where letters are silent', () => {
    expect(told(letters(3))).toEqual(['Épilepsie, cité par ce seul document']);
  });

  it('stands by itself in a dossier of few letters', () => {
    expect(told(letters(1))).toEqual(['Épilepsie']);
  });
});

describe('one side against two documents', () => {
  const sided = (title: string, later: string, label = 'Fracture du poignet'): readonly string[] => {
    const dossier = new FakeDossier()
      .document('a', '2022-03-04', 'Consultation d’orthopédie', 'Fracture du poignet gauche en mars 2022.')
      .document('b', '2022-06-07', 'Consultation de rééducation', 'Fracture du poignet gauche, mars 2022.')
      .document('c', '2023-01-09', title, later);
    for (const [id, quote, side] of [
      ['a', 'Fracture du poignet gauche en mars 2022', 'left'],
      ['b', 'Fracture du poignet gauche, mars 2022', 'left'],
      ['c', later, 'right'],
    ] as const)
      dossier.fact(id, quote, {
        kind: 'condition',
        label: id === 'c' ? `${label} droit` : 'Fracture du poignet gauche',
        concept: 'fracture-du-poignet',
        laterality: side,
        date: id === 'c' && later.includes('2016') ? '2016' : '2022-03',
        dateSource: 'text',
        importance: 2,
      });
    return statements(dossier.summarise()).filter((text) => /droit/.test(text));
  };

  it('is a slip, told among the warnings', () => {
    expect(sided('Consultation de médecine du travail', 'Fracture du poignet droit en mars 2022')).toEqual([]);
  });

  it('is another fracture where its year is another', () => {
    expect(sided('Consultation de médecine du travail', 'Fracture du poignet droit en 2016')).toHaveLength(1);
  });

  it('stays where the radiologist says it', () => {
    expect(sided('Radiographie du poignet', 'Fracture du poignet droit en mars 2022')).toHaveLength(1);
  });
});
