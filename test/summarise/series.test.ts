import { expect, it } from 'vitest';
import { FakeDossier } from '../fakes/fake-dossier.js';

it('takes a limit told in a letter for no measure, once a laboratory has given numbers', () => {
  const dossier = new FakeDossier()
    .document('a', '2026-10-05', 'Résultats d’analyses', 'DFG estimé 41 mL/min')
    .document('b', '2026-10-20', 'Lettre de consultation', 'Metformine : DFG sous 45, je réduis la dose. Le DFG à 43 ce jour.')
    .fact('a', 'DFG estimé 41 mL/min', {
      kind: 'observation',
      label: 'DFG estimé',
      concept: 'value:dfg',
      value: { text: '41', number: 41, unit: 'mL/min' },
    })
    .fact('b', 'Metformine : DFG sous 45, je réduis la dose.', {
      kind: 'observation',
      label: 'DFG estimé',
      concept: 'value:dfg',
      value: { text: '45', number: 45 },
    })
    .fact('b', 'Le DFG à 43 ce jour.', {
      kind: 'observation',
      label: 'DFG estimé',
      concept: 'value:dfg',
      value: { text: '43', number: 43 },
    });
  const values = dossier.summarise().series.flatMap(({ points }) => points.map(({ value }) => value));
  expect(values).toEqual([41, 43]);
});
