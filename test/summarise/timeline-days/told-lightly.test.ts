import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../src/domain/fact.js';
import { FakeDossier } from '../../fakes/fake-dossier.js';
import { dated, days, ofThePaper, timelineOf, type Part } from '../../fakes/timeline-of.js';

describe('what is told of a day, however lightly', () => {
  const refusal = (label: string): Part => ({
    kind: 'directive',
    label,
    importance: 2,
    origin: 'rule:refusal',
    date: '2024-10-09',
    dateSource: 'section',
  });
  const drug = (dci: string, atc: string, event: NonNullable<Fact['medication']>['event'], brand?: string): Part => ({
    kind: 'medication',
    label: dci,
    importance: 2,
    status: event === 'not-taken' ? 'absent' : 'active',
    medication: { dci, atc, event, ...(brand === undefined ? {} : { brand }) },
    ...dated('2024-10-09'),
  });

  it('is the first naming of a drug that goes on, in whatever words, and no antibiotic', () => {
    const made = new FakeDossier()
      .document('x', '2026-10-20', 'Export dossier', 'TSH 9,8 -> Levothyrox 50. Amox 1 g. Levothyrox 75.', { type: 'AUTRE' })
      .drug('x', 'Levothyrox 50', { dci: 'lévothyroxine', atc: 'H03AA01', event: 'listed' }, { importance: 3, ...dated('2016-12-05') })
      .drug('x', 'Levothyrox 75', { dci: 'lévothyroxine', atc: 'H03AA01', event: 'listed' }, { importance: 3, ...dated('2019-01-08') })
      .drug('x', 'Amox 1 g', { dci: 'amoxicilline', atc: 'J01CA04', event: 'listed' }, { importance: 2, ...dated('2018-02-03') });
    expect([...timelineOf(made).keys()]).toEqual(['2016-12-05']);
  });

  it.each<[string, Part, boolean]>([
    ['HGPO le 5 octobre 2024, normale', { kind: 'procedure', label: 'HGPO', importance: 1, ...dated('2024-10-05') }, true],
    ['Holter le 5 octobre 2024, normal', { kind: 'procedure', label: 'Holter', importance: 1, ...dated('2024-10-05') }, false],
    [
      'Trois crises focales (4 décembre 2024, 29 janvier 2025)',
      { kind: 'condition', label: 'Trois crises focales', importance: 2, ...dated('2025-01-29') },
      true,
    ],
  ])('%s', (sentence, part, told) => expect(days(sentence, part).includes(part.date ?? '')).toBe(told));

  it.each<[string, string, Part, boolean]>([
    [
      'an act that was refused',
      '09/10/2024 cardio : a parlé d’ablation, il refuse',
      refusal('09/10/2024 cardio : a parlé d’ablation, il refuse'),
      true,
    ],
    ['a vaccine that was refused', '09/10/2024 refuse le vaccin covid', refusal('Refuse le vaccin covid'), false],
    ['a dose that was not given', 'PROLIA prévu le 09/10/2024 : pas fait', drug('dénosumab', 'M05BX04', 'not-taken'), true],
    [
      'a drug of every day that was not taken',
      'Ramipril non pris le 09/10/2024 : pas fait',
      drug('ramipril', 'C09AA05', 'not-taken'),
      false,
    ],
    ['an injection done', '09/10/2024 Prolia fait par l’IDE', drug('dénosumab', 'M05BX04', 'listed', 'Prolia'), true],
    [
      'a drug of which nothing was done',
      '09/10/2024 Prolia, a fait une chute',
      { ...drug('dénosumab', 'M05BX04', 'listed', 'Prolia'), importance: 1 },
      false,
    ],
    ['a first dose', 'RITALINE 10 mg, première prise le 09/10/2024', drug('méthylphénidate', 'N06BA04', 'prescribed'), true],
    [
      'a device taken out in a month',
      'Holter retiré en octobre 2024',
      { kind: 'device', label: 'Holter implantable', importance: 2, status: 'stopped', ...dated('2024-10') },
      true,
    ],
    [
      'a device that is there',
      'Holter en octobre 2024',
      { kind: 'device', label: 'Holter implantable', importance: 2, ...dated('2024-10') },
      false,
    ],
    [
      'a device looked at',
      'Cicatrice du DAI propre le 09/10/2024',
      { kind: 'procedure', label: 'Cicatrice DAI propre', importance: 2, origin: 'rule:dated-event', ...dated('2024-10-09') },
      false,
    ],
    [
      'a device changed',
      'Boîtier du DAI changé le 09/10/2024',
      { kind: 'procedure', label: 'Boîtier du DAI changé', importance: 2, origin: 'rule:dated-event', ...dated('2024-10-09') },
      true,
    ],
    [
      'a light examination',
      'ECG du 09/10/2024 : rythme sinusal',
      { kind: 'procedure', label: 'ECG', importance: 1, origin: 'rule:dated-event', ...dated('2024-10-09') },
      false,
    ],
    [
      'a night of palpitations',
      'Palpitations le 09/10/2024, 4 heures',
      { kind: 'condition', label: 'Palpitations', importance: 1, concept: 'palpitations', ...dated('2024-10-09') },
      true,
    ],
    [
      'the end of drinking',
      'Sevrage de l’alcool en octobre 2024',
      { kind: 'lifestyle', label: 'Alcool sevré', concept: 'mode-de-vie-alcool', importance: 2, status: 'past', ...dated('2024-10') },
      true,
    ],
  ])('is %s: %s', (_, sentence, part, told) => {
    expect(days(sentence, part).includes(part.date ?? '')).toBe(told);
  });

  it('says that a dose was not given, and drops the day of the note', () => {
    const label = (sentence: string, part: Part): string =>
      timelineOf(new FakeDossier().document('a', '2026-10-28', 'Courrier', sentence, { type: '11488-4' }).fact('a', sentence, part)).get(
        '2024-10-09',
      ) ?? '';
    expect(label('PROLIA prévu le 09/10/2024 : pas fait', drug('dénosumab', 'M05BX04', 'not-taken'))).toBe('Dose non faite : dénosumab');
    const said = '09/10/2024 cardio : a parlé d’ablation, il refuse';
    expect(label(said, refusal(said))).toBe('Cardio : a parlé d’ablation, il refuse');
  });

  it('is a diagnosis that a letter announces after the biopsy, and no letter that only repeats it', () => {
    const letter = (concept: string): FakeDossier =>
      new FakeDossier()
        .document('f', '2026-01-05', 'Courrier', 'Diabète.')
        .document('c', '2026-03-17', 'Consultation', 'Ponction-biopsie le 10/03/2026. Myélome multiple.')
        .fact('f', 'Diabète', { kind: 'condition', label: 'Diabète', concept: 'diabete', importance: 3 })
        .fact('c', 'Ponction-biopsie le 10/03/2026', {
          kind: 'procedure',
          label: 'Ponction-biopsie',
          importance: 3,
          ...dated('2026-03-10'),
        })
        .fact('c', 'Myélome multiple', {
          kind: 'condition',
          label: 'Myélome multiple',
          concept,
          importance: 3,
          ...ofThePaper('2026-03-17'),
        });
    expect([...timelineOf(letter('myelome')).keys()]).toEqual(['2026-01-05', '2026-03-10', '2026-03-17']);
    expect([...timelineOf(letter('diabete')).keys()]).toEqual(['2026-01-05', '2026-03-10']);
  });

  it('is a myeloma whose antibody is named, and no illness of a serology', () => {
    const illness = (sentence: string, label: string): readonly string[] =>
      days(sentence, { kind: 'condition', label, importance: 3, ...dated('2024-10-09') });
    expect(illness('Myélome multiple à IgG kappa le 09/10/2024.', 'Myélome multiple')).toContain('2024-10-09');
    expect(illness('Toxoplasmose IgG le 09/10/2024.', 'Toxoplasmose')).not.toContain('2024-10-09');
  });

  it('is each crisis, by its month at least', () => {
    const part: Part = { kind: 'condition', label: 'Trois crises focales', importance: 1, ...dated('2024-10') };
    expect(days('Trois crises focales : octobre 2024 et janvier 2025', part)).toContain('2024-10');
    expect(days('Trois crises de goutte : octobre 2024', { ...part, label: 'Trois crises de goutte' })).not.toContain('2024-10');
  });

  it('is the arrival at an emergency department, not the day on which its sheet was closed', () => {
    const sheet = (head: string): readonly string[] => [
      ...timelineOf(
        new FakeDossier()
          .document('u', '2026-02-20', 'Fiche de passage aux urgences', `${head}\nExacerbation de BPCO.`, { type: '34111-5' })
          .fact('u', 'Exacerbation de BPCO', { kind: 'condition', label: 'Exacerbation', importance: 3, ...ofThePaper('2026-02-20') }),
      ).keys(),
    ];
    expect(sheet('FICHE DE PASSAGE  19/02/2026   arrivée 09:14   sortie 20/02')).toEqual(['2026-02-19']);
    expect(sheet('Arrivée 19/02/2026 à 09 h')).toEqual(['2026-02-19']);
    expect(sheet('Consultation précédente : 03/02/2026 arrivée 09:14')).toEqual(['2026-02-20']);
  });

  it('is no print of notes of several days, which have their own', () => {
    const text = '23/10 chute dans la chambre\n02/11 malaise au lever\n09/11 crise convulsive\nPacemaker';
    const book = (title: string): readonly string[] => {
      const made = new FakeDossier().document('n', '2026-11-12', title, text);
      const note = (quote: string, date: string): FakeDossier =>
        made.fact('n', quote, { kind: 'condition', label: quote, importance: 2, date, dateSource: 'section' });
      note('chute dans la chambre', '2026-10-23');
      note('malaise au lever', '2026-11-02');
      note('crise convulsive', '2026-11-09');
      return [...timelineOf(made.fact('n', 'Pacemaker', { kind: 'device', label: 'Pacemaker', importance: 3 })).keys()];
    };
    expect(book('Passages du cabinet')).toEqual(['2026-10-23', '2026-11-02', '2026-11-09']);
  });
});
