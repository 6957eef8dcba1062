import { describe, expect, it } from 'vitest';
import { fold } from '../../src/extract/text/fold.js';
import { amountTold } from '../../src/summarise/treatments/told-amount.js';

/** What stands behind a drug's name, and what it comes to: a day (d), a week (w), one take (t), in mg or units. */
const TOLD: readonly (readonly [words: string, amount: string])[] = [
  [' 250 : 3 cp/j (1-0-2), lithémie 0,65', 'd750'],
  [' 750 mg par jour', 'd750'],
  [' LP 20 mg 1 cp x 2 /j ', 'd40'],
  [', 40 mg/j de forme LP', 'd40'],
  [' 200 mg/j', 'd200'],
  [' 100 mg : 2 cp midi', 'd200'],
  [' 300 mg 1 cp le soir', 'd300'],
  [' 1 g x 3/j, 7 jours', 'd3000'],
  [' 100 mg le matin et 100 mg le soir', 'd200'],
  [' 200 mg/jour en deux prises égales', 'd200'],
  [' 50 mg x 2 par jour (même dose)', 'd100'],
  [' 15 mg en une prise hebdomadaire le lundi', 'w15'],
  [' cp à 2,5 mg, SIX comprimés UNE FOIS PAR SEMAINE le lundi', 'w15'],
  [' 40 : 2 - 1 - 0', 'd120'],
  [' 80 mg le matin et 40 le midi', 'd120'],
  [' 10 mg/jour en deux prises de 5 mg', 'd10'],
  [' 5 mg matin et soir', 'd10'],
  [' 10 : 1/4 de cp le matin', 'd2.5'],
  [' 2,5 mg/j matin', 'd2.5'],
  [' 50 mg x56 - 2 gél/j', 'd100'],
  [' 100 mg matin', 'd100'],
  [' 250 mg : 2 le matin 3 le soir', 'd1250'],
  [' 0,25 une demi-prise tous les jours soit 0,125 mg/j', 'd0.125'],
  [' 0,25 mg : 1 cp entier chaque matin', 'd0.25'],
  [' 20 mg : 3/4 de cp chaque soir à 18h', 'd15'],
  [' 20 : soir, un quart de comprimé', 'd5'],
  [' 20 mg : 8h 1 cp / 20h 1 cp', 'd40'],
  [' 20 mg, une prise par jour', 'd20'],
  [' 125 µg, 1 cp le matin 30 min avant', 'd0.125'],
  [' 100 µg/j à jeun', 'd0.1'],
  [' 300 mg matin et 300 mg soir', 'd600'],
  [' 75 mg matin et soir', 'd150'],
  [' 10 mg max 4/j', '-'],
  [' 15 mg/kg toutes les 6 h', '-'],
  [' 1000, 1 cp toutes les 6 heures', 'd4000'],
  [' 5 mg si douleur', '-'],
  [' 0,50 mg 4 fois par jour', 'd2'],
  [' 0,25 mg trois fois par jour', 'd0.75'],
  [' 2,5 mg x 2/j', 'd5'],
  [' 500 : 1 matin 1 soir', 'd1000'],
  [' 1 mg', 't1'],
  [' demi cp de 1 mg matin', 'd0.5'],
  [' 5 mg le matin en une prise', 'd5'],
  [' 2,5 mg matin et 2,5 mg soir', 'd5'],
  [' 1000 x 2', 'd2000'],
  [' 22 UI au coucher', 'd22'],
  [' 12 000 UI x 2/j', 'd24000'],
  [' 125 cinq fois/j à 7h-10h-13h-16h-19h', 'd625'],
  [' 125 : 8h - 12h - 18h', 'd375'],
  [' 125 : 1 gél. 7h, 10h, 13h, 16h, 19h', 'd625'],
  [' 2 cp par jour', '-'],
  [' 1 cp le matin', '-'],
  [' 10 mg : un comprimé et demi le soir', 'd15'],
  [' 150 mg/j répartis en trois prises', 'd150'],
  [' 100 µg 1 cp +', 't0.1'],
  [' 500 : 1 le matin, 1 le midi et 2 le soir', 'd2000'],
  [' 40 mg/24 h', 'd40'],
  [' 40 mg\n   1 comprimé le matin', 'd40'],
  [' 40 mg\nATORVASTATINE 20 mg le soir', 't40'],
  [' 600 mg : 1 et demi matin, midi et soir', 'd2700'],
  [' 600 mg : une et demie le soir', 'd900'],
  [' 1/2 cp de 10 mg le soir', 'd5'],
  [' 75 : un sachet par jour', 'd75'],
  [' 20 mg 1-0-1', 'd40'],
  [' 300 000 UI', 't300000'],
  [' 25 mg le lundi et le jeudi', 'w50'],
  [' 12 µg/h : un dispositif toutes les soixante-douze heures', '-'],
  [' 2,5 mg tous les 3 mois', '-'],
];

const written = (words: string): string => {
  const told = amountTold(fold(words));
  if (told === undefined) return '-';
  const [name, amount] =
    told.day !== undefined ? ['d', told.day] : told.week !== undefined ? ['w', told.week] : ['t', told.take ?? Number.NaN];
  return `${name}${Number(amount.toFixed(4))}`;
};

describe('amountTold', () => {
  it.each(TOLD)('reads "%s" as %s', (words, amount) => {
    expect(written(words)).toBe(amount);
  });

  it('reads no amount where there is none', () => {
    expect(amountTold('')).toBeUndefined();
    expect(amountTold(' : surveillance')).toBeUndefined();
  });

  it('says the unit where one is written', () => {
    expect(amountTold(fold(' 12 000 UI x 2/j'))).toEqual({ day: 24000, take: 12000, unit: 'ui' });
    expect(amountTold(fold(' 125 µg/j'))?.unit).toBe('mg');
    expect(amountTold(fold(' 250 : 3 cp/j'))?.unit).toBe('');
  });
});
