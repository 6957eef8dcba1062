import { describe, expect, it } from 'vitest';
import { analysePage } from '../../../../src/extract/text/analyse-page.js';
import { documentContext } from '../../../../src/extract/facts/document-context.js';
import { extractValues } from '../../../../src/extract/facts/values/value-extract.js';

/** Values of a sentence as "label number unit date"; the document is of 2024-03-20 and its date is left out. */
function read(text: string): string[] {
  const page = { number: 1, text, source: 'plain' as const, positions: [], furniture: [] };
  return extractValues(analysePage('d', page), { documentId: 'd', documentDate: '2024-03-20', birthDate: '1960-05-01' }).map((fact) => {
    const { span, quote } = fact.citations[0];
    expect(text.slice(span.start, span.end)).toBe(quote);
    return [fact.label, fact.value?.text, fact.value?.unit, fact.date === '2024-03-20' ? undefined : fact.date]
      .filter((part) => part !== undefined)
      .join(' ');
  });
}

const SENTENCES: readonly (readonly [string, readonly string[]])[] = [
  ['Créatinine 90 µmol/L (DFG 59), K 4,4, Na 138.', ['Créatinine 90 µmol/L', 'DFG estimé 59', 'Potassium 4,4', 'Sodium 138']],
  [
    'Bio du 12/03 : LDL 0,71 (0,58 en juin 2023), HbA1c 6,1 %.',
    ['LDL-cholestérol 0,71 2024-03-12', 'LDL-cholestérol 0,58 2023-06', 'HbA1c 6,1 % 2024-03-12'],
  ],
  [
    'PSA : 14,2 avant, nadir à 0,05 en mai 2021, puis 0,31 (mai 2022), 0,90 (juin 2023), 1,60 (février) et 2,40 le 14 mars.',
    ['PSA total 0,05 2021-05', 'PSA total 0,31 2022-05', 'PSA total 0,90 2023-06', 'PSA total 1,60 2024-02', 'PSA total 2,40 2024-03-14'],
  ],
  ['HbA1c : 9,2 % au diagnostic, 7,4 % à 3 mois puis 6,9 % en février 2024.', ['HbA1c 6,9 % 2024-02']],
  ['Ferritine 8 avant fer, 145 ce jour.', ['Ferritine 145']],
  // A bound to be reached, or true of anybody, is no result; one that the patient has is.
  ["Il est déconseillé d'essayer avant HbA1c < 6,5 % et avis rétine.", []],
  ['Atovaquone douze mois au moins et CD4 > 200.', []],
  ['Chez la femme traitée une TSH < 0,4 évoque un surdosage.', []],
  ['Elle a une HbA1c < 6,5 % au contrôle.', ['HbA1c < 6,5 %']],
  ['Le relevé sur 14 jours donne 63 % dans la cible, 4 % au-dessous.', ['Temps dans la cible 70-180 mg/dL 63 %']],
  ['EFR : VEMS 1,21 L (43 %), DLCO 47 %.', ['VEMS 1,21 L', 'VEMS 43 %', 'DLCO 47 %']],
  ['P.S. ZYMAD toujours, une ampoule de 50 000 par mois.', []],
  ['FEVG 58 % (ETT 07/02).', ['FEVG 58 % 2024-02-07']],
  // A pronoun with a day is of the measure before; without one, of anything.
  [
    'Le FibroScan du 3 mars 2023 était à 11,7 kPa. Celui du 12 mai 2023 est à 6,4. Celui de la coiffe est à 45.',
    ['Élastométrie hépatique 11,7 kPa 2023-03-03', 'Élastométrie hépatique 6,4 2023-05-12'],
  ],
  // A notebook whose columns a printer pressed together: the measure named right behind the day, and no dose.
  [
    'Date INR Dose du soir Remarque\n12.01.24 2,7 5 mg\n16.02.24 2,4 5 mg oubli la veille\n23.02.24 5 mg\n',
    ['INR 2,7 2024-01-12', 'INR 2,4 2024-02-16'],
  ],
  ['Date Dose du soir INR\n12.01.24 5 mg 2,7\n', []],
  // The day of a heading holds beyond a semicolon, that of a line above does not hold for the next.
  [
    'BIOLOGIE DU 05/01/2024\ncréatinine 141 µmol/L ; hémoglobine 12,8 g/dL ; PSA 3,7 ng/mL.',
    ['Créatinine 141 µmol/L 2024-01-05', 'Hémoglobine 12,8 g/dL 2024-01-05', 'PSA total 3,7 ng/mL 2024-01-05'],
  ],
  ['Sources : patient, courrier du 21/01/2024, DP\nPoids 68,4 kg, potassium 3,6.', ['Poids 68,4 kg', 'Potassium 3,6']],
  // When it is due, no figure of it.
  ['TSH à 20-22 SA et à 30-32 SA.', []],
  ['Ferritine à 24 ou 28 SA.', []],
  ['Hb 8,1 avant transfusion.', ['Hémoglobine 8,1']],
  [
    'TA130/80 FC82 Sat96 K3,9 Na 137 CPK 1 480, CA125 34.',
    ['Pression artérielle 130/80', 'Fréquence cardiaque 82', 'SpO2 96', 'Potassium 3,9', 'Sodium 137', 'CPK 1 480', 'CA 125 34'],
  ],
  ['Bio du 12-02 : K 3,2.', ['Potassium 3,2 2024-02-12']],
  ['La CRP du 4 mars est à 12 mg/L.', ['CRP 12 mg/L 2024-03-04']],
  ['Le LDL est passé de 1,64 à 0,94 g/L sous statine.', ['LDL-cholestérol 0,94 g/L']],
  ['MMSE 21/30 (25/30 en janvier 2023, 23/30 en octobre 2023).', ['MMSE 21 /30', 'MMSE 25 /30 2023-01', 'MMSE 23 /30 2023-10']],
  [
    'TA 148/88 aux deux bras, FC 72/min, SpO2 97 % AA, T° 36,8.',
    ['Pression artérielle 148/88', 'Fréquence cardiaque 72 /min', 'SpO2 97 %', 'Température 36,8'],
  ],
  [
    'Taille 142 cm, vitesse de croissance 4,2 cm/an, taille cible parentale 173 cm.',
    ['Taille 142 cm', 'Vitesse de croissance 4,2 cm/an', 'Taille cible parentale 173 cm'],
  ],
  ['Bilan coeliaque : tTG 61, ferritine 8.', ['Anti-transglutaminase IgA 61', 'Ferritine 8']],
  ['TA : 14/8.', ['Pression artérielle 14/8']],
  ['106 kg (1m76, IMC 34,2).', ['IMC 34,2', 'Poids 106 kg', 'Taille 1m76 m']],
  ['Il pèse 68 kg, il a perdu 3 kg en deux mois.', ['Poids 68 kg']],
  ['FEVG estimée à 55 % en biplan.', ['FEVG 55 %']],
  ['Dyspnée stade III de la NYHA.', ['NYHA III']],
  ['CHA2DS2-VASc à 4, HAS-BLED 2.', ['CHA2DS2-VASc 4', 'HAS-BLED 2']],
  ['Adénocarcinome, score de Gleason 7 (3+4), PSA à 8,4 ng/mL.', ['Gleason 7 (3+4)', 'PSA total 8,4 ng/mL']],
  ['Récidive classée i2 de Rutgeerts.', ['Rutgeerts i2']],
  ['Nodule du sein gauche classé ACR 4.', ['BI-RADS / ACR 4']],
  ['71 % de temps dans la cible.', ['Temps dans la cible 70-180 mg/dL 71 %']],
  ['Kyste rénal gauche de 22 mm.', ['Kyste rénal gauche 22 mm']],
  ['Antigène HBs négatif, VIH négatif.', ['Antigène HBs négatif', 'Sérologie VIH négatif']],
  ['La ferritine était à 9 µg/L en mai 2023.', ['Ferritine 9 µg/L 2023-05']],
  // What is no value of the patient.
  ['Objectif : LDL < 0,55 g/L.', []],
  ['Si la CRP dépasse 50 mg/L, hospitaliser.', []],
  ['HbA1c souhaitée < 6,5 %.', []],
  ['Contrôle de la créatinine et du potassium dans 15 jours.', []],
  ['Tabac : 30 PA, sevré en 2019.', []],
  ['PTH gauche 2019.', []],
  ['Lever de charges de plus de 10 kg interdit.', []],
];

