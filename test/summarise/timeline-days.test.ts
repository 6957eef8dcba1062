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

/** One letter of 28 October 2026 with one sentence and its fact. */
const days = (sentence: string, part: Part, type = '11488-4'): readonly string[] => [
  ...timeline(new FakeDossier().document('a', '2026-10-28', 'Courrier', sentence, { type }).fact('a', sentence, part)).keys(),
];

describe('what a source dates without its being an event', () => {
  const act = (label: string, date: string): Part => ({
    kind: 'procedure',
    label,
    importance: 2,
    origin: 'rule:dated-event',
    ...dated(date),
  });
  const illness = (label: string, date: string, importance: 1 | 2 | 3 = 2): Part => ({
    kind: 'condition',
    label,
    importance,
    ...dated(date),
  });
  const stop = (date: string): Part => ({
    kind: 'medication',
    label: 'ramipril',
    importance: 3,
    status: 'stopped',
    medication: { dci: 'ramipril', event: 'stopped' },
    ...dated(date),
  });

  it.each<[string, string, Part, boolean]>([
    ['a year reckoned from an age', "Appendicectomie à l'âge de 14 ans", act('Appendicectomie', '1994'), false],
    ['a year that is written', 'Appendicectomie à 14 ans, en 1994', act('Appendicectomie', '1994'), true],
    ['a lasting illness by its age', 'Diabète à 16 ans', { ...illness('Diabète', '1996', 3), concept: 'diabete-type-1' }, true],
    ['several episodes', 'Deux chutes en six mois (décembre, 2 mars)', illness('Deux chutes', '2026-03-02'), false],
    ['one fall', 'Chute le 2 mars', illness('Chute', '2026-03-02'), true],
    ['an illness had twice', 'Paludisme 2 fois (2018, 05/2019)', act('Paludisme 2 fois', '2019-05'), false],
    ['two devices', 'Deux stents en mai 2019', act('Deux stents', '2019-05'), true],
    ['what a report compares with', 'Comparaison : 11/09/2024', act('Examen de comparaison : mammographie', '2024-09-11'), false],
    ['sessions that end', 'Orthophonie terminée en décembre 2024', act('Orthophonie', '2024-12'), false],
    ['two retentions', 'Deux rétentions aiguës (14 janvier 2020, 30 août 2021)', act('Deux rétentions aiguës', '2021-08-30'), false],
    ['a skin test on a card', 'IDR 1993 positive 9 mm', act('IDR', '1993'), false],
    ['a skin test of a day', 'IDR du 12/03/2025 : 18 mm', act('IDR', '2025-03-12'), true],
    ['what led to a paper', 'Indication : polygraphie du 08/12/2022, IAH 9', act('Polygraphie', '2022-12-08'), false],
    ['an operation that led to it', 'Motif : prothèse de hanche du 08/12/2022', act('Prothèse de hanche', '2022-12-08'), true],
    [
      'a habit given up long ago',
      'Tabac sevré en 1998',
      { kind: 'lifestyle', label: 'Tabac : arrêt', concept: 'mode-de-vie-tabac', importance: 2, ...dated('1998') },
      false,
    ],
    ['rest', "AT jusqu'au 15/06", act('AT', '2026-06-15'), false],
    ['an artery named like a rest', 'Atteinte carotidienne opérée en mai 2019', act('Atteinte carotidienne opérée', '2019-05'), true],
    ['what is better since a stop', "Toux moindre depuis l'arrêt du ramipril, vu le 17/06", stop('2026-06-17'), true],
    ['the same, no day behind', "Vu le 17/06, toux moindre depuis l'arrêt du ramipril", stop('2026-06-17'), false],
    ['a stop with its month', "Mieux depuis l'arrêt du ramipril en février 2024", stop('2024-02'), true],
  ])('%s: %s', (_, sentence, part, told) => {
    expect(days(sentence, part).includes(part.date ?? '')).toBe(told);
  });

  it.each<[string, string, Part, boolean]>([
    ['the symptom that brought in', 'Brûlures depuis le 25/10', illness('Brûlures', '2026-10-25'), false],
    ['an illness of a day', 'Urticaire le 25/10', illness('Urticaire', '2026-10-25'), true],
    ['the same of two months before', 'Brûlures depuis le 25/08', illness('Brûlures', '2026-08-25'), true],
    ['a drug paused for the act', 'Ramipril arrêté depuis 3 jours', stop('2026-10-25'), false],
    ['a drug stopped on a day', 'Ramipril arrêté le 25/10', stop('2026-10-25'), true],
    ['what was added below', 'Histologie (03/11/2026) : adénome', illness('Adénome', '2026-11-03'), false],
  ])('of the days around its paper, %s: %s', (_, sentence, part, told) => {
    expect(days(sentence, part).includes(part.date ?? '')).toBe(told);
  });

  it('tells the pause of a blood thinner with the act that it was for', () => {
    const paused = (words: string, ...more: readonly Part[]): readonly string[] => {
      const made = new FakeDossier().document('a', '2026-10-28', 'Courrier', `${words}. Conisation le 28/09. Reprise d’Apixaban.`);
      made.drug('a', words, { dci: 'apixaban', atc: 'B01AF02', event: 'stopped' }, { importance: 3, ...dated('2026-09-23') });
      for (const part of more) made.fact('a', 'Conisation le 28/09', part);
      return [...timeline(made).keys()];
    };
    const conisation = act('Conisation', '2026-09-28');
    expect(paused('Apixaban suspendu le 23/09', conisation)).not.toContain('2026-09-23');
    expect(paused('Apixaban suspendu le 23/09')).toContain('2026-09-23');
    expect(paused('Apixaban suspendu le 23/09, hémorragie', conisation)).toContain('2026-09-23');
    expect(paused('Apixaban arrêté le 23/09', conisation)).toContain('2026-09-23');
  });

  it('tells no dose that was left out', () => {
    const dose = (words: string): readonly string[] => [
      ...timeline(
        new FakeDossier()
          .document('a', '2026-10-28', 'Courrier', `${words}.`)
          .drug('a', words, { dci: 'sémaglutide', event: 'past' }, { importance: 2, ...dated('2026-10-21') }),
      ).keys(),
    ];
    expect(dose('Injection d’Ozempic le 21/10')).toContain('2026-10-21');
    expect(dose('Pas d’injection d’Ozempic le 21/10')).not.toContain('2026-10-21');
  });

  it('tells an operation on the day that its report gives in words', () => {
    const made = new FakeDossier()
      .document('a', '2021-10-07', 'Compte rendu opératoire', 'Intervention du 28 septembre 2021 - sédation\nCIN 3.', { type: '34874-8' })
      .fact('a', 'CIN 3', { kind: 'condition', label: 'CIN 3', importance: 3, ...ofThePaper('2021-10-07') });
    expect([...timeline(made).keys()]).toEqual(['2021-09-28']);
  });

  it('tells a log’s last day as its others, and never the month that it is in', () => {
    const made = new FakeDossier()
      .document('c', '2026-10-20', 'Carnet de vaccination', 'Grippe 20/10/2026\nNodule à revoir en octobre 2026', { type: '11369-6' })
      .fact('c', 'Grippe 20/10/2026', { kind: 'immunization', label: 'Grippe', ...dated('2026-10-20') })
      .fact('c', 'Nodule à revoir en octobre 2026', { kind: 'condition', label: 'Nodule', importance: 2, ...dated('2026-10') });
    expect([...timeline(made).keys()]).toEqual(['2026-10-20']);
  });
});

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
    expect([...timeline(made).keys()]).toEqual(['2016-12-05']);
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
      timeline(new FakeDossier().document('a', '2026-10-28', 'Courrier', sentence, { type: '11488-4' }).fact('a', sentence, part)).get(
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
    expect([...timeline(letter('myelome')).keys()]).toEqual(['2026-01-05', '2026-03-10', '2026-03-17']);
    expect([...timeline(letter('diabete')).keys()]).toEqual(['2026-01-05', '2026-03-10']);
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
      ...timeline(
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
      return [...timeline(made.fact('n', 'Pacemaker', { kind: 'device', label: 'Pacemaker', importance: 3 })).keys()];
    };
    expect(book('Passages du cabinet')).toEqual(['2026-10-23', '2026-11-02', '2026-11-09']);
  });
});

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
    expect(timeline(made).get('2026-10-28')).toBe('Courrier : Goutte, Personne de confiance : sa fille, Pression artérielle 162/95');
  });

  it('is not the examination that its title names', () => {
    const made = note('IRM épaule').fact('a', 'IRM de l’épaule', { kind: 'procedure', label: 'IRM de l’épaule', importance: 2 });
    expect(timeline(made).get('2026-10-28')).toMatch(/^IRM épaule : Personne/);
  });
});

