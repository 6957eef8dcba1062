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
