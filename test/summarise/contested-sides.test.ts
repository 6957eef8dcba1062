import { describe, expect, it } from 'vitest';
import { FakeDossier, statements } from '../fakes/fake-dossier.js';

const tear = { kind: 'condition', label: 'Rupture de la coiffe', concept: 'rupture-coiffe', importance: 3 } as const;
const dossier = (title: string): FakeDossier =>
  new FakeDossier()
    .document('scan', '2026-03-02', title, 'Rupture de la coiffe de l’épaule droite, rétraction stade 2.')
    .document('lettre', '2026-04-10', 'Lettre', 'ATCD : rupture de la coiffe de l’épaule gauche en 2026.')
    .document('autre', '2026-05-10', 'Lettre', 'Douleur. Rupture de la coiffe de l’épaule gauche.')
    .fact('scan', 'Rupture de la coiffe de l’épaule droite', {
      ...tear,
      label: 'Rupture de la coiffe de l’épaule droite',
      laterality: 'right',
    })
    .fact('lettre', 'rupture de la coiffe de l’épaule gauche', {
      ...tear,
      label: 'Rupture de la coiffe de l’épaule gauche',
      laterality: 'left',
    })
    .fact('autre', 'Rupture de la coiffe de l’épaule gauche', {
      ...tear,
      label: 'Rupture de la coiffe de l’épaule gauche',
      laterality: 'left',
    });

describe('a side that a report contradicts', () => {
  it('is told with its warning where the report of an examination bears the other side', () => {
    const synthesis = dossier('Scanner').summarise();
    const told = synthesis.sections.flatMap((section) => section.statements).filter(({ text }) => text.includes('épaule gauche'));
    expect(told.length).toBeGreaterThan(0);
    for (const { text, fact } of told) {
      expect(text).toContain('contredit par un compte rendu');
      expect(fact.qualifiers.reported).toBe(true);
    }
    expect(statements(synthesis).filter((text) => text.includes('épaule droite') && text.includes('contredit'))).toEqual([]);
  });

  it('is told as it is where letters alone disagree', () => {
    expect(statements(dossier('Lettre').summarise()).filter((text) => text.includes('contredit'))).toEqual([]);
  });
});
