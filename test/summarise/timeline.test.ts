import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/domain/fact.js';
import { UNQUALIFIED } from '../../src/domain/fact.js';
import type { TimelineEvent } from '../../src/domain/synthesis.js';
import { FakeDossier } from '../fakes/fake-dossier.js';

const TEXT = `LAMICTAL est à 250 mg matin et soir depuis le 20 juillet 2026.
PROLIA : deuxième injection faite le 13 novembre 2025. Clindamycine contre-indiquée, urticaire généralisée en 2017.
Infliximab contre-indiqué depuis 2016. Mammographie du 12 mai 2026. Ablation des fils le 2 juin 2026.
Infiltration prévue le 24 novembre 2026. Contrôle prévu le 25 novembre 2026. Toux le 3 mars 2026.
Pneumonie hospitalisée le 8 janvier 2026. Poids de naissance 2 310 g.`;

const dated = (date: string): Partial<Fact> => ({ date, dateSource: 'text' });

const timeline = (made: FakeDossier, birthDate = '1980-02-01'): readonly TimelineEvent[] =>
  made.summarise({ patient: { birthDate, firstNames: ['Ada'], birthName: 'TEST' } }).timeline;

describe('timeline', () => {
  const made = new FakeDossier()
    .document('a', '2026-11-02', 'Courrier', TEXT)
    .drug(
      'a',
      'LAMICTAL est à 250 mg matin et soir depuis le 20 juillet 2026',
      { dci: 'lamotrigine', event: 'listed' },
      { importance: 2, ...dated('2026-07-20') },
    )
    .drug(
      'a',
      'PROLIA : deuxième injection faite le 13 novembre 2025',
      { dci: 'dénosumab', event: 'listed' },
      { importance: 2, ...dated('2025-11-13') },
    )
    .drug(
      'a',
      'Clindamycine contre-indiquée, urticaire généralisée en 2017',
      { dci: 'clindamycine', event: 'contraindicated' },
      { importance: 3, status: 'absent', ...dated('2017') },
    )
    .drug(
      'a',
      'Infliximab contre-indiqué depuis 2016',
      { dci: 'infliximab', event: 'contraindicated' },
      { importance: 3, status: 'absent', ...dated('2016') },
    )
    .fact('a', 'Mammographie du 12 mai 2026', { kind: 'procedure', label: 'Mammographie', importance: 1, ...dated('2026-05-12') })
    .fact('a', 'Ablation des fils le 2 juin 2026', { kind: 'procedure', label: 'Ablation des fils', importance: 2, ...dated('2026-06-02') })
    .fact('a', 'Infiltration prévue le 24 novembre 2026', {
      kind: 'plan',
      label: 'Infiltration prévue',
      importance: 1,
      ...dated('2026-11-24'),
    })
    .fact('a', 'Contrôle prévu le 25 novembre 2026', { kind: 'plan', label: 'Contrôle prévu', importance: 1, ...dated('2026-11-25') })
    .fact('a', 'Toux le 3 mars 2026', { kind: 'condition', label: 'Toux', importance: 1, ...dated('2026-03-03') })
    .fact('a', 'Pneumonie hospitalisée le 8 janvier 2026', {
      kind: 'condition',
      label: 'Pneumonie',
      importance: 1,
      ...dated('2026-01-08'),
    });
  const dates = timeline(made).map(({ date }) => date);

  it.each([
    ['a dose taken since a day', '2026-07-20', true],
    ['an injection given on a day', '2025-11-13', true],
    ['the year of a reaction', '2017', true],
    ['a ban that tells no reaction', '2016', false],
    ['an examination with its day', '2026-05-12', true],
    ['what follows an operation', '2026-06-02', false],
    ['an act to come', '2026-11-24', true],
    ['a routine appointment', '2026-11-25', false],
    ['a cough', '2026-03-03', false],
    ['an illness that brought into hospital', '2026-01-08', true],
  ])('%s: %s %s', (_, date, told) => {
    expect(dates.includes(date)).toBe(told);
  });

  it('tells the birth of a child on its day, by what its first year wrote, and of nobody else', () => {
    const born = (birthDate: string): readonly TimelineEvent[] =>
      timeline(
        new FakeDossier().document('c', '2020-03-25', 'Certificat du 8e jour', TEXT).fact('c', 'Poids de naissance 2 310 g', {
          kind: 'observation',
          label: 'Poids de naissance',
          value: { text: '2 310', number: 2310, unit: 'g' },
          date: '2020-03-25',
          dateSource: 'document',
        }),
        birthDate,
      );
    expect(born('2020-03-18').find(({ date }) => date === '2020-03-18')?.label).toBe('Naissance : Poids de naissance 2 310 g');
    expect(born('1990-03-18').map(({ date }) => date)).not.toContain('1990-03-18');
  });
});

