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

it('shows the laboratory’s value as the last of a day that a letter copies wrongly', () => {
  const dossier = new FakeDossier()
    .document('a', '2026-10-05', 'Compte rendu de biologie', 'TSH 4,38 mUI/L')
    .document('b', '2026-10-13', 'Lettre de consultation', 'Biologie du 05/10 : TSH 3,48')
    .fact('a', 'TSH 4,38 mUI/L', {
      kind: 'observation',
      label: 'TSH',
      concept: 'value:tsh',
      value: { text: '4,38', number: 4.38, unit: 'mUI/L' },
      date: '2026-10-05',
      dateSource: 'document',
    })
    .fact('b', 'TSH 3,48', {
      kind: 'observation',
      label: 'TSH',
      concept: 'value:tsh',
      value: { text: '3,48', number: 3.48 },
      date: '2026-10-05',
      dateSource: 'text',
    });
  expect(dossier.summarise().series[0]?.points.map(({ value }) => value)).toEqual([3.48, 4.38]);
});
