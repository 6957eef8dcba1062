import { describe, expect, it } from 'vitest';
import { analysePage } from '../../../../src/extract/text/analyse-page.js';
import { extractImmunizations } from '../../../../src/extract/facts/immunizations/immunization-extract.js';

/** "status label product rank lot date" of each vaccination. */
function read(text: string): string[] {
  const page = { number: 1, text, source: 'plain' as const, positions: [], furniture: [] };
  return extractImmunizations(analysePage('d', page), { documentId: 'd', documentDate: '2024-03-20' }).map(
    ({ status, label, immunization, date, citations: [{ span, quote }] }) => {
      expect(text.slice(span.start, span.end)).toBe(quote);
      const rank = immunization?.doseRank === undefined ? undefined : `n°${immunization.doseRank}`;
      return [status, label, immunization?.product, rank, immunization?.lot, date].filter((part) => part !== undefined).join(' ');
    },
  );
}

describe('vaccination cards', () => {
  it('reads product, rank, lot and date, in any order', () => {
    const text = `CARNET DE VACCINATION
Date           Vaccin               Lot           Cachet / signature
24/09/2013     ENGERIX B20  (1)     AHBVC142      Dr Castaing
dTcaPolio      Repevax              21/03/2017    N4K81      IDE
02/10/2013     Gardasil             HPV  3        Dr Le Floc'h
07/06/2021     COMIRNATY            2e dose       lot FC1440`;
    expect(read(text)).toEqual([
      'past Vaccin hépatite B ENGERIX B20 n°1 AHBVC142 2013-09-24',
      'past Vaccin dTcaP Repevax N4K81 2017-03-21',
      'past Vaccin HPV Gardasil n°3 2013-10-02',
      'past Vaccin Covid-19 COMIRNATY n°2 FC1440 2021-06-07',
    ]);
  });

  it('reads every date of a row, months too, whichever of name and date comes first', () => {
    const text = `CARNET DE SANTÉ ADULTE - VACCINS
GRIPPE     18/10/21  21/10/22  (EFLUELDA)   22/10/23 EFLUELDA pharmacie
COVID      02/21  03/21  12/21  ;  2024 : non`;
    expect(read(text).map((line) => line.split(' ').at(-1))).toEqual([
      '2021-10-18',
      '2022-10-21',
      '2023-10-22',
      '2021-02',
      '2021-03',
      '2021-12',
    ]);
  });

  it('tells done from due, refused, not done and forbidden', () => {
    const text = `CARNET DE VACCINATION
GRIPPE
22/10/2023   VAXIGRIP TETRA   lot X3F88
2022 : pas fait (oublié)

HÉPATITE B
non vacciné. Vaccin proposé, refusé pour l'instant

PREVENAR 20 : à discuter
SHINGRIX (2)  ____________
VACCINS VIVANTS CONTRE-INDIQUÉS : ROR, fièvre jaune`;
    expect(read(text)).toEqual([
      'past Vaccin antigrippal VAXIGRIP TETRA X3F88 2023-10-22',
      'absent Vaccin antigrippal 2022',
      'absent Vaccin hépatite B',
      'unknown Vaccin antipneumococcique PREVENAR 20',
      'unknown Vaccin zona recombinant SHINGRIX n°2',
      'absent Vaccin ROR ROR',
      'absent Vaccin fièvre jaune',
    ]);
  });

  it('gives no vaccine that is awaited, prescribed, thought over, or a virus looked for', () => {
    expect(read('Vaccins : PREVENAR 20 prescrit, en rupture.')[0]).toMatch(/^unknown/);
    expect(read('Vaccins : SHINGRIX, elle y réfléchit.')[0]).toMatch(/^unknown/);
    expect(read('Résultat reçu le 03/03/24 : HPV HR négatif.')).toEqual([]);
    expect(read('Vaccin GARDASIL 9, première dose le 17/11/2023, la seconde non effectuée.')[0]).toMatch(/^past .*2023-11-17$/);
  });

  it('reads labelled cells and boxes of one line', () => {
    expect(read('VACCINS   Grippe 2023 : ☐ fait   ☒ à faire   Covid : à voir   Tétanos : 2017')).toEqual([
      'unknown Vaccin antigrippal',
      'unknown Vaccin Covid-19',
      'past Vaccin tétanos 2017',
    ]);
  });
});

