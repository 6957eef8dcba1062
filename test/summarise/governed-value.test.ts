import { expect, it } from 'vitest';
import type { Fact } from '../../src/domain/fact.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

const nodule = { kind: 'condition', label: 'Nodule du lobe supérieur gauche', status: 'active', importance: 2 } as const;
const size = (number: number): Pick<Fact, 'value'> => ({ value: { text: String(number), number, unit: 'mm' } });
const linesOf = (dossier: FakeDossier): readonly string[] => [
  ...new Set(
    dossier
      .summarise()
      .sections.flatMap(({ statements }) => statements.flatMap(({ text, fact }) => (fact.kind === 'condition' ? [text] : []))),
  ),
];

it('tells the measure that its source gives with a name', () => {
  const dossier = new FakeDossier()
    .document('a', '2025-03-12', 'Compte rendu de coloscopie', 'Une désaturation à 84 % sous propofol.')
    .document('b', '2025-06-02', 'Lettre de consultation', 'Sa désaturation à la coloscopie.')
    .fact('a', 'Une désaturation à 84 % sous propofol', {
      kind: 'condition',
      label: 'Désaturation',
      concept: 'desaturation',
      status: 'active',
      importance: 2,
      date: '2025-03-12',
      value: { text: '84', number: 84, unit: '%' },
    })
    .fact('b', 'Sa désaturation', { kind: 'condition', label: 'Désaturation', concept: 'desaturation', status: 'active', importance: 2 });
  expect(linesOf(dossier)).toEqual(['Désaturation 84 %, le 12/03/2025']);
});

it('tells the last measure, with its day where the line has another', () => {
  const dossier = new FakeDossier()
    .document('a', '2024-02-06', 'Compte rendu de scanner', 'Nodule du lobe supérieur gauche, 6 mm.')
    .document('b', '2026-11-03', 'Lettre de consultation', 'Le nodule du lobe supérieur gauche mesure 9 mm.')
    .fact('a', 'Nodule du lobe supérieur gauche, 6 mm', { ...nodule, ...size(6), date: '2024-02-06', dateSource: 'text' })
    .fact('b', 'Le nodule du lobe supérieur gauche mesure 9 mm', { ...nodule, ...size(9), date: '2026-11-03', dateSource: 'document' });
  expect(linesOf(dossier)).toEqual(['Nodule du lobe supérieur gauche (9 mm le 03/11/2026), le 06/02/2024']);
});

it('tells of the line what a history tells without a day', () => {
  const loss = { kind: 'condition', label: 'Hémorragie du post-partum', status: 'past', importance: 2 } as const;
  const dossier = new FakeDossier()
    .document('a', '2026-11-12', 'Lettre de consultation', 'Hémorragie du post-partum 1 400 mL.')
    .document('b', '2026-10-01', 'Lettre de consultation', 'Hémorragie du post-partum en 2021.')
    .fact('a', 'Hémorragie du post-partum 1 400 mL', { ...loss, value: { text: '1 400', number: 1400, unit: 'mL' } })
    .fact('b', 'Hémorragie du post-partum en 2021', { ...loss, date: '2021', dateSource: 'text' });
  expect(linesOf(dossier)).toEqual(['Hémorragie du post-partum 1 400 mL, en 2021, antécédent']);
});

it('tells a name alone rather than a measure that its source does not hold', () => {
  const dossier = new FakeDossier()
    .document('a', '2024-02-06', 'Compte rendu de scanner', 'Nodule du lobe supérieur gauche.')
    .fact('a', 'Nodule du lobe supérieur gauche', { ...nodule, ...size(6) });
  expect(linesOf(dossier)).toEqual(['Nodule du lobe supérieur gauche']);
});

it.each([
  ['Confusion sous tramadol dès la deuxième prise', 'syndrome-confusionnel', 'Confusion sous tramadol'],
  ['Asthme allergique sous FLIXOTIDE', 'asthme', 'Asthme allergique'],
  ['Douleur du genou sous la rotule', 'douleur', 'Douleur du genou'],
  ['Deux chutes en six mois', 'chute', 'Chutes répétées : deux chutes en six mois'],
  ['Trois chutes sur les 12 derniers mois', 'chute', 'Chutes répétées : trois chutes sur les 12 derniers mois'],
  // Over a longer time they are counted only.
  ['Deux chutes en trois ans', 'chute', 'Deux chutes en trois ans'],
  ['Diabète en dix ans', 'diabete', 'Diabète'],
])('tells what came under a drug with it, and a lasting illness without what treats it: %s', (label, concept, told) => {
  const dossier = new FakeDossier()
    .document('a', '2024-02-06', 'Lettre de consultation', `${label}.`)
    .fact('a', label, { kind: 'condition', label, concept, status: 'active', importance: 2 });
  expect(linesOf(dossier)).toEqual([told]);
});
