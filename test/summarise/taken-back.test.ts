import { describe, expect, it } from 'vitest';
import { isTold } from '../../src/summarise/vigilance/told/claim.js';

const told = (words: string): boolean => {
  const start = words.indexOf('hypothyroidie');
  return isTold(words, start, start + 'hypothyroidie'.length, {});
};

describe('what a clause takes back', () => {
  it.each([
    'le diagnostic d hypothyroidie et le levothyrox sont des erreurs : c est sa mere',
    'la mention d hypothyroidie est une erreur',
    'l hypothyroidie du courrier est donc erronee',
    'hypothyroidie notee a tort aux urgences',
    'hypothyroidie ecrite par erreur',
    'le diagnostic d hypothyroidie etait faux',
    'l hypothyroidie est dementie par le bilan',
    'l hypothyroidie est infirmee par le bilan',
  ])('%j', (words) => {
    expect(told(words)).toBe(false);
  });
  it.each(['hypothyroidie traitee', 'hypothyroidie (hashimoto)', 'atcd : hypothyroidie , migraine'])('told: %j', (words) => {
    expect(told(words)).toBe(true);
  });
});
