import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDates } from '../../../src/extract/text/dates.js';
import { pageOf } from './marked.js';

const REFERENCE = { documentDate: '2021-09-04', birthDate: '1979-04-23' };
const read = (text: string): readonly (string | undefined)[][] =>
  findDates(pageOf(text), REFERENCE).map((mention) => [
    text.slice(mention.start, mention.end),
    mention.date,
    ...(mention.endDate === undefined ? [] : [mention.endDate]),
  ]);

describe('findDates', () => {
  it.each([
    ['vu le 15.03.2021', [['15.03.2021', '2021-03-15']]],
    ['le 11/11', [['11/11', '2020-11-11']]],
    // What is to come takes the year to come, whatever the story told before it.
    ['Ostéodensitométrie en octobre', [['octobre', '2021-10']]],
    ['Il est reporté au 14 novembre', [['14 novembre', '2021-11-14']]],
    ['Le drain sera posé le 3 décembre', [['3 décembre', '2021-12-03']]],
    [
      'Opéré le 12 mars 2020, repris en juin 2020. Ténolyse programmée le 17 décembre',
      [
        ['12 mars 2020', '2020-03-12'],
        ['juin 2020', '2020-06'],
        ['17 décembre', '2021-12-17'],
      ],
    ],
    ['Cure de l’opéra en octobre dernier', [['octobre dernier', '2020-10']]],
    ['en mars dernier', [['mars dernier', '2021-03']]],
    ['fin 2019', [['2019', '2019']]],
    ['il y a trois semaines', [['il y a trois semaines', '2021-08-14']]],
    ['depuis 6 mois', [['depuis 6 mois', '2021-03']]],
    ["à l'âge de 14 ans", [["à l'âge de 14 ans", '1993']]],
    ['du 08/11 au 12/11/2020', [['08/11 au 12/11/2020', '2020-11-08', '2020-11-12']]],
    ['hier', [['hier', '2021-09-03']]],
    ['contrôle dans 3 mois', [['dans 3 mois', '2021-12']]],
    ['C3J8', [['C3J8', undefined]]],
    ['28 SA + 2', [['28 SA + 2', undefined]]],
    ['vingt quatre aout deux mille dix-sept', [['vingt quatre aout deux mille dix-sept', '2017-08-24']]],
    ['le 31/06/17', [['31/06/17', undefined]]],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    'RPPS 10036628815',
    'Tél. 04 65 71 52 90',
    '80101911/26.06.2025',
    'TA 148/88',
    'EVA 4/10',
    '1/3 moyen',
    'ENTRESTO 24/26',
    '12.0-16',
    '2000 UI',
    'CKD-EPI 2009',
  ])('%s is no date', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('reads accents composed or not', () => {
    const text = 'opéré en février 2020'.normalize('NFD');
    const [mention] = findDates(pageOf(text), REFERENCE);
    expect(mention?.date).toBe('2020-02');
    expect(text.slice(mention?.start, mention?.end).normalize('NFC')).toBe('février 2020');
  });

  it('finds every day of a calendar, as written', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('2021-09-01'), noInvalidDate: true }),
        fc.constantFrom('/', '.', '-'),
        (date, separator) => {
          const [year, month, day] = date.toISOString().slice(0, 10).split('-');
          expect(read(`le ${[day, month, year].join(separator)}.`)).toEqual([
            [[day, month, year].join(separator), [year, month, day].join('-')],
          ]);
        },
      ),
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('1', '0', '/', '.', ' ', 'mars', 'il y a ', 'J', 'SA', '+', 'ans', '\n', 'é') }),
        (text) => {
          for (const mention of findDates(pageOf(text), REFERENCE)) expect(mention.end).toBeGreaterThan(mention.start);
        },
      ),
    );
  });
});

describe('the year of a date that names none', () => {
  const dateIn = (text: string, reference = REFERENCE): string | undefined =>
    findDates(pageOf(text), reference).find((mention) => mention.date !== undefined)?.date;

  it.each([
    // Written on 4 September 2021.
    ["acidocétose de février de l'an dernier", '2020-02'],
    ["une embolie en octobre de l'année dernière", '2020-10'],
    ["chute en août de l'an passé", '2020-08'],
    ["opéré le 12 mars de l'année dernière", '2020-03-12'],
    ["vaccinée en juin l'an dernier", '2020-06'],
    ["IRM le 3 mai de l'an passé", '2020-05-03'],
    ["reprise en janvier de l'année prochaine", '2022-01'],
    ['en avril de cette année', '2021-04'],
    ['opérée en décembre', '2020-12'],
    ['il a été hospitalisé en octobre', '2020-10'],
    // What is still to do lies ahead.
    ['il faut un troisième dosage en octobre', '2021-10'],
    ['scanner à refaire en janvier', '2022-01'],
    ['dernière injection prévue en décembre', '2021-12'],
    ['dernière injection faite en décembre', '2020-12'],
    ['il reviendra en mars', '2022-03'],
    ['elle devra revoir le cardiologue en février', '2022-02'],
    ['nous contrôlerons la ferritine en décembre', '2021-12'],
    ['anévrisme de 52 mm, opération en octobre', '2021-10'],
    ['cataracte gauche, intervention fin octobre', '2021-10'],
    ['arrêt des collyres le 15/10', '2021-10-15'],
    ['arrêté le 15/10', '2020-10-15'],
    ['elle a été vue le 15/10', '2020-10-15'],
  ])('%s: %s', (text, date) => {
    expect(dateIn(text)).toBe(date);
  });

  it.each([
    'FRAX : risque à 10 ans de fracture majeure 31 %',
    'survie à 5 ans de 60 %',
    'probabilité de récidive à 5 ans',
    'mortalité à 10 ans',
    'coloscopie de contrôle à 5 ans',
    'nouvelle coloscopie à 3 ans',
    'densitométrie à 3 ans',
    'à 6 ans de la greffe',
    "à 3 ans de l'infarctus",
    'stable à 4 ans de recul',
  ])('%s names a term, no age', (text) => {
    expect(dateIn(text)).toBeUndefined();
  });

  it.each([
    ['opéré à 6 ans de la hernie', '1985'],
    ['appendicectomie à 14 ans', '1993'],
    ['ménopause à 44 ans', undefined],
  ])('%s: the age %s', (text, date) => {
    expect(dateIn(text)).toBe(date);
  });
});
