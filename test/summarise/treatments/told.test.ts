import { describe, expect, it } from 'vitest';
import type { StoppedTreatment } from '../../../src/domain/synthesis.js';
import { treatmentsOf, type Paper } from '../../fakes/treatments-of.js';

/** Papers written for this test: none comes from a dossier. */
const told = (...papers: readonly Paper[]): ReturnType<typeof treatmentsOf> => treatmentsOf(papers);

const stopOf = (...papers: readonly Paper[]): Partial<StoppedTreatment> | undefined => {
  const [stop] = told(...papers).stopped;
  return stop === undefined ? undefined : { label: stop.label, date: stop.date, reason: stop.reason };
};

describe('a stop, its day and its reason', () => {
  it.each<[string, string, string | undefined, string | undefined]>([
    ['Infliximab de juin 2012 à juin 2018, perte de réponse.', 'infliximab', '2018-06', 'perte de réponse'],
    ['COPAXONE 10/2012-02/2014 : lipoatrophie.', 'glatiramère', '2014-02', 'lipoatrophie'],
    ['SINGULAIR essayé de janvier à avril 2023 : cauchemars, arrêté.', 'montélukast', '2023-04', 'cauchemars'],
    ['COUMADINE remplacée par ELIQUIS en septembre 2021.', 'warfarine', '2021-09', undefined],
    ['Relais TECFIDERA le 13/11/2023, arrêté le 20/05/2024 : lymphopénie.', 'fumarate de diméthyle', '2024-05-20', 'lymphopénie'],
    ['L’escitalopram cède la place à la sertraline 50 mg le matin.', 'escitalopram', '2026-09-15', undefined],
    ['Dernière injection de STELARA le 20/05/2025, non renouvelée.', 'ustékinumab', '2025-05-20', undefined],
    ['URBANYL 10 mg : il ne l’a plus depuis 2024, ne pas renouveler.', 'clobazam', '2024', undefined],
    ['ARANESP : arrêté le jour de la greffe.', 'darbépoétine alfa', '2026-09-15', undefined],
    [
      'Essai de FOSAMAX : brûlures rétrosternales, elle a tout jeté, et je ne le reprendrai pas.',
      'alendronate',
      '2026-09-15',
      'brûlures rétrosternales',
    ],
  ])('%s', (text, label, date, reason) => {
    expect(stopOf(['2026-09-15', 'Courrier de consultation', text])).toEqual({ label, date, reason });
  });

  it('takes the day that is written, before that of the letter which announces it', () => {
    expect(
      stopOf(
        [
          '2023-03-14',
          'Courrier de consultation',
          'J’arrête donc le lithium, fin le 31 mars 2023. L’annonce de l’arrêt du lithium l’a inquiété.',
        ],
        ['2024-05-02', 'Courrier de consultation', 'Lithium arrêté en mars 2023.'],
      ),
    ).toEqual({ label: 'lithium', date: '2023-03-31', reason: undefined });
  });

  it('takes no day from a sentence that recalls it by the way', () => {
    expect(
      stopOf(
        ['2021-09-21', 'Courrier de consultation', 'J’arrête le SIFROL ce jour.'],
        ['2025-12-02', 'Courrier de consultation', 'Agonistes : jeu pathologique 2020-2021, guéri depuis l’arrêt du pramipexole.'],
      ),
    ).toEqual({ label: 'pramipexole', date: '2021-09-21', reason: undefined });
  });

  it('takes its day from the paper that decides, not from one that reminds of it', () => {
    expect(
      stopOf(
        ['2025-03-10', 'Courrier de consultation', 'J’arrête ce jour le tramadol (confusion).'],
        ['2026-06-01', 'Courrier de consultation', 'Ne pas reprendre : tramadol.'],
      ),
    ).toEqual({ label: 'tramadol', date: '2025-03-10', reason: 'confusion' });
  });

  it('stops neither the drug that another must not meet, nor the strength that was taken', () => {
    const { current } = told([
      '2026-09-15',
      'Courrier de consultation',
      'Traitement :\n- COUMADINE 5 mg le soir\n- BETMIGA 50 (le 25 n’a jamais été délivré)\n- Millepertuis : interaction COUMADINE -> cesser',
    ]);
    expect(current.map(({ label }) => label)).toEqual(expect.arrayContaining(['warfarine', 'mirabégron']));
  });

  it.each([
    'Elle voulait de la mélatonine : refusée.',
    'Options discutées : (a) risankizumab ; (b) upadacitinib, idem.',
    'La carbamazépine est à proscrire chez elle.',
  ])('tells no stop of what was never taken: %s', (text) => {
    expect(told(['2026-09-15', 'Courrier de consultation', text])).toMatchObject({ current: [], stopped: [] });
  });
});

