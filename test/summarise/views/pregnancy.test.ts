import { describe, expect, it } from 'vitest';
import { readViews, type WrittenDocument } from './read-views.js';

const WOMAN = { birthDate: '1994-05-20', sex: 'F' } as const;
const HEAD = 'Mme ESSAI Camille, née le 20/05/1994\n';
const DOCUMENTS: readonly WrittenDocument[] = [
  {
    file: 'a.txt',
    title: 'Consultation de suivi de grossesse',
    date: '2026-06-10',
    text: `${HEAD}Consultation du 10/06/2026\n\nGrossesse en cours, DDR le 01/04/2026, 10 SA. Poids 61 kg, TA 112/70.\nToxoplasmose non immunisée. Groupe sanguin A positif.\n`,
  },
  {
    file: 'b.txt',
    title: 'Échographie du premier trimestre',
    date: '2026-06-26',
    text: `${HEAD}Échographie du 26/06/2026\n\nGrossesse monofoetale évolutive à 12 SA + 2 jours. Clarte nucale 1,4 mm. Date de début de grossesse : 15/04/2026.\n`,
  },
  {
    file: 'c.txt',
    title: 'Lettre de sage-femme',
    date: '2026-09-16',
    text: `${HEAD}Le 16/09/2026\n\nGrossesse à 24 SA. Poids 66 kg, TA 118/74. Hémoglobine 11,1 g/dL. HGPO à faire à 26 SA.\n`,
  },
];

describe('the pregnancy’s view', () => {
  it('counts the weeks from the surest dating, and places acts and results on them', async () => {
    const { pregnancy } = await readViews(WOMAN, '2026-10-07', DOCUMENTS);
    expect(pregnancy?.start).toBe('2026-04-01');
    expect(pregnancy?.term).toEqual({ weeks: 27, days: 0 });
    expect(pregnancy?.due).toBe('2027-01-13');
    const weight = pregnancy?.measures.find(({ label }) => /poids/i.test(label));
    expect(weight?.points.map(({ term, value }) => [term.weeks, value])).toEqual([
      [10, '61'],
      [24, '66'],
    ]);
    expect(pregnancy?.events.map(({ term }) => term.weeks)).toEqual(expect.arrayContaining([10, 12, 24]));
  });

  it('holds the calendar against what is proved: what is planned is not done', async () => {
    const { pregnancy } = await readViews(WOMAN, '2026-10-07', DOCUMENTS);
    const status = (label: string) => pregnancy?.followUp.find((row) => row.label === label)?.status;
    expect(status('1er examen prénatal')).toBe('done');
    expect(status('Échographie du 1er trimestre')).toBe('done');
    expect(status('Échographie du 2e trimestre')).toBe('unknown');
    expect(status('Dépistage du diabète gestationnel')).toBe('now');
    expect(status('Consultation d’anesthésie'.replace('’', "'"))).toBe('to-come');
  });

  it('ends at the birth that a document dates, not where one is spoken of', async () => {
    const after = [
      ...DOCUMENTS,
      {
        file: 'd.txt',
        title: 'Courrier de neurologie',
        date: '2026-09-20',
        text: `${HEAD}Le 20/09/2026\n\nAprès l'accouchement la clairance revient à la normale en deux semaines.\n`,
      },
    ];
    expect((await readViews(WOMAN, '2026-10-07', after)).pregnancy?.ended).toBeUndefined();
    const birth = {
      file: 'e.txt',
      title: 'Compte rendu d’accouchement',
      date: '2027-01-12',
      text: `${HEAD}Le 12/01/2027\n\nAccouchement par voie basse le 8 janvier 2027 à 14 h 12.\n`,
    };
    expect((await readViews(WOMAN, '2027-01-20', [...after, birth])).pregnancy?.ended).toMatchObject({ date: '2027-01-08' });
  });

  it.each([
    ['a pregnancy long over', WOMAN, '2028-06-01', DOCUMENTS],
    ['a boy whose mother’s pregnancy is told', { birthDate: '2020-03-18', sex: 'M' } as const, '2026-10-07', DOCUMENTS],
    [
      'a wish for a child',
      WOMAN,
      '2026-10-07',
      [
        {
          file: 'p.txt',
          title: 'Consultation',
          date: '2026-09-08',
          text: `${HEAD}Projet de grossesse. Acide folique jusqu'à 12 SA. Test de grossesse négatif.\n`,
        },
      ],
    ],
  ])('is not shown for %s', async (_, patient, on, documents) => {
    expect((await readViews(patient, on, documents)).pregnancy).toBeUndefined();
  });
});
