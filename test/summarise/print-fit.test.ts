import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutlineBlock, OutlineItem } from '../../src/summarise/exports/outline.js';
import { fitTwoPages } from '../../src/summarise/exports/print-fit.js';

const TITLES = ['Points à retenir', 'Traitements en cours', 'Problèmes actifs', 'Frise', 'Vaccinations'];
const line = fc.record({
  text: fc.integer({ min: 5, max: 300 }).map((length) => 'x'.repeat(length)),
  minor: fc.boolean(),
  citations: fc.constant([]),
});
const blocks = fc
  .tuple(...TITLES.map(() => fc.array(line, { maxLength: 80 })))
  .map((items) => items.map((each, i): OutlineBlock => ({ title: TITLES[i] ?? '', items: each })));
const fit = (given: readonly OutlineBlock[]) =>
  fitTwoPages(given, {
    sourcesOf: ({ text }: OutlineItem) => [{ key: String(text.length % 30), text: 'Compte rendu, 12/03/2024, p. 1 (doc-006.pdf)' }],
    wordsOf: ({ text }) => text,
    whole: new Set(['Traitements en cours']),
  });

describe('what is printed', () => {
  it('never cuts what is never cut, keeps the order, counts what is left, and gives each block a line', () => {
    fc.assert(
      fc.property(blocks, (given) => {
        for (const { block, items, left } of fit(given)) {
          expect(items.length + left).toBe(block.items.length);
          expect(block.items.filter((item) => items.includes(item))).toEqual(items);
          const major = block.items.filter(({ minor }) => !minor);
          if (block.title === 'Points à retenir' || block.title === 'Traitements en cours')
            for (const item of major) expect(items).toContain(item);
          if (block.items.length > 0) expect(items.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('prints all of a small dossier, and of a large one the newest of its timeline', () => {
    const item = (i: number): OutlineItem => ({ text: `${i} `.padEnd(100, 'x'), minor: false, citations: [] });
    const small = TITLES.map((title) => ({ title, items: [item(1), item(2)] }));
    expect(fit(small).every(({ left }) => left === 0)).toBe(true);
    const events = Array.from({ length: 900 }, (_, i) => item(i));
    const [, frise] = fit([
      { title: 'Points à retenir', items: [item(1)] },
      { title: 'Frise', items: events },
    ]);
    expect(frise?.items.at(-1)).toBe(events.at(-1));
    // Two pages hold some three hundred lines of a column.
    expect(frise?.items.length).toBeGreaterThan(60);
    expect(frise?.items.length).toBeLessThan(150);
  });
});