describe('vaccinations in sentences', () => {
  it.each([
    ['rotavirus : [ ] oui [X] non      BCG : [ ] oui [X] non', ['absent', 'absent']],
    ['rotavirus : [X] oui [ ] non      BCG : [ ] oui [X] non', ['past', 'absent']],
    ['rotavirus : ☐ oui ☒ non      BCG : ☒ oui ☐ non', ['absent', 'past']],
  ])('%j', (boxes, expected) => {
    expect(read(`CERTIFICAT\nVACCINATIONS\n${boxes}`).map((line) => line.split(' ')[0])).toEqual(expected);
  });

  it('tells a window to come from a dose, and the year of what was done before a semicolon', () => {
    expect(read('CARNET DE VACCINATION\nSHINGRIX (2) entre le 14/12/24 et le 14/04/25').map((line) => line.split(' ')[0])).toEqual([
      'unknown',
    ]);
    expect(
      read(
        "Cher confrère,\n\nLe titre étant tombé, vous avez bien voulu refaire une dose d'ENGERIX le 16 janvier ; je prescris un contrôle.",
      ),
    ).toEqual(['past Vaccin hépatite B ENGERIX 2024-01-16']);
  });

  const GRIPPE = 'unknown Vaccin antigrippal';
  const PREVENAR = 'past Vaccin antipneumococcique PREVENAR 20 2023-10-15';
  const SHINGRIX_2 = 'unknown Vaccin zona recombinant SHINGRIX n°2';
  const COQUELUCHE = 'past Vaccin dTcaP 2024-03-05';
  const SENTENCES: readonly (readonly [string, readonly string[]])[] = [
    ['Hépatite A : HAVRIX 1440 fait ce jour (lot AHAVB918).', ['past Vaccin hépatite A HAVRIX 1440 AHAVB918 2024-03-20']],
    [
      'Pensez à la vaccination antipneumococcique et antigrippale.',
      ['unknown Vaccin antipneumococcique antipneumococcique', 'unknown Vaccin antigrippal antigrippale'],
    ],
    ['Vaccin grippe : à faire.', ['unknown Vaccin antigrippal']],
    ['Il a refusé le vaccin contre la grippe.', ['absent Vaccin antigrippal']],
    ['Vaccinée HPV.', ['past Vaccin HPV HPV']],
    // A line of short items, each with its state: the vaccine goes by what it is against, and a date is its own item's.
    ['DTP 2018. Grippe oct. Pneumo à jour.', ['past Vaccin dTP DTP 2018', 'past Vaccin antigrippal', 'past Vaccin antipneumococcique']],
    ['Grippe faite. Zona à prévoir.', ['past Vaccin antigrippal', 'unknown Vaccin zona']],
    ['Vacciné grippe le 15/10/2023, VRS fait en pharmacie.', ['past Vaccin antigrippal 2023-10-15', 'past Vaccin VRS']],
    // Of a list each vaccine has its own words; what is due, allowed, forbidden, missing or in the fridge was not given.
    ['Vaccins : PREVENAR 20 fait le 15 octobre 2023, grippe à faire cet automne, VRS à prévoir.', [PREVENAR, GRIPPE, 'unknown Vaccin VRS']],
    ['Les vaccins : grippe à faire, deuxième dose de SHINGRIX, rappel hépatite B.', [GRIPPE, SHINGRIX_2, 'unknown Vaccin hépatite B']],
    ['Vaccin grippe à faire, VRS à partir de septembre si 32-36 SA.', [GRIPPE, 'unknown Vaccin VRS']],
    ['Vaccins : coqueluche faite le 5 mars 2024, grippe le 19 octobre 2023.', [COQUELUCHE, 'past Vaccin antigrippal 2023-10-19']],
    ['Vaccin VRS + vaccin zona : ordonnance remise, pas faits.', ['absent Vaccin VRS', 'absent Vaccin zona']],
    ['Vaccin pneumocoque et vaccin de la grippe à faire.', ['unknown Vaccin antipneumococcique', GRIPPE]],
    ['Vaccin grippe reçu en pharmacie, mis au frigo.', [GRIPPE]],
    ['Vaccin grippe : d’accord, bon reçu.', [GRIPPE]],
    ['Vaccin grippe : pas encore.', [GRIPPE]],
    ['Le vaccin ROR et celui de la grippe ne sont pas contre-indiqués.', ['unknown Vaccin ROR ROR', GRIPPE]],
    ['Le vaccin ROR, vivant, n’est pas possible sous ustékinumab.', ['absent Vaccin ROR ROR']],
    ['Rappel hépatite B avant la perfusion si possible.', ['unknown Vaccin hépatite B']],
    ['Il n’est pas certain d’avoir reçu sa seconde dose de SHINGRIX.', [SHINGRIX_2]],
    // The disease, its serology or its virus is no vaccine.
    ['Zona thoracique en 2019, PCR Covid négative.', []],
    ['Sérologie hépatite B négative.', []],
    ['Grippe A confirmée en janvier.', []],
    ['Test HPV négatif.', []],
  ];
  for (const [sentence, expected] of SENTENCES)
    it(sentence, () => {
      expect(read(sentence)).toEqual(expected);
    });
});

describe('vaccines that are not due', () => {
  it.each(['- Vaccin HPV : trop tard.', 'Vaccin varicelle : eue enfant', "Vaccin pneumocoque : pas indiqué pour l'instant"])(
    '%s',
    (text) => {
      expect(read(`CARNET DE VACCINATION\n${text}`)).toEqual([]);
    },
  );
});
