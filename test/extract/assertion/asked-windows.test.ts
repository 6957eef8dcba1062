import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedWindows } from '../../../src/extract/assertion/asked-windows.js';
import type { AskedSpan } from '../../../src/extract/assertion/assertion.js';

/** One piece a word. */
const piecesOf = (text: string) =>
  [...text.matchAll(/\S+/g)].map((word, id) => ({ id, start: word.index, end: word.index + word[0].length }));

describe('askedWindows', () => {
  it('answers for every span once, inside the window, at 320 pieces at most', () => {
    const words = fc.array(fc.constantFrom('asthme', 'pas', 'de', 'sortie.', 'Sous', 'bisoprolol\n'), { minLength: 1, maxLength: 900 });
    fc.assert(
      fc.property(words, fc.array(fc.nat(899), { minLength: 1, maxLength: 12 }), (list, places) => {
        const text = list.join(' ');
        const pieces = piecesOf(text);
        const spans = places.map((place): AskedSpan => {
          const { start, end } = pieces[place % pieces.length] ?? { start: 0, end: 1 };
          return { start, end, question: 'present' };
        });
        const windows = askedWindows(text, pieces, spans);
        expect(windows.flatMap((window) => window.spans).toSorted((a, b) => a - b)).toEqual(spans.map((_, index) => index));
        for (const { from, to, spans: held } of windows) {
          expect(to - from).toBeLessThanOrEqual(320);
          for (const index of held) {
            const inside = pieces.slice(from, to).some((piece) => piece.start === spans[index]?.start);
            expect(inside).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('reads what stands before a span far into a page, and nothing far from it', () => {
    const text = `${'Il va bien. '.repeat(200)}Traitements arrêtés : Lasilix. ${'Rien à signaler. '.repeat(200)}`;
    const pieces = piecesOf(text);
    const start = text.indexOf('Lasilix');
    const windows = askedWindows(text, pieces, [{ start, end: start + 7, question: 'current' }]);
    expect(windows).toHaveLength(1);
    const read = text.slice(pieces[windows[0]?.from ?? 0]?.start, pieces[(windows[0]?.to ?? 1) - 1]?.end);
    expect(read).toContain('Traitements arrêtés : Lasilix.');
    expect(read.length).toBeLessThan(text.length / 2);
    expect(askedWindows(text, pieces, [])).toEqual([]);
  });
});