describe('a month or a year beside its days', () => {
  const act = (label: string, date: string): Part => ({ kind: 'procedure', label, importance: 3, ...dated(date) });
  const told = (...parts: readonly Part[]): readonly (readonly [string, string])[] =>
    [
      ...timeline(
        parts.reduce<FakeDossier>(
          (made, part, index) =>
            made.document(`d${index}`, `2026-0${index + 1}-01`, 'Courrier', `${part.label}.`).fact(`d${index}`, `${part.label}`, part),
          new FakeDossier(),
        ),
      ),
    ].filter(([date]) => !date.startsWith('2026-0'));

  it.each([
    ['the same act in other words', [act('Greffe', '2014'), act('Transplantation rénale', '2014-05-22')], ['2014-05-22']],
    ['a month within its year', [act('Rejet', '2016'), act('Rejet aigu', '2016-02')], ['2016-02']],
    ['another act of that year', [act('Coloscopie', '2014'), act('Transplantation rénale', '2014-05-22')], ['2014', '2014-05-22']],
    ['the same act of another year', [act('Greffe', '2013'), act('Transplantation rénale', '2014-05-22')], ['2013', '2014-05-22']],
  ])('%s', (_, parts, dates) => expect(told(...parts).map(([date]) => date)).toEqual(dates));

  it('keeps of it what no day tells', () => {
    const together = act('Zona', '2014');
    const made = new FakeDossier()
      .document('a', '2026-01-01', 'Courrier', 'Greffe. Zona.')
      .document('b', '2026-02-01', 'Courrier', 'Transplantation rénale.')
      .fact('a', 'Greffe', act('Greffe', '2014'))
      .fact('a', 'Zona', { ...together, kind: 'condition' })
      .fact('b', 'Transplantation rénale', act('Transplantation rénale', '2014-05-22'));
    expect(timeline(made).get('2014')).toBe('Zona');
  });

  it('tells the end of a drug that a list of a day still holds', () => {
    const made = new FakeDossier()
      .document('a', '2026-03-10', 'Ordonnance', 'Ramipril 5 mg', { type: '57833-6' })
      .document('b', '2026-09-02', 'Courrier', 'Ramipril arrêté en mars 2026.')
      .drug('a', 'Ramipril 5 mg', { dci: 'ramipril', event: 'prescribed' }, { importance: 3, ...ofThePaper('2026-03-10') })
      .drug('b', 'Ramipril arrêté en mars 2026', { dci: 'ramipril', event: 'stopped' }, { importance: 3, ...dated('2026-03') });
    expect([...timeline(made).keys()]).toContain('2026-03');
  });

  const ill = (label: string, concept: string, date: string): Part => ({
    kind: 'condition',
    label,
    concept,
    importance: 3,
    ...dated(date),
  });
  const stopped = (date: string, dateSource: Fact['dateSource'] = 'text'): Part => ({
    kind: 'medication',
    label: 'ramipril',
    importance: 3,
    status: 'stopped',
    medication: { dci: 'ramipril', event: 'stopped' },
    date,
    dateSource,
  });

  it.each<[string, readonly Part[], readonly string[]]>([
    [
      'the illness of which that day was a kind',
      [ill('Coronarien', 'cardiopathie-ischemique', '2023'), ill('Infarctus du myocarde', 'infarctus-myocarde', '2023-03-14')],
      ['2023-03-14'],
    ],
    [
      'a cancer of another organ',
      [
        ill('Cancer de la prostate', 'cancer', '2022'),
        ill('Carcinome épidermoïde de la tempe', 'carcinome-epidermoide-cutane', '2022-08-23'),
      ],
      ['2022', '2022-08-23'],
    ],
    [
      'an examination cut short, with its verdict',
      [act('Écho d’effort négative', '2025-02'), act('Échocardiographie d’effort', '2025-02-11')],
      ['2025-02-11'],
    ],
    [
      'an examination of another thing',
      [act('Échographie rénale', '2025-02'), act('Échocardiographie d’effort', '2025-02-11')],
      ['2025-02', '2025-02-11'],
    ],
    [
      'the other side',
      [
        { ...act('Cataracte', '2025-02'), laterality: 'left' },
        { ...act('Cataracte', '2025-02-11'), laterality: 'right' },
      ],
      ['2025-02', '2025-02-11'],
    ],
    [
      'another word for the same illness',
      [ill('Phlébite', 'phlebite-x', '2022-10'), ill('Thrombose veineuse', 'thrombose-x', '2022-10-18')],
      ['2022-10-18'],
    ],
  ])('tells %s', (_, parts, dates) => expect(told(...parts).map(([date]) => date)).toEqual(dates));

  it.each([
    ['the month after the letter that ended it', '2024-04', ['2024-03-26']],
    ['a month long after', '2024-08', ['2024-03-26', '2024-08']],
    ['the month before', '2024-02', ['2024-02', '2024-03-26']],
  ])('tells the end of a drug that is remembered in %s', (_, month, dates) => {
    const made = new FakeDossier()
      .document('a', '2024-03-26', 'Courrier', 'J’arrête ce jour le ramipril.', { type: '11488-4' })
      .document('b', '2026-02-01', 'Courrier', 'Ramipril arrêté depuis.', { type: '11488-4' })
      .fact('a', 'J’arrête ce jour le ramipril', stopped('2024-03-26', 'document'))
      .fact('b', 'Ramipril arrêté depuis', stopped(month));
    expect([...timeline(made).keys()].filter((date) => date.startsWith('2024'))).toEqual(dates);
  });

  it('adds what the few words of the day leave out', () => {
    const made = new FakeDossier()
      .document('a', '2026-01-01', 'Courrier', 'Angiodysplasies en novembre 2023.')
      .document('b', '2023-11-06', 'Coloscopie', 'Coloscopie totale. Angiodysplasies cæcales. Polype. Diverticules.', { type: '34874-8' })
      .fact('a', 'Angiodysplasies en novembre 2023', { ...ill('Angiodysplasies', 'angiodysplasie', '2023-11'), importance: 2 })
      .fact('b', 'Angiodysplasies cæcales', { ...ill('Angiodysplasies cæcales', 'angiodysplasie', '2023-11-06'), importance: 1 })
      .fact('b', 'Coloscopie totale', act('Geste long', '2023-11-06'))
      .fact('b', 'Polype', ill('Polype', 'polype', '2023-11-06'))
      .fact('b', 'Diverticules', ill('Diverticules', 'diverticules', '2023-11-06'));
    const days = timeline(made);
    expect(days.get('2023-11-06')).toMatch(/^Coloscopie : .*; angiodysplasies$/);
    expect(days.has('2023-11')).toBe(false);
  });
});