it('elides before a vowel', () => {
  const labels = timeline(
    new FakeDossier()
      .document('a', '2026-11-02', 'Courrier', 'Ibuprofène arrêté. Ramipril débuté.')
      .drug('a', 'Ibuprofène arrêté', { dci: 'ibuprofène', event: 'stopped' }, { importance: 2, ...dated('2026-10-01') })
      .drug('a', 'Ramipril débuté', { dci: 'ramipril', event: 'started' }, { importance: 2, ...dated('2026-10-01') }),
  ).map(({ label }) => label.toLowerCase());
  expect(labels.join(' ')).toContain("arrêt d'ibuprofène");
  expect(labels.join(' ')).toContain('début de ramipril');
});

describe('what makes a day worth telling', () => {
  const dates = (made: FakeDossier): readonly string[] => timeline(made).map(({ date }) => date);

  it('tells a symptom with its illness, and by its day where it is an event', () => {
    const made = new FakeDossier()
      .document('a', '2026-11-02', 'Courrier', 'Dyspnée en mars 2024. Syncope en mai 2024. Douleur hospitalisée le 3 juin 2024.')
      .fact('a', 'Dyspnée en mars 2024', { kind: 'condition', label: 'Dyspnée', concept: 'dyspnee', ...dated('2024-03') })
      .fact('a', 'Syncope en mai 2024', { kind: 'condition', label: 'Syncope', concept: 'syncope', ...dated('2024-05') })
      .fact('a', 'Douleur hospitalisée le 3 juin 2024', {
        kind: 'condition',
        label: 'Douleur',
        concept: 'douleur',
        ...dated('2024-06-03'),
      });
    expect(dates(made)).toEqual(expect.arrayContaining(['2024-05', '2024-06-03']));
    expect(dates(made)).not.toContain('2024-03');
  });

  it('tells a stay by its entry, its exit and what was done, and what happened between with its report', () => {
    const text = 'Hospitalisation du 04/03/2025 au 15/03/2025. Confusion le 7/03. Coloscopie le 8/03. Échographie le 9/03.';
    const made = new FakeDossier()
      .document('s', '2025-03-15', "Compte rendu d'hospitalisation du 04/03/2025 au 15/03/2025", text, { type: '34112-3' })
      .fact('s', 'Confusion le 7/03', {
        kind: 'condition',
        label: 'Syndrome confusionnel',
        concept: 'syndrome-confusionnel',
        importance: 3,
        ...dated('2025-03-07'),
      })
      .fact('s', 'Coloscopie le 8/03', { kind: 'procedure', label: 'Coloscopie', ...dated('2025-03-08') })
      .fact('s', 'Échographie le 9/03', { kind: 'procedure', label: 'Échographie', ...dated('2025-03-09') });
    expect(dates(made)).toEqual(['2025-03-04', '2025-03-08', '2025-03-15']);
    expect(timeline(made).at(-1)?.label).toContain('yndrome confusionnel');
  });

  it('leaves out a prescription that renews what an earlier one gave and a later one still gives', () => {
    const lines = ['Ramipril 5 mg', 'Bisoprolol 2,5 mg'];
    const made = (['2024-01-10', '2025-01-10', '2026-01-10'] as const).reduce(
      (dossier, date, index) =>
        lines.reduce(
          (one, line) =>
            one.drug(`p${index}`, line, { dci: line.split(' ')[0]?.toLowerCase() ?? '', event: 'prescribed' }, { importance: 3 }),
          dossier.document(`p${index}`, date, 'Ordonnance', lines.join('\n'), { type: '57833-6' }),
        ),
      new FakeDossier(),
    );
    expect(dates(made)).toEqual(['2024-01-10', '2026-01-10']);
  });

  it('tells the harm of a drug on the day that most documents give, and another years later too', () => {
    const told = [
      ['a', '2019-06-01', 'Éruption sous clarithromycine en 2019', '2019'],
      ['b', '2020-06-01', 'Éruption sous clarithromycine en février 2019', '2019-02'],
      ['c', '2024-06-01', 'Éruption à la clarithromycine (2018)', '2018'],
      ['d', '2026-06-01', 'Éruption après clarithromycine en mai 2026', '2026-05'],
    ] as const;
    const made = told.reduce(
      (dossier, [id, date, text, when]) =>
        dossier.document(id, date, 'Courrier', text).fact(id, text, {
          kind: 'allergy',
          label: 'Allergie : Clarithromycine',
          concept: 'clarithromycine',
          importance: 3,
          allergy: { certainty: 'confirmed', intolerance: false, reaction: 'éruption' },
          ...dated(when),
        }),
      new FakeDossier(),
    );
    const days = timeline(made)
      .filter(({ kind }) => kind === 'allergy')
      .map(({ date }) => date);
    expect(days).toEqual(['2019-02', '2026-05']);
  });

  it('tells no day of iron by mouth, drops or ointments', () => {
    const made = new FakeDossier()
      .document('a', '2026-11-02', 'Courrier', 'Fer arrêté le 3 mars 2025. Ramipril arrêté le 4 avril 2025.')
      .drug(
        'a',
        'Fer arrêté le 3 mars 2025',
        { dci: 'sulfate ferreux', atc: 'B03AA07', event: 'stopped' },
        { importance: 3, ...dated('2025-03-03') },
      )
      .drug(
        'a',
        'Ramipril arrêté le 4 avril 2025',
        { dci: 'ramipril', atc: 'C09AA05', event: 'stopped' },
        { importance: 3, ...dated('2025-04-04') },
      );
    expect(dates(made)).toContain('2025-04-04');
    expect(dates(made)).not.toContain('2025-03-03');
  });

  it('joins a month to the day within it that another document gives to the same things', () => {
    const made = new FakeDossier()
      .document('a', '2021-02-07', 'Compte rendu', 'Acidocétose.', { type: '34111-5' })
      .fact('a', 'Acidocétose', {
        kind: 'condition',
        label: 'Acidocétose diabétique',
        concept: 'acidocetose-diabetique',
        importance: 3,
        date: '2021-02-07',
        dateSource: 'document',
      })
      .document('b', '2026-01-05', 'Courrier', 'Acidocétose en février 2021. Zona en février 2021.')
      .fact('b', 'Acidocétose en février 2021', {
        kind: 'condition',
        label: 'Acidocétose diabétique',
        concept: 'acidocetose-diabetique',
        importance: 3,
        ...dated('2021-02'),
      });
    expect(dates(made)).not.toContain('2021-02');
    made.fact('b', 'Zona en février 2021', { kind: 'condition', label: 'Zona', concept: 'zona', importance: 3, ...dated('2021-02') });
    expect(dates(made)).toContain('2021-02');
  });

  it('tells both ends of a treatment, what is to begin, recent vaccine doses and what is put in', () => {
    const text = [
      'Infliximab de juin 2012 à juin 2018.',
      'Dénosumab : première injection fixée au 5 décembre 2025.',
      'Vaccin grippe le 12/10/2026. Vaccin grippe le 12/10/2019.',
      'DIU posé le 18 mai 2021. Sonde vésicale le 19 mai 2021.',
      'Scanner du 2 décembre annulé.',
    ].join('\n');
    const made = new FakeDossier()
      .document('a', '2025-11-28', 'Courrier', text)
      .drug(
        'a',
        'Infliximab de juin 2012 à juin 2018',
        { dci: 'infliximab', event: 'past' },
        { importance: 3, ...dated('2012-06'), endDate: '2018-06' },
      )
      .drug(
        'a',
        'Dénosumab : première injection fixée au 5 décembre 2025',
        { dci: 'dénosumab', event: 'proposed' },
        { importance: 2, qualifiers: { ...UNQUALIFIED, hypothetical: true }, ...dated('2025-12-05') },
      )
      .fact('a', 'Vaccin grippe le 12/10/2026', { kind: 'immunization', label: 'Grippe', ...dated('2026-10-12') })
      .fact('a', 'Vaccin grippe le 12/10/2019', { kind: 'immunization', label: 'Grippe', ...dated('2019-10-12') })
      .fact('a', 'DIU posé le 18 mai 2021', { kind: 'device', label: 'DIU', importance: 2, ...dated('2021-05-18') })
      .fact('a', 'Sonde vésicale le 19 mai 2021', { kind: 'device', label: 'Sonde vésicale', importance: 2, ...dated('2021-05-19') })
      .fact('a', 'Scanner du 2 décembre annulé', { kind: 'plan', label: 'Scanner du 2 décembre annulé', ...dated('2026-12-02') });
    const told = new Map(timeline(made).map(({ date, label }) => [date, label]));
    expect([...told.keys()].toSorted()).toEqual(['2012-06', '2018-06', '2021-05-18', '2025-11-28', '2025-12-05', '2026-10-12']);
    expect(told.get('2018-06')).toBe("Arrêt d'infliximab");
    expect(told.get('2025-12-05')).toBe('Début prévu de dénosumab');
    expect(told.get('2026-10-12')).toBe('Vaccin grippe');
  });

  it('tells an operation on its own day where its report was signed later', () => {
    const made = new FakeDossier()
      .document('o', '2025-07-26', 'Compte rendu opératoire', 'Date d’intervention : 02/07/2025\nReprise élargie.', { type: '34874-8' })
      .fact('o', 'Reprise élargie', { kind: 'procedure', label: 'Reprise élargie', importance: 3 });
    expect(dates(made)).toEqual(['2025-07-02']);
  });

  it('tells no light examination that found nothing, no harmless fall, no ban repeated in a note, no log', () => {
    const text =
      'Holter du 6 octobre 2025 normal. Chute sans gravité le 3 janvier 2026. Pas d’AINS.\nEEG du 7 octobre 2025 : foyer droit. Coloscopie du 8 octobre 2025 normale.';
    const made = new FakeDossier()
      .document('a', '2026-10-28', 'Courrier', text)
      .document('c', '2026-09-28', 'Carnet de la patiente', 'Migraine.')
      .document('p', '2026-09-04', 'Fiche de suivi de plaie', 'Plaie plantaire gauche.')
      .fact('a', 'Holter du 6 octobre 2025 normal', { kind: 'procedure', label: 'Holter', importance: 1, ...dated('2025-10-06') })
      .fact('a', 'EEG du 7 octobre 2025 : foyer droit', { kind: 'procedure', label: 'EEG', importance: 1, ...dated('2025-10-07') })
      .fact('a', 'Coloscopie du 8 octobre 2025 normale', { kind: 'procedure', label: 'Coloscopie', importance: 1, ...dated('2025-10-08') })
      .fact('a', 'Chute sans gravité le 3 janvier 2026', { kind: 'condition', label: 'Chute', importance: 2, ...dated('2026-01-03') })
      .fact('a', 'Pas d’AINS', { kind: 'allergy', label: 'AINS', importance: 3, date: '2026-01-14', dateSource: 'section' })
      .fact('c', 'Migraine', { kind: 'condition', label: 'Migraine', importance: 3 })
      .fact('p', 'Plaie plantaire gauche', {
        kind: 'condition',
        label: 'Plaie',
        importance: 2,
        date: '2026-09-04',
        dateSource: 'document',
      });
    expect(dates(made)).toEqual(['2025-10-07', '2025-10-08', '2026-09-04', '2026-10-28']);
  });

  it('tells both ends of a course of treatment, tests that clear of an allergy, and no device that is only looked at', () => {
    const text =
      '78 Gy en 39 fractions, du 28/10/2019 au 23/12/2019. Prick-tests du 5 février 2026 négatifs : pas d’allergie au latex.\nInterrogation du DAI le 2 juin 2026 : aucun choc. Défibrillateur posé le 11 février 2020. Ne fume plus depuis 2019. HTA depuis une quinzaine d’années.';
    const course = { kind: 'procedure', label: 'Radiothérapie', importance: 3, origin: 'rule:course' } as const;
    const smoking = { kind: 'lifestyle', label: 'Ne fume plus', concept: 'mode-de-vie-tabac', status: 'past' } as const;
    const made = new FakeDossier()
      .document('a', '2026-10-28', 'Courrier', text)
      .document('b', '2026-09-28', 'Carnet', 'Tabac arrêté en 2019.')
      .fact('a', '78 Gy en 39 fractions', { ...course, ...dated('2019-10-28'), endDate: '2019-12-23' })
      .fact('a', 'pas d’allergie au latex', {
        kind: 'allergy',
        label: 'Allergie au latex écartée',
        status: 'ruled-out',
        qualifiers: { negated: true },
        ...dated('2026-02-05'),
      })
      .fact('a', 'Interrogation du DAI le 2 juin 2026', { kind: 'device', label: 'DAI', importance: 3, ...dated('2026-06-02') })
      .fact('a', 'Défibrillateur posé le 11 février 2020', {
        kind: 'device',
        label: 'Défibrillateur',
        importance: 3,
        ...dated('2020-02-11'),
      })
      .fact('a', 'HTA depuis une quinzaine d’années', { kind: 'condition', label: 'HTA', importance: 3, ...dated('2011') })
      .fact('a', 'Ne fume plus depuis 2019', { ...smoking, ...dated('2019') })
      .fact('b', 'Tabac arrêté en 2019', { ...smoking, label: 'Tabac arrêté', ...dated('2019') });
    const told = new Map(timeline(made).map(({ date, label }) => [date, label]));
    expect([...told.keys()].toSorted()).toEqual(['2019', '2019-10-28', '2019-12-23', '2020-02-11', '2026-02-05', '2026-10-28']);
    expect(told.get('2019-12-23')).toBe('Fin : radiothérapie');
  });

  it('tells a visit on its day where its report was written later', () => {
    const quotes = ['Hypotension orthostatique', 'COVERSYL arrêté ce jour', 'Freezing au demi-tour', 'MoCA 25/30'];
    const made = quotes.reduce(
      (dossier, quote) => dossier.fact('h', quote, { kind: 'condition', label: quote, date: '2024-10-14', dateSource: 'document' }),
      new FakeDossier().document('h', '2024-10-15', 'Hôpital de jour', quotes.join('. ')),
    );
    expect(dates(made)).toEqual(['2024-10-14']);
  });

  it('tells a grave result, a drug handed out against a ban and what a long stay decided, and no value of the day', () => {
    const text =
      'Le 08/01/2026 potassium 2,9. Potassium 3,8 le 22/01/2026. Créatinine 312 µmol/L le 24/09/2018. ZYLORIC délivré le 08/09/2026.\nZYLORIC cité le 09/09/2026. Allopurinol interdit.';
    const value = (number: number, unit?: string): Fact['value'] => ({
      text: String(number),
      number,
      ...(unit === undefined ? {} : { unit }),
    });
    const measured = { kind: 'observation', label: 'Potassium', concept: 'value:potassium' } as const;
    const made = new FakeDossier()
      .document('a', '2026-10-28', 'Courrier', text)
      .document('b', '2021-05-06', 'Courrier', 'Allopurinol interdit : toxidermie.')
      .document('s', '2026-05-11', 'Lettre de fin de séjour', 'Séjour du 20/03/2026 au 11/05/2026\nClozapine commencée le 20/04/2026', {
        type: '34105-7',
      })
      .fact('a', 'Le 08/01/2026 potassium 2,9', { ...measured, value: value(2.9), ...dated('2026-01-08') })
      .fact('a', 'Potassium 3,8 le 22/01/2026', { ...measured, value: value(3.8), ...dated('2026-01-22') })
      .fact('a', 'Créatinine 312 µmol/L le 24/09/2018', {
        ...measured,
        label: 'Créatinine',
        concept: 'value:creatinine',
        value: value(312, 'µmol/L'),
        ...dated('2018-09-24'),
      })
      .fact('b', 'Allopurinol interdit : toxidermie', {
        kind: 'allergy',
        label: 'Allopurinol',
        concept: 'allopurinol',
        importance: 3,
        allergy: { certainty: 'confirmed', intolerance: false, reaction: 'toxidermie' },
      })
      .drug('a', 'ZYLORIC délivré le 08/09/2026', { dci: 'allopurinol', event: 'listed' }, dated('2026-09-08'))
      .drug('a', 'ZYLORIC cité le 09/09/2026', { dci: 'allopurinol', event: 'listed' }, dated('2026-09-09'))
      .drug('s', 'Clozapine commencée le 20/04/2026', { dci: 'clozapine', event: 'started' }, { importance: 3, ...dated('2026-04-20') });
    const told = dates(made);
    expect(['2018-09-24', '2026-01-08', '2026-04-20', '2026-09-08'].every((date) => told.includes(date))).toBe(true);
    expect(['2026-01-22', '2026-09-09'].some((date) => told.includes(date))).toBe(false);
  });

  it('tells what is new in a paper before what it recalls and what only goes on', () => {
    const condition = (label: string, concept: string): Partial<Fact> & { kind: 'condition' } => ({
      kind: 'condition',
      label,
      concept,
      importance: 3,
    });
    const quotes = 'Diabète de type 2. Metformine 1 g. Syndrome confusionnel. Bisoprolol 5 mg. Goutte.';
    const made = new FakeDossier()
      .document('a', '2024-03-01', 'Courrier', 'Diabète de type 2. Goutte.')
      .document('b', '2026-03-01', 'Courrier', quotes)
      .fact('a', 'Diabète de type 2', condition('Diabète de type 2', 'diabete'))
      .fact('a', 'Goutte', condition('Goutte', 'goutte'))
      .fact('b', 'Diabète de type 2', condition('Diabète de type 2', 'diabete'))
      .drug('b', 'Metformine 1 g', { dci: 'metformine', event: 'listed' }, { importance: 3 })
      .drug('b', 'Bisoprolol 5 mg', { dci: 'bisoprolol', event: 'listed' }, { importance: 3 })
      .fact('b', 'Syndrome confusionnel', condition('Syndrome confusionnel', 'confusion'))
      .fact('b', 'Goutte', condition('Goutte', 'goutte'));
    expect(timeline(made).find(({ date }) => date === '2026-03-01')?.label).toMatch(/^Courrier : Syndrome confusionnel,/);
  });
});
