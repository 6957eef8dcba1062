import { describe, expect, it } from 'vitest';
import { FakeDossier } from '../../fakes/fake-dossier.js';
import { timelineOf } from '../../fakes/timeline-of.js';

describe('what a paper is told by', () => {
  const note = (title = 'Courrier'): FakeDossier =>
    new FakeDossier()
      .document(
        'a',
        '2026-10-28',
        title,
        'PA 162/95. Poids 104 kg. Personne de confiance : sa fille. IRM de l’épaule. Goutte. Metformine 1 g.',
      )
      .fact('a', 'PA 162/95', { kind: 'observation', label: 'Pression artérielle 162/95', concept: 'value:ta', importance: 2 })
      .fact('a', 'Poids 104 kg', { kind: 'observation', label: 'Poids 104 kg', concept: 'value:poids', importance: 2 })
      .fact('a', 'Personne de confiance : sa fille', { kind: 'directive', label: 'Personne de confiance : sa fille', importance: 2 })
      .drug('a', 'Metformine 1 g', { dci: 'metformine', event: 'listed', dose: '1 g' }, { importance: 3 });

  it('is the illness before what was measured in passing, and no drug that only goes on', () => {
    const made = note().fact('a', 'Goutte', { kind: 'condition', label: 'Goutte', importance: 1 });
    expect(timelineOf(made).get('2026-10-28')).toBe('Courrier : Goutte, Personne de confiance : sa fille, Pression artérielle 162/95');
  });

  it('is not the examination that its title names', () => {
    const made = note('IRM épaule').fact('a', 'IRM de l’épaule', { kind: 'procedure', label: 'IRM de l’épaule', importance: 2 });
    expect(timelineOf(made).get('2026-10-28')).toMatch(/^IRM épaule : Personne/);
  });
});