describe('what is taken, and how much', () => {
  const order: Paper = [
    '2026-06-02',
    'Ordonnance',
    'Dr A. MARTIN\nORDONNANCE\nUVEDOSE 100 000 UI : 1 ampoule tous les 3 mois\nCORTANCYL 5 mg : 1 cp le matin',
  ];

  it('completes a dose cut short with what another paper writes of it', () => {
    const { current } = told(order, ['2026-09-15', 'Courrier de consultation', 'Traitement actuel : CORTANCYL 5, UVEDOSE trimestrielle.']);
    expect(current.map(({ label, dose }) => [label, dose])).toEqual([
      ['colécalciférol', expect.stringContaining('100 000 UI')],
      ['prednisone', expect.stringMatching(/5 mg.*matin/)],
    ]);
  });

  it('takes the dose behind the arrow', () => {
    const { current } = told(order, ['2026-09-15', 'Courrier de consultation', 'CORTANCYL 5 -> 10 mg.']);
    expect(current.find(({ label }) => label === 'prednisone')?.dose).toMatch(/^10 mg/);
  });

  it('lists no dose taken once, and no take of a day', () => {
    const { current } = told(
      ['2026-07-15', 'Courrier de consultation', 'Cystite : fosfomycine 3 g, dose unique.'],
      ['2026-09-15', 'Courrier de consultation', 'Automédication : paracétamol 1 fois (mal de dents).'],
    );
    expect(current).toEqual([]);
  });
});

describe('since when', () => {
  it('begins what is taken when needed after a silence of years', () => {
    const [paracetamol] = told(
      ['2009-07-14', 'Courrier de consultation', 'Ordonnance : DOLIPRANE 1 g si douleur.'],
      ['2026-06-15', 'Courrier de consultation', 'Ordonnance : DOLIPRANE 1 g si douleur.'],
    ).current;
    expect(paracetamol?.since).toBe('2026-06-15');
  });

  it('begins anew what is begun after a silence of years', () => {
    const [iron] = told(
      ['2022-03-14', 'Courrier de consultation', 'Traitement : TARDYFERON 80 mg, 1 cp le soir.'],
      ['2026-10-30', 'Courrier de consultation', 'Asthénie, ferritine 8. Je débute TARDYFERON 80 mg, 1 cp le soir.'],
    ).current;
    expect(iron?.since).toBe('2026-10-30');
  });

  it('keeps the first day of what is taken every day', () => {
    const [bisoprolol] = told(
      ['2019-07-14', 'Courrier de consultation', 'Traitement : bisoprolol 2,5 mg le matin.'],
      ['2026-06-15', 'Courrier de consultation', 'Traitement : bisoprolol 2,5 mg le matin.'],
    ).current;
    expect(bisoprolol?.since).toBe('2019-07-14');
  });

  it('lets a stop stand over a list that tells what was taken up to then', () => {
    const { stopped } = told([
      '2026-02-10',
      'Courrier de consultation',
      'Acide zolédronique 4 mg mensuel de juin 2023 à juin 2025 puis trimestriel. Suspendu en novembre avant une extraction.',
    ]);
    expect(stopped.map(({ label, date }) => [label, date])).toEqual([['acide zolédronique', '2025-11']]);
  });

  it('gives no reason that is a person or a card', () => {
    const reason = stopOf(
      ['2026-06-15', 'Courrier de consultation', 'Traitement : amlodipine 5 mg le matin.'],
      ['2026-09-15', 'Courrier de consultation', 'AMLODIPINE 5 mg : ne la prend plus depuis le 10/09, vu avec Dr Durand au téléphone.'],
    )?.reason;
    expect(reason).toBeUndefined();
  });
});

