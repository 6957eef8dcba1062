import { expect, test } from 'vitest';
import { typedDocument } from '../../../eval/typed-document.js';
import { extractFacts } from '../../../src/extract/understand.js';

const conditions = (text: string): readonly string[] =>
  extractFacts(typedDocument({ id: 'd', title: 'Consultation', text, date: '2026-03-02' }), {
    patient: { firstNames: [], birthDate: '1950-01-01', sex: 'F' },
    entries: [],
  })
    .filter(({ kind, status, qualifiers }) => kind === 'condition' && status !== 'absent' && !qualifiers.negated)
    .map(({ label }) => label);

test.each([
  ['On lui a remis la plaquette « Glaucome : mes gouttes, mes yeux ».'],
  ['Inscrite à l’atelier « Vivre avec une insuffisance cardiaque » du jeudi.'],
  ['Elle adhère à la Fédération française des diabétiques.'],
  ['Dossier transmis au centre de référence des vascularites.'],
  ['Adresse de France Alzheimer donnée à la fille.'],
  ['Vaccin à l’automne contre la bronchiolite.'],
  ['Bas de contention un mois contre la phlébite.'],
  ['Consigne : hématurie = appeler le service.'],
  ['Dyspnée ou œdèmes → urgences.'],
  ['Signaler sans délai une fièvre, un ictère.'],
  ['Signes à connaître : hypoglycémie, sueurs.'],
])('what is only the name of a paper or a body, or a sign to act on, is no illness: %s', (text) => {
  expect(conditions(text)).toEqual([]);
});

test.each([
  ['Elle prend un traitement contre l’asthme.', 'asthme'],
  ['Revenue aux urgences pour une phlébite.', 'phlebite'],
  ['Diabète : suivi en mars.', 'diabete'],
  ['Il dit « j’ai un glaucome ».', 'glaucome'],
])('what is told stays: %s', (text, told) => {
  const plain = conditions(text).join().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  expect(plain).toContain(told);
});

test('boxes answered by a letter', () => {
  expect(conditions('Asthme ☐O ☒N   Diabète ☒O ☐N').join()).toMatch(/^[^,]*[Dd]iab[^,]*$/);
});
