import { describe, expect, it } from 'vitest';
import { summarise, synthesisCore, type SynthesisCore } from '../../src/summarise/summarise.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

const letter = (id: string, date: string, text: string, dossier = new FakeDossier()): FakeDossier =>
  dossier.document(id, date, 'Lettre de consultation', text, { type: '11488-4' });

describe('stops that are only warnings', () => {
  const prescribed = (): FakeDossier =>
    letter('a', '2026-05-01', 'Apixaban 5 mg matin et soir.').drug('a', 'Apixaban 5 mg matin et soir.', {
      dci: 'apixaban',
      strength: '5 mg',
      frequency: 'matin et soir',
      event: 'prescribed',
    });

  it.each([
    ['Ne jamais arrêter l’apixaban sans avis.', 'contraindicated'],
    ['Danger de l’association au millepertuis, apixaban.', 'contraindicated'],
    ['Ne pas faire l’apixaban avant d’avoir revu la créatinine.', 'contraindicated'],
  ] as const)('keeps the drug current: %s', (quote, event) => {
    const dossier = letter('b', '2026-10-01', quote, prescribed()).drug('b', quote, { dci: 'apixaban', event });
    expect(dossier.summarise().treatments.current.map((one) => one.label)).toEqual(['apixaban']);
  });

  it('ends it where a letter stops it, whatever a copied list repeats', () => {
    const dossier = letter('b', '2026-08-01', 'J’arrête l’apixaban. Puis rien.', prescribed());
    dossier.drug('b', 'J’arrête l’apixaban.', { dci: 'apixaban', event: 'stopped' });
    letter('c', '2026-10-01', 'Traitement recopié de la lettre de mai : apixaban 5 mg.', dossier).drug(
      'c',
      'Traitement recopié de la lettre de mai : apixaban 5 mg.',
      { dci: 'apixaban', strength: '5 mg', event: 'listed' },
    );
    const { treatments, vigilance } = dossier.summarise();
    expect(treatments.current).toEqual([]);
    expect(vigilance.find((item) => item.rule === 'vigilance:listed-after-stop')?.text).toMatch(
      /^Apixaban : arrêté le 01\/08\/2026 \(.*\), encore écrit \(.*01\/10\/2026\)$/,
    );
  });

  it.each([
    ['2026-07', 0],
    ['2026-03', 1],
  ])('a later list that tells of the course of %s contradicts its stop %i times', (date, times) => {
    const dossier = letter('b', '2026-08-01', 'Lévofloxacine arrêtée le 17/07. Puis rien.', prescribed());
    dossier.drug(
      'b',
      'Lévofloxacine arrêtée le 17/07.',
      { dci: 'lévofloxacine', event: 'stopped' },
      { date: '2026-07-17', dateSource: 'text' },
    );
    letter('c', '2026-10-01', 'Lévofloxacine, été : tendinopathie.', dossier).drug(
      'c',
      'Lévofloxacine, été : tendinopathie.',
      { dci: 'lévofloxacine', event: 'listed' },
      { date, dateSource: 'text' },
    );
    const { vigilance } = dossier.summarise();
    expect(vigilance.filter((item) => item.rule === 'vigilance:listed-after-stop')).toHaveLength(times);
  });

  it('tells a drug written against and never taken beside the allergies, not as stopped', () => {
    const dossier = letter('a', '2026-05-01', 'Kétoprofène contre-indiqué.').drug('a', 'Kétoprofène contre-indiqué.', {
      dci: 'kétoprofène',
      event: 'contraindicated',
    });
    const { treatments, sections } = dossier.summarise();
    expect(treatments.stopped).toEqual([]);
    expect(sections.find((section) => section.code === '48765-2')?.statements.map((one) => one.text)).toEqual([
      'Kétoprofène : écrit comme à ne pas donner ou à éviter (01/05/2026)',
    ]);
  });
});

describe('doses', () => {
  it.each([
    ['1000 à 500 mg', 'matin et soir', '500 mg, matin et soir'],
    ['80 mg', 'Si l’objectif n’est toujours pas atteint', '80 mg'],
    ['5 mg', 'Si le', '5 mg'],
    ['1 à 2 comprimés', 'par jour', '1 à 2 comprimés, par jour'],
  ])('%s, %s is told as %s', (strength, frequency, told) => {
    const text = `Metformine ${strength} ${frequency} de 500.`;
    const dossier = letter('a', '2026-05-01', text).drug('a', text, { dci: 'metformine', strength, frequency, event: 'prescribed' });
    expect(dossier.summarise().treatments.current[0]?.dose).toBe(told);
  });

  it('believes a prescription before an older dose in a list of the same weeks, and says the other', () => {
    const older = { dci: 'lévothyroxine', brand: 'LEVOTHYROX', strength: '100', event: 'listed' } as const;
    const dossier = letter('list', '2026-09-22', 'LEVOTHYROX 100')
      .drug('list', 'LEVOTHYROX 100', older)
      .document('before', '2026-03-02', 'Courrier', 'LEVOTHYROX 100')
      .drug('before', 'LEVOTHYROX 100', older)
      .document('ordo', '2026-09-08', 'Ordonnance', 'LEVOTHYROX 75 µg le matin', { type: '57833-6' })
      .drug('ordo', 'LEVOTHYROX 75 µg le matin', {
        dci: 'lévothyroxine',
        brand: 'LEVOTHYROX',
        strength: '75 µg',
        frequency: 'le matin',
        event: 'prescribed',
      });
    const [current] = dossier.summarise().treatments.current;
    expect(current?.dose).toBe('75 µg, le matin');
    expect(current?.note).toContain('100');
  });
});

describe('the core of a dossier', () => {
  it('serves every reason as if it had been made for it, also when it was written down meanwhile', () => {
    const dossier = letter('a', '2026-05-01', 'Apixaban 5 mg. Bisoprolol 1 mg. Allergie à la pénicilline.')
      .drug('a', 'Apixaban 5 mg.', { dci: 'apixaban', strength: '5 mg', event: 'started' })
      .drug('a', 'Bisoprolol 1 mg.', { dci: 'bisoprolol', strength: '1 mg', event: 'prescribed' })
      .fact('a', 'Allergie à la pénicilline', { kind: 'allergy', importance: 3, allergy: { certainty: 'confirmed', intolerance: false } });
    const shared = {
      patient: { firstNames: ['Jeanne'], birthDate: '1955-04-02' },
      documents: dossier.documents,
      pages: dossier.page,
      facts: dossier.facts,
      referenceDate: '2026-11-16',
    };
    const written = JSON.parse(JSON.stringify(synthesisCore(shared))) as SynthesisCore;
    for (const reason of [undefined, 'douleur thoracique', "renouvellement d'ordonnance"]) {
      const input = {
        ...shared,
        ...(reason === undefined ? {} : { reason }),
        relevance: [],
        answers: [],
        models: [],
        version: 'test',
        generatedAt: '2026-11-16T08:00:00Z',
      };
      expect(JSON.stringify(summarise(input, written))).toBe(JSON.stringify(summarise(input)));
    }
  });
});
