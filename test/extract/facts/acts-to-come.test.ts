import { expect, test } from 'vitest';
import { typedDocument } from '../../../eval/typed-document.js';
import { extractFacts } from '../../../src/extract/understand.js';

const done = (text: string): readonly string[] =>
  extractFacts(typedDocument({ id: 'd', title: 'Consultation', text, date: '2026-03-02' }), {
    patient: { firstNames: [], birthDate: '1950-01-01', sex: 'F' },
    entries: [],
  })
    .filter(({ kind, status }) => kind === 'procedure' && status === 'past')
    .map(({ label }) => label);

test.each([
  ['Mammographie à 6 mois par prudence.'],
  ['Ablation des agrafes J10 par l’infirmière.'],
  ['Échographie de contrôle à la rentrée.'],
  ['Masse annexielle ? -> IRM.'],
  ['Ronchopathie → polygraphie en ville.'],
  ['HGPO à 3 mois.'],
])('what is still to come is told as a plan alone: %s', (text) => {
  expect(done(text)).toEqual([]);
});

test.each([['Scanner de contrôle à 3 mois : stable.'], ['Chute → scanner cérébral : hématome.'], ['IRM de contrôle faite ce jour.']])(
  'what was done stays done: %s',
  (text) => {
    expect(done(text)).not.toEqual([]);
  },
);
