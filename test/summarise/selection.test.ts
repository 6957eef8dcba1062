import { describe, expect, it } from 'vitest';
import { FakeDossier, statements } from '../fakes/fake-dossier.js';

const all = (dossier: FakeDossier): string => statements(dossier.summarise()).join('\n');

describe('what earns a line', () => {
  it('tells the conclusion of a report in its own sentences, without its signature', () => {
    const dossier = new FakeDossier().document(
      'echo',
      '2024-04-16',
      'Échographie abdominale',
      'CONCLUSION\nStéatose hépatique de grade 2.\nDr Jean AUZIER\nImages consultables 90 jours sur le portail.',
      { type: '18748-4' },
    );
    for (const quote of ['Stéatose hépatique de grade 2.', 'Dr Jean AUZIER', 'Images consultables 90 jours sur le portail.'])
      dossier.fact('echo', quote, { kind: 'observation', origin: 'rule:observation-conclusion' });
    const text = all(dossier);
    expect(text).toContain('Échographie abdominale : Stéatose hépatique de grade 2, le 16/04/2024');
    expect(text).not.toMatch(/AUZIER|consultables/);
  });

  it('leaves out free sentences of letters, old symptoms and old plans, and keeps recent ones', () => {
    const dossier = new FakeDossier()
      .document('old', '2020-01-10', 'Lettre de consultation', 'Il tousse depuis hier. Contrôle dans 3 mois. Évolution simple.')
      .document('new', '2026-10-01', 'Lettre de consultation', 'Vertiges ce matin. Je le revois dans 3 mois.')
      .fact('old', 'tousse', { kind: 'condition', label: 'Toux', importance: 1 })
      .fact('old', 'Contrôle dans 3 mois.', { kind: 'plan' })
      .fact('old', 'Évolution simple.', { kind: 'observation', origin: 'rule:observation-course' })
      .fact('new', 'Vertiges', { kind: 'condition', importance: 1 })
      .fact('new', 'Je le revois dans 3 mois.', { kind: 'plan' });
    const text = all(dossier);
    expect(text).not.toMatch(/Toux|Contrôle|Évolution/);
    expect(text).toMatch(/Vertiges[\s\S]*Je le revois/);
  });

  it('does not take a serology, an empty box or a companion for the patient', () => {
    const dossier = new FakeDossier()
      .document('a', '2026-09-08', 'Consultation', 'Sérologie toxoplasmose à faire. Compagnon fumeur, 10 cigarettes par jour.')
      .fact('a', 'Sérologie toxoplasmose à faire.', { kind: 'condition', label: 'Toxoplasmose' })
      .fact('a', 'Compagnon fumeur, 10 cigarettes par jour.', { kind: 'lifestyle', label: 'Tabac', origin: 'rule:lifestyle-tabac' });
    expect(all(dossier)).not.toMatch(/Toxoplasmose|Tabac/);
  });

  it('says of a follow-up that it was done, that nothing shows it, or nothing while its time has not come', () => {
    const dossier = new FakeDossier()
      .document('a', '2025-06-01', 'Lettre de consultation', 'Coloscopie à prévoir. Densitométrie à prévoir.')
      .document('b', '2026-10-01', 'Lettre de consultation', 'TSH à contrôler dans 3 mois.')
      .document('c', '2026-01-20', 'Compte rendu de coloscopie', 'Coloscopie totale normale.')
      .fact('a', 'Coloscopie à prévoir.', { kind: 'plan' })
      .fact('a', 'Densitométrie à prévoir.', { kind: 'plan' })
      .fact('b', 'TSH à contrôler dans 3 mois.', { kind: 'plan' })
      .fact('c', 'Coloscopie totale', { kind: 'procedure', status: 'past' });
    const text = all(dossier);
    expect(text).toMatch(/Coloscopie à prévoir.*fait le 20\/01\/2026/);
    expect(text).toMatch(/Densitométrie à prévoir.*aucune trace dans les documents lus/);
    expect(text).toMatch(/TSH à contrôler dans 3 mois\.?$/m);
  });
});

describe('labels', () => {
  it('prefers a name to one that ran on into its sentence, and lets the precise kind take in the general one', () => {
    const dossier = new FakeDossier()
      .document('a', '2025-01-01', 'Lettre', 'Maladie cœliaque sous régime. Diabète de dix ans.')
      .document('b', '2026-01-01', 'Lettre', 'Maladie cœliaque. Diabète de type 1.')
      .fact('a', 'Maladie cœliaque sous régime', { kind: 'condition', concept: 'maladie-coeliaque' })
      .fact('b', 'Maladie cœliaque', { kind: 'condition', concept: 'maladie-coeliaque' })
      .fact('a', 'Diabète de dix ans', { kind: 'condition', concept: 'diabete' })
      .fact('b', 'Diabète de type 1', { kind: 'condition', concept: 'diabete-type-1' });
    const told = dossier.summarise().sections.flatMap((section) => section.statements);
    expect(told.map((one) => one.fact.label).toSorted()).toEqual(['Diabète de type 1', 'Maladie cœliaque']);
  });
});
