import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/domain/fact.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

type Part = Partial<Omit<Fact, 'citations' | 'documentId' | 'qualifiers'>> & { readonly kind: Fact['kind'] };

const dated = (date: string): Partial<Fact> => ({ date, dateSource: 'text' });
const ofThePaper = (date: string): Partial<Fact> => ({ date, dateSource: 'document' });

const timeline = (made: FakeDossier): ReadonlyMap<string, string> =>
  new Map(
    made
      .summarise({ patient: { birthDate: '1980-02-01', firstNames: ['Ada'], birthName: 'TEST' } })
      .timeline.map(({ date, label }) => [date, label]),
  );

describe('a stay for an operation', () => {
  const stay = (cause: Part, cameBy = '2026-01-01'): FakeDossier =>
    new FakeDossier()
      .document('u', cameBy, 'Passage aux urgences', 'Douleur.', { type: '34111-5' })
      .document(
        's',
        '2026-03-09',
        "Compte rendu d'hospitalisation",
        'Hospitalisation du 04/03/2026 au 09/03/2026. Obésité. Sleeve gastrectomie le 05/03/2026. IRBESARTAN arrêté.',
        { type: '34112-3' },
      )
      .fact('u', 'Douleur', { kind: 'condition', label: 'Douleur', ...ofThePaper(cameBy) })
      .fact('s', 'Obésité', cause)
      .fact('s', 'Sleeve gastrectomie le 05/03/2026', {
        kind: 'procedure',
        label: 'Sleeve gastrectomie',
        importance: 3,
        ...dated('2026-03-05'),
      })
      .drug('s', 'IRBESARTAN arrêté', { dci: 'irbésartan', event: 'stopped' }, { importance: 3, ...ofThePaper('2026-03-09') });
  const known: Part = { kind: 'condition', label: 'Obésité', importance: 1, ...ofThePaper('2026-03-04') };

  it('is told by it, with what was changed on leaving', () => {
    const told = timeline(stay(known));
    expect([...told.keys()]).toEqual(['2026-01-01', '2026-03-05']);
    expect(told.get('2026-03-05')).toBe("Sleeve gastrectomie ; à la sortie : arrêt d'irbésartan");
  });

  it.each([
    ['an illness brought the patient in', stay({ ...known, label: 'Occlusion', importance: 3 })],
    ['an emergency sheet comes before it', stay(known, '2026-03-03')],
  ])('keeps its days where %s', (_, made) => {
    expect([...timeline(made).keys()]).toEqual(expect.arrayContaining(['2026-03-04', '2026-03-05', '2026-03-09']));
  });

  it.each([
    ['an antiplatelet that was begun', 'clopidogrel', 'B01AC04', true],
    ['the heparin of the stay', 'énoxaparine', 'B01AB05', false],
  ])('tells of its days %s: %s', (_, dci, atc, told) => {
    const made = stay(known).document('l', '2026-03-20', 'Courrier', `${dci} débuté le 07/03/2026.`);
    made.drug('l', `${dci} débuté le 07/03/2026`, { dci, atc, event: 'started' }, { importance: 3, ...dated('2026-03-07') });
    expect(timeline(made).has('2026-03-07')).toBe(told);
  });

  it('tells weeks of rehabilitation once', () => {
    const made = new FakeDossier()
      .document('r', '2026-05-15', 'Compte rendu de réadaptation cardiaque', 'Séjour du 17/04/2026 au 15/05/2026. Lumbago.', {
        type: '34112-3',
      })
      .fact('r', 'Lumbago', { kind: 'condition', label: 'Lumbago', importance: 2, ...ofThePaper('2026-04-17') });
    expect([...timeline(made).keys()]).toEqual(['2026-05-15']);
  });
});
