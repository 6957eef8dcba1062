import { describe, expect, it } from 'vitest';
import { findQuantities } from '../../eval/tasks/quantities/find-quantities.js';
import { convert } from '../../eval/tasks/quantities/quantity-units.js';
import { pageOf } from '../extract/text/marked.js';

const read = (text: string): string[] =>
  findQuantities(pageOf(text)).map(
    (quantity) => `${String(quantity.value)}${quantity.high === undefined ? '' : `-${String(quantity.high)}`} ${quantity.unit.name}`,
  );

describe('findQuantities', () => {
  it.each([
    ['lésion de 2,0 cm x 3 cm', ['2 cm', '3 cm']],
    ['8, 13 et 15dm', ['8 dm', '13 dm', '15 dm']],
    ['1,50m', ['1.5 m']],
    ['1 m 62', ['1.62 m']],
    ['entre 1 et 2m', ['1-2 m']],
    ['poids / IMC : 57/22 taille : 170', ['57 kg', '22 kg_per_m2', '170 cm']],
    ['poids : 57/3/22', []],
    ['Nom | Poids (kg)\nA | 67', ['67 kg']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('converts inside a dimension only', () => {
    expect(convert(20, 'dm3', 'l')).toBe(20);
    expect(convert(1, 'kg', 'm')).toBeUndefined();
  });
});
