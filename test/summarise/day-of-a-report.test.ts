import { expect, it } from 'vitest';
import type { Fact } from '../../src/domain/fact.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

const act: Partial<Fact> & { readonly kind: Fact['kind'] } = {
  kind: 'procedure',
  label: "Échocardiographie d'effort",
  concept: 'echographie-cardiaque-de-stress',
  status: 'past',
  importance: 2,
};

/** An act told to the month by a letter, and by another document without a day of its own. */
const linesOf = (type: string, title: string): string[] =>
  new FakeDossier()
    .document('a', '2025-02-11', title, "Échocardiographie d'effort maximale.", { type })
    .fact('a', "Échocardiographie d'effort", { ...act, date: '2025-02-11', dateSource: 'document' })
    .document('b', '2025-10-06', 'Lettre de consultation', "Échocardiographie d'effort de février 2025 négative.", { type: '11488-4' })
    .fact('b', "Échocardiographie d'effort de février 2025", { ...act, date: '2025-02', dateSource: 'text' })
    .summarise()
    .sections.flatMap(({ statements }) => statements.map(({ text }) => text))
    .filter((text) => text.includes('effort'));

it('dates an act by the day of its own report where a letter tells the month', () => {
  expect(linesOf('18748-4', "Échocardiographie d'effort")).toEqual(["Échocardiographie d'effort, le 11/02/2025"]);
});

it('takes no day from a letter of that month that only recalls the act', () => {
  expect(linesOf('11488-4', 'Lettre de cardiologie')).toEqual(["Échocardiographie d'effort, en février 2025"]);
});
