import { describe, expect, it } from 'vitest';
import { typedDocument, typeOf } from '../../../../eval/typed-document.js';
import { extractFacts } from '../../../../src/extract/understand.js';

/** The values of a paper as "analyte value day", with its mark where the source sets one. */
const values = (type: string, date: string, text: string): string[] =>
  extractFacts(typedDocument({ id: 'd', title: 'd', text, date }, typeOf(type)), {
    patient: { firstNames: [], birthDate: '1981-01-01', sex: 'F' },
    entries: [],
  }).flatMap(({ kind, label, value, date: day }) =>
    kind === 'observation' && value !== undefined
      ? [`${label} ${value.text} ${day ?? ''}${value.flag === undefined ? '' : ` ${value.flag}`}`]
      : [],
  );

describe('the day of a value', () => {
  it('gives each number of a row its day where the blanks between cells are lost', () => {
    const told = values(
      'CRH',
      '2018-10-22',
      'Poids stable.\n\n08/10 12/10 22/10\nCréatinine (µmol/L) 128 117 104\nProtéinurie (g/24 h) 3,8 - 2,6\nC3 (g/L) 0,38 - 0,49\nSédiment normal.',
    );
    expect(told).toEqual(
      expect.arrayContaining([
        'Créatinine 128 2018-10-08',
        'Créatinine 117 2018-10-12',
        'Créatinine 104 2018-10-22',
        'Protéinurie 3,8 2018-10-08',
        'Protéinurie 2,6 2018-10-22',
        'C3 0,49 2018-10-22',
      ]),
    );
  });

  it('takes no mark beside a number and the next column for a range', () => {
    const told = values(
      'CR-BIO',
      '2026-11-03',
      [
        'EXAMEN                         RESULTAT    UNITE       VALEURS USUELLES    19/10/2026   12/10/2026   05/10/2026',
        'Leucocytes                       5,1       G/L         4,0 - 10,0             4,2          3,0 -        3,9 -',
      ].join('\n'),
    );
    expect(told).toEqual(expect.arrayContaining(['Leucocytes 4,2 2026-10-19', 'Leucocytes 3,0 2026-10-12', 'Leucocytes 3,9 2026-10-05']));
  });

  it('reads the day of earlier results on the line of a chapter', () => {
    const told = values(
      'CR-BIO',
      '2021-06-15',
      [
        'Prélèvement du 15/06/2021 à 07h25',
        '                                       Valeur       Unité          Intervalle          Précédents',
        'HORMONOLOGIE                                                                     12/01/2021',
        'T4 libre ...........................   48,6  H    pmol/L         (12,0 - 22,0)          17,4',
        'BIOCHIMIE',
        'Potassium ..........................    4,6        mmol/L         (3,5 - 5,1)           4,4',
      ].join('\n'),
    );
    expect(told).toEqual(expect.arrayContaining(['T4 libre 17,4 2021-01-12', 'Potassium 4,4 2021-01-12', 'Potassium 4,6 2021-06-15']));
  });

  it.each([
    [
      'LETTRE',
      'Le laboratoire, sur le prélèvement du 21 novembre : anti-SSA présents. Hémoglobine 12,0 g/dl.',
      'Hémoglobine 12,0 2024-11-21',
    ],
    ['LETTRE', 'Les chiffres du 21 novembre : protéinurie 1,62 g/g. Créatinine 118 µmol/L.', 'Créatinine 118 2024-11-21'],
    [
      'CRH',
      'Séjour : du 14/11/2024 (via le SAU) au 24/11/2024\n\nCe qui a été trouvé\nFC 112. Créatinine 66 µmol/L.',
      'Créatinine 66 2024-11-14',
    ],
    [
      'CRH',
      'Séjour du 14/11/2024 au 24/11/2024\n\nÉVOLUTION\nA l’arrivée PA 84/50, conscience normale. Hb 6,9 g/dL.',
      'Hémoglobine 6,9 2024-11-14',
    ],
    ['LETTRE', 'Dernière créat. 61 µmol/L, plaq. 231 G/L.', 'Créatinine 61 2024-12-05'],
  ])('%s: %s', (type, text, expected) => {
    expect(values(type, '2024-12-05', text)).toContain(expected);
  });

  it('lets the arrival hold no further than its line', () => {
    const told = values(
      'CRH',
      '2024-11-24',
      'Séjour du 14/11/2024 au 24/11/2024\n\nÉVOLUTION\nA l’arrivée PA 84/50.\nTransfusion de trois culots. Hb 9,2 g/dL.',
    );
    expect(told).not.toContain('Hémoglobine 9,2 2024-11-14');
  });
});
