import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { near, normalised, partialRatio, ratio, tokenSetRatio } from '../../eval/fuzzy.js';

const rapidfuzz = ((): boolean => {
  try {
    execFileSync('python3', ['-c', 'import rapidfuzz'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('SKIPPED: fuzzy matching beside rapidfuzz (python3 with rapidfuzz is not installed)\n');
    return false;
  }
})();

const words = fc.array(fc.constantFrom('metformine', '1000', 'mg', 'le', 'soir', 'HTA', 'pas', 'de', 'FA', 'à', '12,5'), { maxLength: 12 });
const text = fc.oneof(
  words.map((parts) => parts.join(' ')),
  fc.string({ unit: fc.constantFrom(...'abcde 01'), maxLength: 90 }),
);

describe('fuzzy matching', () => {
  it.skipIf(!rapidfuzz)('gives the numbers of rapidfuzz', () => {
    const pairs = fc.sample(fc.tuple(text, text), { numRuns: 600, seed: 11 }).filter(([a, b]) => a !== '' && b !== '');
    const script =
      'import json,sys\nfrom rapidfuzz import fuzz\nprint(json.dumps([[fuzz.ratio(a,b),fuzz.partial_ratio(a,b),fuzz.token_set_ratio(a,b)] for a,b in json.load(sys.stdin)]))';
    const theirs = JSON.parse(execFileSync('python3', ['-c', script], { input: JSON.stringify(pairs), encoding: 'utf8' })) as number[][];
    for (const [index, [a, b]] of pairs.entries()) {
      const ours = [ratio(a, b), partialRatio(a, b), tokenSetRatio(a, b)];
      for (const [column, value] of ours.entries())
        expect(
          Math.abs(value - (theirs[index]?.[column] ?? -1)),
          `${JSON.stringify([a, b])} ${['ratio', 'partial', 'token set'][column]}`,
        ).toBeLessThan(1e-6);
    }
  });

  it('keeps a score that reaches the cut and gives 0 under it', () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 100 }), (a, b, cut) => {
        const whole = partialRatio(a, b);
        expect(partialRatio(a, b, cut)).toBe(whole >= cut ? whole : 0);
      }),
    );
  });

  it('forgives letters, accents and dashes, not other words', () => {
    expect(normalised('Œdème – l’été')).toBe('œdeme l ete');
    expect(near('Fibrillation auriculaire', 'FIBRIIIATION AURICULAIRE paroxystique', 82)).toBe(true);
    expect(near('fibrillation auriculaire', 'insuffisance rénale', 82)).toBe(false);
  });
});
