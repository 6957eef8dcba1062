import { describe, expect, it } from 'vitest';
import { groupFacts } from '../../src/summarise/grouping.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

/** Labels that are one thing, as they are grouped. */
function grouped(...labels: readonly string[]): readonly (readonly string[])[] {
  const dossier = new FakeDossier().document('a', '2026-01-01', 'Lettre', labels.join('. '));
  for (const label of labels) dossier.fact('a', label, { kind: 'condition' });
  return groupFacts(dossier.facts).map((group) => group.map(({ label }) => label));
}

describe('labels that are one thing', () => {
  it('are found by whichever of their words few others bear', () => {
    expect(grouped('fracture du poignet gauche', 'fracture du col', 'poignet fracture', 'fracture cheville')).toEqual([
      ['fracture du poignet gauche', 'poignet fracture'],
      ['fracture du col'],
      ['fracture cheville'],
    ]);
  });

  it('may bear one word twice', () => {
    expect(grouped('nodule et nodule', 'nodule froid')).toEqual([['nodule et nodule', 'nodule froid']]);
    expect(grouped('nodule froid', 'nodule et nodule')).toEqual([['nodule froid'], ['nodule et nodule']]);
  });
});

describe('a blood group', () => {
  const told = (...facts: readonly (readonly [date: string, label: string, concept: string])[]): number => {
    const dossier = new FakeDossier().document('a', '2026-01-01', 'Lettre', facts.map(([, label]) => label).join('. '));
    for (const [date, label, concept] of facts) dossier.fact('a', label, { kind: 'observation', date, concept });
    return groupFacts(dossier.facts).length;
  };

  it('is one line whenever a paper recalls it, and another with another sign', () => {
    const negative = 'groupe-sanguin:a-neg';
    const label = 'Groupe sanguin A rhésus négatif';
    expect(told(['2021-09-18', label, negative], ['2026-11-10', label, negative])).toBe(1);
    expect(told(['2021-09-18', label, negative], ['2026-10-03', 'Groupe sanguin A rhésus positif', 'groupe-sanguin:a-pos'])).toBe(2);
  });

  it('is alone in that: an examination of two days is two', () => {
    expect(
      told(
        ['2021-09-18', 'Échographie cervicale normale', 'examen:echographie'],
        ['2026-11-10', 'Échographie cervicale normale', 'examen:echographie'],
      ),
    ).toBe(2);
  });
});
