import { describe, expect, it } from 'vitest';
import { treatmentsOf, type Paper } from '../../fakes/treatments-of.js';

/** Papers written for this test: none comes from a dossier. */
const current = (...papers: readonly Paper[]): readonly string[] =>
  treatmentsOf(papers).current.map(({ label, brand, dose, note }) =>
    [label, brand, dose, note].filter((part) => part !== undefined).join(' | '),
  );
const stopped = (...papers: readonly Paper[]): readonly string[] =>
  treatmentsOf(papers).stopped.map(({ label, date }) => `${label} ${date ?? '-'}`);

describe('one treatment named in two ways', () => {
  it('is told once, by its longer name', () => {
    expect(
      current(
        ['2026-09-01', 'Ordonnance', 'ORDONNANCE\nMODOPAR 125 mg : 1 cp à 8h\nOROCAL D3 500 mg : 1 cp le soir\nLANTUS 20 unités le soir'],
        ['2026-09-10', 'Bilan de médication', 'Lévodopa : 2 cp par jour. Orocal à 16 h. Surveillance de l’insuline 20 unités le soir.'],
      ).map((line) => line.split(' | ')[0]),
    ).toEqual(['lévodopa + bensérazide', 'carbonate de calcium + colécalciférol', 'insuline glargine']);
  });

  it('is two where one paper holds both', () => {
    expect(
      current(['2026-09-01', 'Ordonnance', 'ORDONNANCE\nCOAPROVEL 150/12,5 mg 1 cp le matin\nIRBESARTAN 75 mg 1 cp le soir']).map(
        (line) => line.split(' | ')[0],
      ),
    ).toEqual(['irbésartan + hydrochlorothiazide', 'irbésartan']);
  });
});

describe('one drug on several lines of one paper', () => {
  const heading = 'ORDONNANCE\n';
  it.each([
    [
      'MODOPAR 125 gélule (lévodopa 100 + bensérazide 25)\n   1 gélule à 7 h, 11 h et 15 h\n\nMODOPAR 125 dispersible\n   1 au réveil\n\nMODOPAR LP 125\n   1 gélule au coucher',
      'lévodopa + bensérazide | MODOPAR | 1 gélule, à 7 h, 11 h et 15 h + 125, au réveil + 125, 1 gélule, au coucher',
    ],
    [
      'SKENAN LP 10 mg : 1 gélule matin et soir\nACTISKENAN 5 mg : 1 gélule si douleur, max 6 par jour',
      'morphine | ACTISKENAN | SKENAN 10 mg, 1 gélule, matin et soir + ACTISKENAN 5 mg, 1 gélule, si douleur, max 6 par jour',
    ],
  ])('is one regimen: %s', (lines, told) => expect(current(['2026-10-22', 'Ordonnance', heading + lines])).toEqual([told]));

  it('is two doses at one time of the day', () => {
    const lines = 'TAHOR 40 mg : 1 cp le soir\nTAHOR 20 mg : 1 cp le soir';
    expect(current(['2026-10-22', 'Ordonnance', heading + lines])[0]).not.toContain(' + ');
  });

  it('is no regimen where a list stands between', () => {
    const others =
      'COVERSYL 5 mg : 1 cp le matin\nELIQUIS 5 mg : 1 cp matin et soir\nSEROPLEX 10 mg : 1 cp le matin\nKARDEGIC 75 mg : 1 sachet à midi\nINEXIUM 20 mg : 1 cp le soir';
    const lines = `LASILIX 40 mg : 1 cp le matin\n${others}\nLASILIX 20 mg : 1 cp le soir`;
    expect(current(['2026-10-22', 'Ordonnance', heading + lines]).find((line) => line.startsWith('furosémide'))).not.toContain(' + ');
  });
});

describe('what is given for a scan', () => {
  it('is neither taken nor stopped', () => {
    const papers: readonly Paper[] = [
      ['2023-02-16', 'Scanner', 'Scanner injecté par OMNIPAQUE 300, 80 mL, bien toléré.'],
      ['2024-11-26', 'Scanner', 'Scanner avec injection d’OMNIPAQUE 300, 80 mL.'],
      ['2026-03-01', 'Courrier de consultation', 'IOMERON remplacé par OMNIPAQUE. Contre-indication au DOTAREM.'],
    ];
    expect([current(...papers), stopped(...papers)]).toEqual([[], []]);
  });
});

