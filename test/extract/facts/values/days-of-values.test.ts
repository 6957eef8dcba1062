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

  it.each<[string, string[]]>([
    ['En novembre 2024 le VEMS était à 77 %, en janvier 2023 à 71 %.', ['VEMS 71 2023-01', 'VEMS 77 2024-11']],
    ['Test n° 1 (ornithine, 18/10/2023) : pic de GH 5,8 ng/mL (N > 7).', ['Pic de GH 5,8 2023-10-18']],
    ['ALAT 38 (elles étaient à 132 en juin).', ['ALAT (TGP) 132 2025-06', 'ALAT (TGP) 38 2026-03-10']],
    ['Le PHQ-9 était à 14 à la première séance, à 6 en août 2024 ; il est à 16 ce mardi.', ['PHQ-9 16 2026-03-10', 'PHQ-9 6 2024-08']],
    // Of a day that is not told: neither today's nor another's.
    ["Poids : 141 kg alors, 118 l'an passé, 104 ce mardi.", ['Poids 104 2026-03-10', 'Poids 118 2025']],
    ['À quatorze ans, 31 kg pour 1,58 m. Poids 49,2 kg.', ['Poids 49,2 2026-03-10']],
    // Further on in the sentence, of the same measure where a day follows.
    ['Hb 8,4 g/dL le 20/02, deux culots le jour même, 10,1 le 02/03.', ['Hémoglobine 10,1 2026-03-02', 'Hémoglobine 8,4 2026-02-20']],
    ['Hb 8,4 g/dL le 20/02, fer 1,5 g le 02/03.', ['Hémoglobine 8,4 2026-02-20']],
    ['Créatinine 212 µmol/L le 16/02. Pas de dialyse. 134 µmol/L à la sortie.', ['Créatinine 134 2026-03-10', 'Créatinine 212 2026-02-16']],
    [
      'Créatinine 212 µmol/L le 16/02, bilirubine 40 µmol/L. Pas de dialyse. 134 µmol/L à la sortie.',
      ['Bilirubine totale 40 2026-02-16', 'Créatinine 212 2026-02-16'],
    ],
    ['Le DFG de M. Martin glisse : 31 mL/min/1,73 m² en septembre, 44 en 2022.', ['DFG estimé 31 2025-09', 'DFG estimé 44 2022']],
    ["MMSE 23 (26 l'an dernier).", ['MMSE 23 2026-03-10', 'MMSE 26 2025']],
    [
      "Le VEMS remonte à 1,74 L, soit 71 % de la théorique (il n'était que de 1,52 L le 4 avril 2025), pour une CVF de 2,63 L.",
      ['CVF 2,63 2026-03-10', 'VEMS 1,52 2025-04-04', 'VEMS 1,74 2026-03-10', 'VEMS 71 2026-03-10'],
    ],
    ['Contrôle demandé pour une TSH > 4.', []],
    ['Une insuffisance cardiaque (FEVG 28 %) est reconnue le 12 octobre 2021.', ['FEVG 28 2021-10-12']],
    // The sampling that a line opens with holds for the sentences behind.
    ['PSA du 20 juin 2022 : 0,08 ng/mL. Testostérone 0,2 ng/mL.', ['PSA total 0,08 2022-06-20', 'Testostérone 0,2 2022-06-20']],
    ['TSH 2,1 (mars 2024). Créatinine 88.', ['Créatinine 88 2026-03-10', 'TSH 2,1 2024-03']],
    ['PSA du 20 juin 2022 : 0,08 ng/mL.\nTestostérone 0,2 ng/mL.', ['PSA total 0,08 2022-06-20', 'Testostérone 0,2 2026-03-10']],
    // A line that names what the days below it are of.
    [
      'G8 : 11/17\n\nPSA (ng/mL)\n20/06/2022 0,08\n12/11/2024 0,11',
      ['G8 11 2026-03-10', 'PSA total 0,08 2022-06-20', 'PSA total 0,11 2024-11-12'],
    ],
    // A stay of years ago, told on a form, is not the form's.
    ['[X] hospitalisé : bronchiolite du 12 au 17/12/2014\nPoids 8,1 kg', ['Poids 8,1 2026-03-10']],
  ])('%s', (text, expected) => {
    expect(values('LETTRE', '2026-03-10', text).toSorted()).toEqual(expected);
  });

  it('reads a day and a month in the bracket behind the number of a row', () => {
    const text =
      'MEDICAMENTS     Résultat     Unité     Références\nLévétiracétam, résiduel ....... 17,6     mg/L     12 - 46     9,8 (03/02)';
    expect(values('CR-BIO', '2026-03-10', text)).toEqual(['Lévétiracétam 17,6 2026-03-10', 'Lévétiracétam 9,8 2026-02-03']);
  });

  it('takes what a method can see for no earlier result', () => {
    const text =
      'EXAMENS        Résultat      Unité       Référence       Antériorité 16/05/2025\nADN du virus B .....      2,15 log UI/mL  H  seuil 1,0               1,80';
    expect(values('CR-BIO', '2026-03-10', text).map((told) => told.replace(/ [HL]$/, ''))).toEqual([
      'ADN du virus B 2,15 2026-03-10',
      'ADN du virus B 1,80 2025-05-16',
    ]);
  });

  it('dates what stands under a line that says nothing but what was sampled and when', () => {
    const told = values('LETTRE', '2025-02-11', 'BILAN 20/01/2025\nHb 12,9    VGM 81\nCRP 9,4\n\nCréatinine 77 µmol/L.');
    expect(told).toEqual(
      expect.arrayContaining(['Hémoglobine 12,9 2025-01-20', 'VGM 81 2025-01-20', 'CRP 9,4 2025-01-20', 'Créatinine 77 2025-02-11']),
    );
  });

  it('gives a number alone in brackets the day that a legend says its brackets hold', () => {
    const told = values(
      'LETTRE',
      '2025-02-11',
      'BILAN 20/01/2025 (entre parenthèses 28/11/2024)\nHb 12,9 (11,6)    Ferritine 96 (9)\nB12 138 pmol/L ↓ (151)   Ca 2,21 (3 mois)\n\nTSH 3,1 (2,2).',
    );
    expect(told).toEqual(
      expect.arrayContaining([
        'Hémoglobine 12,9 2025-01-20',
        'Hémoglobine 11,6 2024-11-28',
        'Ferritine 9 2024-11-28',
        'Vitamine B12 138 2025-01-20 L',
        'Vitamine B12 151 2024-11-28',
        'TSH 3,1 2025-02-11',
      ]),
    );
    expect(told.some((one) => /^(?:Calcium 3|TSH 2,2) /.test(one))).toBe(false);
  });

  it('reads what was added to a paper on another day with that day', () => {
    const told = values(
      'LETTRE',
      '2018-06-26',
      'Poids 88 kg.\n\nAjout du 12/03/2019 - Synacthène ce jour : cortisol 561 nmol/L. Axe récupéré. Poids 80 kg.\n\nCréatinine 77 µmol/L.',
    );
    expect(told).toEqual(
      expect.arrayContaining(['Poids 88 2018-06-26', 'Cortisol 561 2019-03-12', 'Poids 80 2019-03-12', 'Créatinine 77 2018-06-26']),
    );
    expect(values('URG', '2023-12-20', 'CRP 3.\n\nRAJOUT 04/01 (labo) : créat 77 µmol/L, Hb 12,1.')).toEqual(
      expect.arrayContaining(['Créatinine 77 2024-01-04', 'Hémoglobine 12,1 2024-01-04']),
    );
  });

  it('dates a number by the day behind what it was measured under, not by that of a treatment', () => {
    expect(values('LETTRE', '2026-10-26', 'Hyponatrémie à 112 sous escitalopram en juillet 2026.')).toContain('Sodium 112 2026-07');
    expect(values('LETTRE', '2026-10-26', 'Kaliémie 5,1 sous spironolactone introduite en mars 2026.')).toContain(
      'Potassium 5,1 2026-10-26',
    );
    expect(values('LETTRE', '2026-10-26', 'Hb 11,2 g/dL sous fer depuis le 12/03/2026.')).toContain('Hémoglobine 11,2 2026-10-26');
  });

  it('dates the bracket of what was found on a day by it', () => {
    const told = values(
      'LETTRE',
      '2013-05-21',
      'Diabète découvert le 4 mars 2009 par une acidocétose inaugurale (pH 7,14, HbA1c 11,8 %), prise en charge ici. Opéré en 2010 (TSH 2,1).',
    );
    expect(told).toEqual(expect.arrayContaining(['pH 7,14 2009-03-04', 'HbA1c 11,8 2009-03-04', 'TSH 2,1 2013-05-21']));
  });

  it('takes the last of two numbers told without their days for today’s, and an extreme for nobody’s day', () => {
    expect(values('LETTRE', '2018-04-17', 'ALAT 71 puis 78 UI/L, GGT 88.')).toEqual(['ALAT (TGP) 78 2018-04-17', 'Gamma-GT 88 2018-04-17']);
    expect(values('CRH', '2025-02-08', 'Hospitalisation du 01/02/2025 au 08/02/2025\nBiologie : CRP 145 puis 32 mg/L.')).toEqual([
      'CRP 145 2025-02-01',
    ]);
    expect(values('LETTRE', '2025-02-11', 'Troponine 7 ng/L à H0 puis 8 à H3.')).toEqual([
      'Troponine 7 2025-02-11',
      'Troponine 8 2025-02-11',
    ]);
    expect(values('LETTRE', '2025-02-11', 'Nadir d’hémoglobine à 7,2 g/dL, pic de CRP à 312 le 12/01/2025.')).toEqual([
      'Hémoglobine 7,2 ',
      'CRP 312 2025-01-12',
    ]);
  });

  it('reads the number that a broken line puts under its name', () => {
    expect(values('LETTRE', '2023-10-17', 'Elle ne saigne plus. Créatinine du 12/10 :\n94 µmol/L. ETT : FEVG 55 %.')).toContain(
      'Créatinine 94 2023-10-12',
    );
    expect(values('LETTRE', '2023-10-17', 'Va bien. À surveiller, créatinine :\n94 ans, vit seul.')).toEqual([]);
  });

  it('dates what stops in an addendum by it, and the histology that it brings by the paper', () => {
    const facts = extractFacts(
      typedDocument({
        id: 'd',
        title: 'd',
        text: 'Urétéroscopie ce jour.\n\nADDENDUM DU 16/07/2015\nSonde retirée. REYATAZ arrêté ce jour, relais par STRIBILD.\n\nComplément du 20/07/2015 : histologie reçue, dysplasie de bas grade.',
        date: '2015-07-02',
      }),
      { patient: { firstNames: [], birthDate: '1981-01-01', sex: 'F' }, entries: [] },
    ).map(({ label, date, medication }) => `${medication?.event ?? ''} ${label} ${date ?? ''}`.trim());
    expect(facts).toEqual(expect.arrayContaining(['stopped atazanavir 2015-07-16', 'Dysplasie de bas grade 2015-07-02']));
  });

  it('takes no performance status, no complement and no day of long before for an addendum', () => {
    const told = values(
      'LETTRE',
      '2025-02-11',
      'PS 1 le 12/01/2025, poids 61 kg.\nComplément C3 0,9 g/L.\nAjout de fer le 12/12/2024. Hb 11 g/dL.\nRajout 08/12 : Plaquettes 210 G/L.',
    );
    expect(told).toEqual(expect.arrayContaining(['C3 0,9 2025-02-11', 'Hémoglobine 11 2025-02-11']));
    expect(told.some((one) => one.includes('2025-12-08'))).toBe(false);
  });
});