describe('since when the present dose is written', () => {
  const list = (dose: string): string => `Ordonnance\nSERTRALINE ${dose}, 1 gélule le matin, QSP 3 mois`;

  it('tells the first paper of the dose behind the last of another', () => {
    const [current] = told(
      ['2025-10-14', 'Ordonnance', list('25 mg')],
      ['2026-05-20', 'Ordonnance', list('50 mg')],
      ['2026-10-01', 'Ordonnance', list('50 mg')],
    ).current;
    expect(current).toMatchObject({ since: '2025-10-14', note: 'à cette dose depuis le 20/05/2026' });
  });

  it('is silent where the dose never changed, or has come back', () => {
    const [same] = told(['2025-10-14', 'Ordonnance', list('50 mg')], ['2026-10-01', 'Ordonnance', list('50 mg')]).current;
    const [back] = told(
      ['2024-10-14', 'Ordonnance', list('50 mg')],
      ['2025-05-20', 'Ordonnance', list('25 mg')],
      ['2026-10-01', 'Ordonnance', list('50 mg')],
    ).current;
    expect([same?.note ?? '', back?.note ?? ''].join()).not.toContain('à cette dose');
  });

  it('counts from before a short break, and says when it was taken up again', () => {
    const suspended: readonly Paper[] = [
      ['2024-02-05', 'Courrier de consultation', 'Je débute ELIQUIS 5 mg matin et soir.'],
      ['2026-03-08', 'Courrier de consultation', 'Saignement : ELIQUIS arrêté ce jour.'],
    ];
    const again = (day: string): Paper => [day, 'Courrier de consultation', 'Reprise de ELIQUIS 5 mg matin et soir ce jour.'];
    const [short] = told(...suspended, again('2026-03-12')).current;
    expect(short).toMatchObject({ since: '2024-02-05', note: 'repris le 12/03/2026' });
    const [lowered] = told(
      ['2023-03-14', 'Courrier de consultation', 'La quétiapine LP 300 mg le soir est débutée ce jour.'],
      ['2026-04-21', 'Courrier de consultation', 'Ancien traitement : quétiapine 300 mg.'],
      ['2026-05-11', 'Ordonnance', 'Ordonnance\nQUETIAPINE LP 300 mg, 1 comprimé le soir, QSP 3 mois'],
    ).current;
    expect(lowered?.note ?? '').not.toContain('repris');
    const [long] = told(...suspended, again('2026-08-12')).current;
    expect(long).toMatchObject({ since: '2026-08-12' });
  });
});

describe('the stop of a class', () => {
  it('leaves what the same paper goes on with, since when it was taken', () => {
    const { current } = told(
      [
        '2023-03-20',
        'Ordonnance de sortie',
        'KARDEGIC 75 mg : 1 sachet par jour, au long cours\nBRILIQUE 90 mg : 1 comprimé matin et soir',
      ],
      [
        '2024-03-26',
        'Courrier de cardiologie',
        'Les douze mois de double antiagrégation sont révolus, j’arrête ce jour le ticagrélor, et l’aspirine 75 mg est poursuivie au long cours.',
      ],
      ['2024-10-08', 'Compte rendu de coloscopie', 'Aspirine maintenue.'],
    );
    expect(current.map(({ label, since }) => [label, since])).toEqual([['acide acétylsalicylique', '2023-03-20']]);
  });
});
