import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../../src/domain/fact.js';
import { analysePage } from '../../../../src/extract/text/analyse-page.js';
import { extractValues } from '../../../../src/extract/facts/values/value-extract.js';

/** Reads a page of plain text and lists each value as "label number unit flag [range] date". */
function read(text: string, documentDate = '2024-03-20', documentType = '11502-2'): string[] {
  const page = { number: 1, text, source: 'plain' as const, positions: [], furniture: [] };
  return extractValues(analysePage('d', page), { documentId: 'd', documentDate, documentType }).map((fact) => line(fact, text));
}

function line(fact: Fact, text: string): string {
  const { value } = fact;
  const { span, quote } = fact.citations[0];
  expect(text.slice(span.start, span.end)).toBe(quote);
  return [
    fact.label,
    value?.text,
    value?.unit,
    value?.flag,
    value?.rangeText === undefined
      ? undefined
      : `[${value.rangeText
          .replace(/[()[\]]/g, '')
          .replace(/\s+/g, ' ')
          .trim()}]`,
    fact.date,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}

const LAYOUTS: readonly { readonly name: string; readonly text: string; readonly expected: readonly string[] }[] = [
  {
    name: 'a name on its line, its number below, the earlier one behind or under it; dotted letters; another name ends it',
    text: `FERRITINE (immunodosage)
     14 µg/L          (VN : 20 à 200)       Ant. 31/01/2023 : 22
T.S.H. ultrasensible
     2,31 mUI/L
FER SERIQUE
   Ce jour        9,1 µmol/L
   Antérieur      12 µmol/L (10/06/2022)
Divers
     7,4 µmol/L`,
    expected: [
      'Ferritine 14 µg/L [VN : 20 à 200] 2024-03-20',
      'Ferritine 22 µg/L 2023-01-31',
      'TSH 2,31 mUI/L 2024-03-20',
      'Fer sérique 9,1 µmol/L 2024-03-20',
      'Fer sérique 12 µmol/L 2022-06-10',
    ],
  },
  {
    name: 'bars around the columns, the unit with the name',
    text: `|Examen|12/03/24|08/09/23|Norme|
|---|---|---|---|
|HbA1c (HPLC)|7,4 %|8,1 %|4,0-6,0|
|Glycémie à jeun g/L|1,32|1,58|0,70-1,10|`,
    expected: [
      'HbA1c 7,4 % [4,0-6,0] 2024-03-12',
      'HbA1c 8,1 % 2023-09-08',
      'Glycémie à jeun 1,32 g/L [0,70-1,10] 2024-03-12',
      'Glycémie à jeun 1,58 g/L 2023-09-08',
    ],
  },
  {
    name: 'the day at the end of a chapter heading, an earlier result told in its name',
    text: `BIOCHIMIE                                        le 15/03/2024
Calcium               2,41 mmol/L
Calcium antérieur (03/2023) 2,58`,
    expected: ['Calcium 2,41 mmol/L 2024-03-15', 'Calcium 2,58 2023-03'],
  },
  {
    name: 'the notebook of a nurse: a day a row, without its year, a remark that keeps its figures',
    text: `CAHIER DE LIAISON
DATE      INR    DOSE AVK    POIDS    TA        REMARQUES
28/12     2,3    6 mg        78,4     104/60    O2 réglé 2 L par la fille
02/01     3,2    5 mg        79,0     100/60    3,2 = trop haut ? on baisse à 5
05/01     (labo : 3,4) 5 mg        79,4     98/58    RAS`,
    expected: [
      'INR 2,3 2023-12-28',
      'Poids 78,4 2023-12-28',
      'Pression artérielle 104/60 2023-12-28',
      'INR 3,2 2024-01-02',
      'Poids 79,0 2024-01-02',
      'Pression artérielle 100/60 2024-01-02',
    ],
  },
  {
    name: 'dotted leaders, value, unit, range, dated earlier column',
    text: `Prélevé le 18/03/2024 à 07h10
                              Résultat   Unité     Valeurs de référence   Ant. 12/06/2023
Hémoglobine ................. 14,8       g/dL      13,4 - 16,7            15,0
Gamma-GT .................... 121    H   UI/L      < 60                   96`,
    expected: [
      'Hémoglobine 14,8 g/dL [13,4 - 16,7] 2024-03-18',
      'Hémoglobine 15,0 g/dL 2023-06-12',
      'Gamma-GT 121 UI/L H [< 60] 2024-03-18',
      'Gamma-GT 96 UI/L 2023-06-12',
    ],
  },
  {
    name: 'L for low between the value and its unit, and the litres of a volume',
    text: 'DFG estimé ......   44    L    mL/min/1,73m²   > 60\nCalcium ......  2,1   L   mmol/L   2,2 - 2,6\nVEMS ......  1,5 L   62 %',
    expected: [
      'DFG estimé 44 mL/min/1,73m² L [> 60] 2024-03-20',
      'Calcium 2,1 mmol/L L [2,2 - 2,6] 2024-03-20',
      'VEMS 1,5 L 2024-03-20',
      'VEMS 62 % 2024-03-20',
    ],
  },
  {
    name: 'value glued to its unit, flag behind, range in brackets',
    text: `LABORATOIRE DU PORT
Date de prélèvement : 04.02.2024
BIOCHIMIE
Sodium            141mmol/L        (136-145)
Potassium         5,6 mmol/L  *    (3,5-5,1)
CRP               <0,6 mg/L        (<5)`,
    expected: ['Sodium 141 mmol/L [136-145] 2024-02-04', 'Potassium 5,6 mmol/L A [3,5-5,1] 2024-02-04', 'CRP <0,6 mg/L [<5] 2024-02-04'],
  },
  {
    name: 'range before value, arrows',
    text: `Analyse            Normes            Résultat
Prélèvement du 11/01/2024
Créatinine         59 - 104 µmol/L   132 ↑
Calcium            2,20 - 2,55       2,11 ↓`,
    expected: ['Créatinine 132 H [59 - 104] 2024-01-11', 'Calcium 2,11 L [2,20 - 2,55] 2024-01-11'],
  },
  {
    name: 'pipes, tabs and unit in the name',
    text: `Examen | Résultat | Unité | Référence
Prélevé le 02/03/2024
Glycémie à jeun (g/L) | 1,31 | | 0,70 - 1,10
Ferritine\t412\tng/mL\t30 - 400`,
    expected: ['Glycémie à jeun 1,31 g/L [0,70 - 1,10] 2024-03-02', 'Ferritine 412 ng/mL [30 - 400] 2024-03-02'],
  },
  {
    name: 'two unit systems on one row',
    text: `                      Résultats                    Normes
Prélevé le : 12 mars 2024
Cholestérol total      2,05 g/L    5,29 mmol/L       < 2,00
Urée                   0,42 g/L     7,0 mmol/L`,
    expected: [
      'Cholestérol total 2,05 g/L [< 2,00] 2024-03-12',
      'Cholestérol total 5,29 mmol/L 2024-03-12',
      'Urée 0,42 g/L 2024-03-12',
      'Urée 7,0 mmol/L 2024-03-12',
    ],
  },
  {
    name: 'cumulative table, one column a date, newest first',
    text: `                    15/03/2024   10/12/2023   02/09/2023
Hémoglobine           11,2         11,9         12,6
Plaquettes            243          251          262`,
    expected: [
      'Hémoglobine 11,2 2024-03-15',
      'Hémoglobine 11,9 2023-12-10',
      'Hémoglobine 12,6 2023-09-02',
      'Plaquettes 243 2024-03-15',
      'Plaquettes 251 2023-12-10',
      'Plaquettes 262 2023-09-02',
    ],
  },
  {
    name: 'earlier value with its own date beside it',
    text: `ANALYSE          RESULTAT     UNITE      REFERENCE      ANTERIEUR
Prélèvement : 16/02/2024
TSH              4,38         mUI/L      0,35 - 4,50    3,92 (11/02/23)
Vitamine B12     289          pg/mL      200 - 900`,
    expected: ['TSH 4,38 mUI/L [0,35 - 4,50] 2024-02-16', 'TSH 3,92 mUI/L 2023-02-11', 'Vitamine B12 289 pg/mL [200 - 900] 2024-02-16'],
  },
  {
    name: 'single blanks everywhere, as recognised text has them',
    text: `Résultat Unité Valeurs de référence Antériorité 12/06/2023
Prélevé le 18/03/2024
ALAT 72 H UI/L < 41 58
Bilirubine totale 9 µmol/L < 21`,
    expected: ['ALAT (TGP) 72 UI/L H [< 41] 2024-03-18', 'ALAT (TGP) 58 UI/L 2023-06-12', 'Bilirubine totale 9 µmol/L [< 21] 2024-03-18'],
  },
  {
    name: 'results in words and titres',
    text: `Prélevé le 18/03/2024
                         Résultat          Valeurs usuelles
Antigène HBs ............ Négatif
Anticorps anti-HBs ...... < 2,0    UI/L    (seuil protecteur : 10)
Ac anti-endomysium IgA .. Positif 1/160    Négatif < 1/10`,
    expected: [
      'Antigène HBs Négatif 2024-03-18',
      'Anticorps anti-HBs < 2,0 UI/L 2024-03-18',
      'Anti-endomysium IgA Positif 1/160 2024-03-18',
    ],
  },
  {
    name: 'urine apart from blood',
    text: `Prélevé le 18/03/2024
               Résultat   Unité     Référence
HÉMATOLOGIE
Leucocytes     7,2        G/L       4,0 - 10,0
EXAMEN CYTOBACTÉRIOLOGIQUE DES URINES
Leucocytes     640        /mm3      < 10
Protéinurie    0,12       g/L       < 0,15`,
    expected: [
      'Leucocytes 7,2 G/L [4,0 - 10,0] 2024-03-18',
      'Leucocytes (urines) 640 /mm3 [< 10] 2024-03-18',
      'Protéinurie 0,12 g/L [< 0,15] 2024-03-18',
    ],
  },
  {
    name: 'hours of a stay across',
    text: `BIOLOGIE
                     07/02 H0    H8      H24     12/02
Potassium (mmol/L)   5,6         3,0     3,7     4,1`,
    expected: [
      'Potassium 5,6 mmol/L 2024-02-07',
      'Potassium 3,0 mmol/L 2024-02-07',
      'Potassium 3,7 mmol/L 2024-02-08',
      'Potassium 4,1 mmol/L 2024-02-12',
    ],
  },
  {
    name: 'measures across, sites down',
    text: `Site                   DMO (g/cm²)   T-score   Z-score
Rachis L1-L4             0,728        -2,9      -1,0
Col fémoral gauche       0,541        -2,8      -0,9`,
    expected: [
      'DMO (Rachis L1-L4) 0,728 g/cm² 2024-03-20',
      'Densitométrie, T-score (Rachis L1-L4) -2,9 2024-03-20',
      'Z-score (Rachis L1-L4) -1,0 2024-03-20',
      'DMO (Col fémoral gauche) 0,541 g/cm² 2024-03-20',
      'Densitométrie, T-score (Col fémoral gauche) -2,8 2024-03-20',
      'Z-score (Col fémoral gauche) -0,9 2024-03-20',
    ],
  },
  {
    name: 'growth, dates down',
    text: `Date          Poids (kg)   Taille (cm)   PC (cm)
12/01/2023    7,85         68            43,5
15/07/2023    9,6          76,5          46`,
    expected: [
      'Poids 7,85 kg 2023-01-12',
      'Taille 68 cm 2023-01-12',
      'Périmètre crânien 43,5 cm 2023-01-12',
      'Poids 9,6 kg 2023-07-15',
      'Taille 76,5 cm 2023-07-15',
      'Périmètre crânien 46 cm 2023-07-15',
    ],
  },
  {
    name: 'flag before the value, thousands with a blank, month columns',
    text: `                            RÉSULTAT     UNITÉ       RÉFÉRENCES       mars 2023
Prélevé le 18/03/2024
NT-proBNP             *     6 840        ng/L        < 125            2 310
Leucocytes                  7 400        /mm3        4 000 - 10 000`,
    expected: [
      'NT-proBNP 6 840 ng/L A [< 125] 2024-03-18',
      'NT-proBNP 2 310 ng/L 2023-03',
      'Leucocytes 7 400 /mm3 [4 000 - 10 000] 2024-03-18',
    ],
  },
  {
    name: 'reference intervals with N, semicolons and words',
    text: `Prélevé le 18/03/2024                 Résultats      Valeurs de référence
Acide urique : 498 µmol/L (N : 202 - 417)
Plaquettes : 241 G/L [150 ; 400]
HbA1c : 7,2 % (N < 6)`,
    expected: [
      'Acide urique 498 µmol/L [N : 202 - 417] 2024-03-18',
      'Plaquettes 241 G/L [150 ; 400] 2024-03-18',
      'HbA1c 7,2 % [N < 6] 2024-03-18',
    ],
  },
];

describe('tables of results', () => {
  for (const { name, text, expected } of LAYOUTS)
    it(name, () => {
      expect(read(text)).toEqual(expected);
    });

  it('leaves identity lines and comments alone', () => {
    const text = `LABORATOIRE 14 place du Port Tél : 04 65 71 48 12
Né le 22/04/1967   Sexe : M   56 ans    Dossier n° 230612-1047
Prélevé le 18/03/2024
              Résultat   Unité
Créatinine    88         µmol/L
   En prévention secondaire, l'objectif recommandé est < 0,55 g/L (ESC 2019).
   Risque faible : < 1,16 g/L   modéré : < 1,00 g/L`;
    expect(read(text)).toEqual(['Créatinine 88 µmol/L 2024-03-18']);
  });

  it('keeps the column of a line that the printer set smaller to fit', () => {
    const text = 'Antériorités\n      05/09/2022   14/02/2022\nCRP 48 4 72\nSodium 139   140';
    const place = (start: number, end: number, x: number, width: number, height: number) => ({
      start,
      end,
      box: { x, y: 0, width, height },
    });
    const at = (word: string, from = 0): [number, number] => [text.indexOf(word, from), text.indexOf(word, from) + word.length];
    // The heading is set at nine tenths: its first column ends left of where the rows' numbers stand.
    const positions = [
      place(...at('05/09/2022'), 0.646, 0.0729, 0.012),
      place(...at('14/02/2022'), 0.745, 0.0729, 0.012),
      place(...at('Sodium'), 0.1, 0.0486, 0.01333),
      place(...at('139'), 0.4, 0.0243, 0.01333),
      place(...at('140'), 0.72, 0.0243, 0.01333),
    ];
    const page = { number: 1, text, source: 'text-layer' as const, positions, furniture: [] };
    const facts = extractValues(analysePage('d', page), { documentId: 'd', documentDate: '2022-11-28', documentType: '11502-2' });
    expect(facts.filter((fact) => fact.label === 'Sodium').map((fact) => `${fact.value?.text ?? ''} ${fact.date ?? ''}`)).toEqual([
      '139 2022-11-28',
      '140 2022-09-05',
    ]);
  });

  it('takes the dates that a chapter of the table heads its own columns with', () => {
    const text = `CHIMIE                     28/09/2023                      02/06/2023       17/02/2023
ALAT                       52         UI/L     (< 35)      38               36`;
    expect(read(text).map((one) => one.replace(/ UI\/L/, ''))).toEqual([
      'ALAT (TGP) 52 [< 35] 2023-09-28',
      'ALAT (TGP) 38 2023-06-02',
      'ALAT (TGP) 36 2023-02-17',
    ]);
  });

  it('takes the date of the earlier results behind the titles of a chapter', () => {
    const text = `HÉMATOLOGIE                      Résultat                 Réf.            Antér. 12/03/2023
Hémoglobine .................... 11,9  g/dL      (-)      12,0 - 16,0     11,1`;
    expect(read(text).map((one) => one.replace(/ g\/dL.*\]| g\/dL/, ''))).toEqual([
      'Hémoglobine 11,9 2024-03-20',
      'Hémoglobine 11,1 2023-03-12',
    ]);
  });

  it('states no value that its writer takes back', () => {
    expect(read("La FEVG à 45 % notée aux urgences n'a jamais été retrouvée.")).toEqual([]);
    expect(read('DFG (CKD-EPI 2009) : 121 mL/min/1,73m²')).toHaveLength(1);
  });

  it('takes a number in another unit behind the name for a dose', () => {
    expect(read('La dose à ce DFG est 5 mg, merci de corriger.')).toEqual([]);
  });

  it('keeps two earlier columns of one row as two facts', () => {
    const text = `Prélevé le 18/03/2024
                      Résultat    Unité     04/01/2024   09/10/2023
Ferritine ..........  88          µg/L      41           12`;
    const page = { number: 1, text, source: 'plain' as const, positions: [], furniture: [] };
    const found = extractValues(analysePage('d', page), { documentId: 'd', documentDate: '2024-03-18', documentType: '11502-2' });
    expect(new Set(found.map((fact) => fact.id)).size).toBe(3);
  });
});
