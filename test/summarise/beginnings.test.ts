import { describe, expect, it } from 'vitest';
import { beginningsIn, beginningsOf } from '../../src/summarise/vigilance/told/beginnings.js';
import { CHOICES } from '../../src/summarise/vigilance/told/choices.js';

describe('beginnings of words that a pattern needs', () => {
  it.each<readonly [string, readonly string[] | undefined]>([
    [String.raw`\btutelle\b|\bcurat(?:eur|rice)\b`, ['tut', 'cur']],
    [String.raw`\b(?:valve|prothese)s? mecanique`, ['val', 'pro']],
    [String.raw`\b(?:toute )?veuve\b`, undefined],
    [String.raw`\bdt ?1\b`, undefined],
    [String.raw`\b(?:\d|deux) stents?\b`, ['ste']],
    [String.raw`(?<!non )\bsevree?\b`, ['sev']],
    [String.raw`\bans? de\b|veuf`, undefined],
  ])('%s', (source, expected) => {
    const found = beginningsOf(source);
    expect(found === undefined ? undefined : [...found].toSorted()).toEqual(expected?.toSorted());
  });

  it('stand in every text that the pattern matches', () => {
    const texts = [
      'sous curatelle renforcee',
      'diabete de type 2',
      'bioprothese aortique',
      'vit seule',
      'transfuse de 2 culots',
      'her2 negatif',
    ];
    for (const { words } of CHOICES.flatMap(({ options }) => options)) {
      const needed = beginningsOf(words.source);
      for (const text of texts.filter((one) => words.test(one)))
        expect(needed === undefined || [...needed].some((one) => beginningsIn(text).has(one))).toBe(true);
    }
  });
});
