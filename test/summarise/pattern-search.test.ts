import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDGE, neededLetters } from '../../src/summarise/vigilance/search/needed-letters.js';
import { PatternSearch } from '../../src/summarise/vigilance/search/pattern-search.js';
import { CHOICES } from '../../src/summarise/vigilance/told/choices.js';
import { COUNTED } from '../../src/summarise/vigilance/told/counted.js';

const written = (pattern: RegExp): string | undefined =>
  neededLetters(pattern)
    ?.map((one) => one.replaceAll(EDGE, '·'))
    .toSorted()
    .join(' | ');

describe('the letters that a pattern needs', () => {
  it.each<readonly [RegExp, string | undefined]>([
    [/\btutelle\b|\bcurat(?:eur|rice)\b/, '·curateur· | ·curatrice | ·tutelle·'],
    [/\b(?:valve|prothese)s? mecanique/, '·prothese  | ·protheses | ·valve mec | ·valves me'],
    [/\b(?:toute )?veuve\b/, '·toute veu | ·veuve·'],
    [/\bdt ?1\b/, '·dt 1· | ·dt1·'],
    [/(?<!non )\bsevree?\b/, '·sevree· | ·sevre·'],
    [/\b\d{1,3} (?:\w+ )?polypes?\b/, 'polypes· | polype·'],
    [
      /(?:\[ ?x ?\]|☒) ?maladie/,
      '[ x ] mala | [ x ]malad | [ x] malad | [ x]maladi | [x ] malad | [x ]maladi | [x] maladi | [x]maladie | ☒ maladie | ☒maladie',
    ],
    [/\bpn[123]/, '·pn1 | ·pn2 | ·pn3'],
    [/\bhypo\w*/, '·hypo'],
    [/(?:sans|pas)?/, undefined],
    [/\w+ ?\d?/, undefined],
    [/veuf|\w{3}/, undefined],
    [/veuf/i, undefined],
    [/\u0062b/, undefined],
  ])('%s', (pattern, expected) => {
    expect(written(pattern)).toBe(expected);
  });
});

describe('a search of many patterns at once', () => {
  const patterns = [
    ...CHOICES.flatMap(({ options }) => options.map(({ words }) => words)),
    ...COUNTED.flatMap((counted) => counted.patterns),
    /\bx\b/,
    /(?:a|b)*c\d{2}$/,
    /^(?:oui|non)\b/,
    /[^a-z]e{2,}(?!f)/,
  ];
  const search = new PatternSearch();
  for (const pattern of patterns) search.add(pattern);

  it('names every pattern that matches', () => {
    // Pieces of what the patterns look for, in any order, with what stands between words.
    const pieces = [...new Set(patterns.flatMap(({ source }) => source.match(/[a-z0-9]{1,12}| [a-z]{2,}/g) ?? [])), ...'0123456789☒µ[]+%'];
    const texts = fc.array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom('', ' ', ' ', ' ', '. ', ': ', '-')), { maxLength: 12 });
    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.flat().join('').trim();
        const named = new Set(search.in(text));
        const missed = patterns.filter((pattern, number) => pattern.test(text) && !named.has(number));
        expect(missed).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves out nearly all of those that do not', () => {
    const texts = [
      'diabete de type 2 connu depuis 2012',
      'vit seule, aide menagere deux fois par semaine',
      'stent actif sur l iva le 3 mars 2021',
    ];
    for (const text of texts) expect(search.in(text).length).toBeLessThan(patterns.length / 20);
  });

  it('knows what is added after it was first asked', () => {
    const growing = new PatternSearch();
    growing.add(/\bun\b/);
    expect(growing.in('un deux')).toEqual([0]);
    growing.add(/\bdeux\b/);
    expect(growing.in('un deux')).toEqual([0, 1]);
  });
});
