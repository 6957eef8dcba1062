import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDossier } from '../../../eval/gold.js';
import { breaksOf, countBreaks, countChanged, printed } from '../../../eval/wraps.js';
import { pageOf } from './marked.js';

const demo = loadDossier(join(import.meta.dirname, '../../../eval/corpus/demo'));

describe('a page broken by its layout', () => {
  it('keeps its length, its words and lines within the width', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('toux', 'sèche', 'depuis', 'hier', 'à', 'l’hôpital', 'TSH', '2,5')),
        fc.integer({ min: 12, max: 40 }),
        (words, width) => {
          const text = words.join(' ');
          const page = printed(text, width);
          expect(page.replaceAll('\n', ' ')).toBe(text);
          expect(page.split('\n').every((line) => line.length <= width + 1)).toBe(true);
        },
      ),
    );
    expect(breaksOf('Sodium ......... 139   mmol/L', 12)).toEqual([]);
  });

  it('has no break inside the sentences that rules read', () => {
    const { folded, sentences } = pageOf(
      'Le patient présente depuis trois semaines une douleur du genou droit\nsans épanchement ni fièvre.\nIl va mieux.\n\n- HTA\n- diabète',
    );
    const [first] = sentences;
    expect(folded.slice(first?.start, first?.end)).toBe(
      'le patient presente depuis trois semaines une douleur du genou droit sans epanchement ni fievre.',
    );
    expect(folded.endsWith('\n\n- hta\n- diabete')).toBe(true);
  });

  it('tells what the typed text tells, but for a few facts', () => {
    const breaks = [...demo.texts.values()].map((text) => countBreaks(text, 92));
    const sum = (key: 'put' | 'cut' | 'kept' | 'joined'): number => breaks.reduce((total, one) => total + one[key], 0);
    expect(sum('put')).toBeGreaterThan(50);
    expect(sum('cut')).toBeLessThanOrEqual(0.02 * sum('put'));
    expect(sum('joined')).toBeLessThanOrEqual(0.005 * sum('kept'));
    const { facts, changed } = countChanged(demo, 92);
    expect(facts).toBeGreaterThan(400);
    expect(changed).toBeLessThanOrEqual(0.012 * facts);
  });
});
