import { expect, it } from 'vitest';
import { toContract } from '../../src/summarise/contract.js';
import { FakeDossier, statements } from '../fakes/fake-dossier.js';

it('names a drug as everybody does beside its international name, in the line and in the contract', () => {
  const synthesis = new FakeDossier()
    .document('a', '2026-01-05', 'Ordonnance', 'KARDEGIC 75 mg. Ramipril 5 mg.', { type: '57833-6' })
    .drug('a', 'KARDEGIC 75 mg', { dci: 'acide acétylsalicylique', brand: 'KARDEGIC', strength: '75 mg', event: 'prescribed' })
    .drug('a', 'Ramipril 5 mg', { dci: 'ramipril', strength: '5 mg', event: 'prescribed' })
    .summarise({ referenceDate: '2026-02-01' });
  expect(statements(synthesis).join('\n')).toContain('Acide acétylsalicylique (aspirine, KARDEGIC) 75 mg');
  const files = new Map(synthesis.documents.map((document) => [document.id, document]));
  expect(
    toContract(synthesis, files)
      .treatments.current.map(({ label }) => label)
      .toSorted(),
  ).toEqual(['acide acétylsalicylique (aspirine)', 'ramipril']);
});