describe('a renewal by mistake', () => {
  const order: Paper = ['2026-06-29', 'Ordonnance', 'ORDONNANCE\nLEPONEX 25 mg : ½ cp le soir\nTAHOR 40 mg : 1 cp le soir'];
  const stop: Paper = ['2026-10-13', 'Courrier de consultation', 'Neutropénie : arrêt du LEPONEX le 13/10/2026, ne pas reprendre.'];
  const again: Paper = ['2026-11-05', 'Ordonnance', 'ORDONNANCE\nLEPONEX 25 mg : ½ cp le soir\nTAHOR 40 mg : 1 cp le soir'];
  const seen: Paper = ['2026-11-06', 'Transmissions', 'Leponex est encore sur l’ordonnance d’hier. Pas donné.'];

  it('leaves the first stop where a later paper says so', () => {
    expect(stopped(order, stop, again, seen)).toEqual(['clozapine 2026-10-13']);
  });

  it('is a new prescription where nobody says so', () => {
    expect(current(order, stop, again).map((line) => line.split(' | ')[0])).toContain('clozapine');
  });
});

describe('a drug that the pharmacist changes', () => {
  it('is not taken where another replaces it', () => {
    const order: Paper = ['2026-05-20', 'Ordonnance', 'ORDONNANCE\nPYOSTACINE 500 mg : 2 cp matin et soir\nTAHOR 40 mg : 1 cp le soir'];
    expect(
      current(order, ['2026-05-21', 'Intervention pharmaceutique', 'Pristinamycine non délivrée, remplacée par amoxicilline.']),
    ).not.toContainEqual(expect.stringMatching(/^pristinamycine/));
  });
});

describe('the dose that is believed', () => {
  const order: Paper = ['2026-10-06', 'Ordonnance', 'ORDONNANCE\nABASAGLAR 18 unités le soir\nTAHOR 40 mg 1 cp le soir'];

  it('is the one that a later list bears for the first time', () => {
    expect(current(order, ['2026-11-05', 'Courrier de consultation', 'Traitement : ABASAGLAR 16 unités le soir, TAHOR 40 mg.'])).toContain(
      'insuline glargine | ABASAGLAR | 16 unités, le soir | à cette dose depuis le 05/11/2026 ; autre dose écrite le 06/10/2026 : 18 unités, le soir',
    );
  });

  it('is the prescription’s where the list repeats an older one', () => {
    const before: Paper = ['2026-05-02', 'Courrier de consultation', 'Traitement : ABASAGLAR 16 unités le soir.'];
    expect(
      current(before, order, ['2026-11-05', 'Courrier de consultation', 'Traitement : ABASAGLAR 16 unités le soir, TAHOR 40 mg.']).find(
        (line) => line.startsWith('insuline'),
      ),
    ).toMatch(/^insuline glargine \| ABASAGLAR \| 18 unités, le soir/);
  });

  it('tells each take of the day, and names no brand that was not taken', () => {
    expect(
      current(
        ['2026-09-22', 'Consultation diététique', 'FORTIMEL prescrits en mars : n’en boit aucun.'],
        [
          '2026-11-05',
          'Ordonnance',
          'ORDONNANCE\nLIORESAL 10 mg 1/2 cp matin, 1/2 cp midi, 1 cp soir\nMODOPAR 125 mg : 7h 1 cp - 14h 1 cp - 21h ½ cp\nCNO 1/j à 22 h',
        ],
      ),
    ).toEqual([
      'baclofène | LIORESAL | 10 mg, 1/2 cp matin, 1/2 cp midi, 1 cp soir',
      'lévodopa + bensérazide | MODOPAR | 125 mg, 7h 1 cp - 14h 1 cp - 21h ½ cp',
      'complément nutritionnel oral | 1/j à 22 h',
    ]);
  });
});