describe('values in sentences', () => {
  for (const [sentence, expected] of SENTENCES)
    it(sentence, () => {
      expect(read(sentence)).toEqual(expected);
    });

  it.each<[string, string[]]>([
    [
      'Créatinine 78 µmol/L, potassium 4,1 mmol/L et CRP 22 mg/L le 31/08/2024.',
      ['Créatinine 78 µmol/L 2024-08-31', 'Potassium 4,1 mmol/L 2024-08-31', 'CRP 22 mg/L 2024-08-31'],
    ],
    ['CRP 6 mg/L le 29/04/2024, ferritine 12 µg/L.', ['CRP 6 mg/L 2024-04-29', 'Ferritine 12 µg/L 2024-04-29']],
    ['CRP 6 mg/L le 29/04/2024, ferritine 12 µg/L ce jour.', ['CRP 6 mg/L 2024-04-29', 'Ferritine 12 µg/L']],
    ['CRP 6 mg/L le 29/04/2024 ; ferritine 12 µg/L.', ['CRP 6 mg/L 2024-04-29', 'Ferritine 12 µg/L']],
    ['Bio : Hb 10,7 (12,8 en mai 2024) plaq 184 CRP 64', ['Hémoglobine 10,7', 'Hémoglobine 12,8 2024-05', 'Plaquettes 184', 'CRP 64']],
    ['Calprotectine entre 50 et 250 µg/g : zone intermédiaire.', []],
    ['Un PSA normal n’exclut pas un cancer.', []],
    ['TSH effondrée à 0,02 mUI/L le\n18/03/2024, hyperthyroïdie.', ['TSH 0,02 mUI/L 2024-03-18']],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['COMPTE RENDU D’HOSPITALISATION DU 15 AU 20 FÉVRIER 2025', '2025-02-15', '2025-02-20'],
    ['Hospitalisé du 28 janvier au 4 février 2025', '2025-01-28', '2025-02-04'],
    ['Hospitalisée du 4 au 12/02/2025', '2025-02-04', '2025-02-12'],
    ['URGENCES\nArr. 06/02/25 04h12    Sortie 08/02/25 11h00', '2025-02-06', '2025-02-08'],
  ])('%j gives a stay', (head, entry, exit) => {
    expect(read(`${head}\n\nÉVOLUTION\nHémoglobine 9,4 g/dL à l'entrée, 8,1 g/dL au plus bas, 10,2 g/dL à la sortie.`)).toEqual([
      `Hémoglobine 9,4 g/dL ${entry}`,
      `Hémoglobine 10,2 g/dL ${exit}`,
    ]);
  });

  it('dates the examinations of a stay at its entry, and what is said of the exit at the exit', () => {
    const text = `COMPTE RENDU D'HOSPITALISATION
Hospitalisé du 11/03/2024 au 20/03/2024

EXAMEN À L'ENTRÉE
PA 152/84, poids 54,5 kg.

BIOLOGIE
Biologie d'entrée : Na 128.

ÉVOLUTION
Hémoglobine 10,4 g/dL à la sortie.`;
    expect(read(text)).toEqual([
      'Pression artérielle 152/84 2024-03-11',
      'Poids 54,5 kg 2024-03-11',
      'Sodium 128 2024-03-11',
      'Hémoglobine 10,4 g/dL',
    ]);
  });

  it('dates a value of the operation from the day of the course', () => {
    const text = `COMPTE RENDU D'HOSPITALISATION
du 03/03/2024 au 14/03/2024
INTERVENTION LE 04/03/2024
Colectomie droite par laparoscopie.
ÉVOLUTION
À J4, fièvre à 38,9 °C, CRP 143 mg/L. Hémoglobine 8,7 g/dL à J1.`;
    const analysis = analysePage('d', { number: 1, text, source: 'plain', positions: [], furniture: [] });
    const found = extractValues(analysis, documentContext([analysis], { documentId: 'd', documentDate: '2024-03-14' }));
    expect(found.map((fact) => `${fact.label} ${fact.date ?? ''}`)).toEqual([
      'Température 2024-03-08',
      'CRP 2024-03-08',
      'Hémoglobine 2024-03-05',
    ]);
  });

  it('carries the measure, or the day, of the sentence before', () => {
    expect(read('La ferritine de novembre, 12 µg/L, expliquait la fatigue. Le contrôle du 11 mars est à 48 µg/L.')).toContain(
      'Ferritine 48 µg/L 2024-03-11',
    );
    expect(read("Le diabète a été découvert le 7 avril 2012 devant un amaigrissement. L'HbA1c était à 11,8 %.")).toEqual([
      'HbA1c 11,8 % 2012-04-07',
    ]);
    expect(read('Vu le 7 avril 2012. La HbA1c est à 7,8 %.')).toEqual(['HbA1c 7,8 %']);
  });

  it('takes neither what was gained nor a size of another time for a measure', () => {
    expect(
      read('Taille 126,9 cm, contre 121,2 cm le 18 novembre 2023 et 99,6 cm au début du traitement. Taille + 14 cm en deux ans.'),
    ).toEqual(['Taille 126,9 cm', expect.stringMatching(/^Taille 121,2 cm.* 2023-11-18$/)]);
  });

  it('reads a weight on an identity line, and a share before its name across a line', () => {
    expect(read('Mme X, née le 01/05/1960 - 63,5 kg')).toEqual(['Poids 63,5 kg']);
    expect(read('Depuis la boucle : 68 % de\ntemps dans la cible.')).toEqual(['Temps dans la cible 70-180 mg/dL 68 %']);
  });
});
