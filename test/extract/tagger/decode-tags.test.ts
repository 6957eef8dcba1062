import { describe, expect, it } from 'vitest';
import { KNOWN_FEATURES, decodeTags, tellKnown, withoutOverlap } from '../../../src/extract/tagger/decode-tags.js';
import type { Piece } from '../../../src/extract/tagger/piece-tokenizer.js';
import { cutWindows } from '../../../src/extract/tagger/windows.js';

const TEXT = 'une hypothyroïdie sévère traitée';
const PIECES: readonly Piece[] = [
  { id: 5, start: 0, end: 3 },
  { id: 6, start: 4, end: 9 },
  { id: 7, start: 9, end: 15 },
  { id: 8, start: 18, end: 24 },
  { id: 9, start: 25, end: 32 },
];
/** One label, one row a piece: outside, begin, inside. */
const scores = (...rows: [number, number, number][]): Float32Array => Float32Array.from(rows.flat());
const O: [number, number, number] = [5, 0, 0];
const B: [number, number, number] = [0, 5, 0];
const I: [number, number, number] = [0, 0, 5];
const spans = (logits: Float32Array): string[] =>
  decodeTags(TEXT, PIECES, logits, 0, ['DISO']).map(({ start, end }) => TEXT.slice(start, end));

describe('decoding', () => {
  it('joins begin and inside, and finishes the word', () => {
    expect(spans(scores(O, B, I, I, O))).toEqual(['hypothyroïdie sévère']);
    expect(spans(scores(O, B, I, O, O))).toEqual(['hypothyroïdie']);
    expect(spans(scores(O, B, O, B, O))).toEqual(['hypothyroïdie', 'sévère']);
  });

  it('never lets a span open by "inside"', () => {
    expect(spans(scores([0, 1, 5], O, O, O, O))).toEqual(['une']);
    expect(spans(scores(O, [3, 0, 4], O, O, O))).toEqual([]);
  });

  it('reads only the labels that have a group, from the offset', () => {
    const two = Float32Array.from([9, 9, 9, ...PIECES.flatMap((_, i) => [...(i === 3 ? B : O), ...B])]);
    expect(decodeTags(TEXT, PIECES, two, 3, ['DISO', undefined]).map(({ start }) => start)).toEqual([18]);
  });

  it('tells the network what the vocabularies know: where a name begins and goes on, and that they were asked', () => {
    const input = new Float32Array((1 + PIECES.length) * KNOWN_FEATURES);
    tellKnown(input, KNOWN_FEATURES, PIECES, [
      { start: 4, end: 17, group: 'DISO' },
      { start: 0, end: 3, group: 'ANAT' },
      { start: 25, end: 32, group: 'PROC' },
    ]);
    const rows = PIECES.map((_, i) => [...input.slice((i + 1) * KNOWN_FEATURES, (i + 2) * KNOWN_FEATURES)].join(''));
    expect(rows).toEqual(['0000001', '1000001', '0100001', '0000001', '0000101']);
    expect(input.slice(0, KNOWN_FEATURES).every((value) => value === 0)).toBe(true);
  });

  it('keeps the longest of overlapping spans of a group', () => {
    const span = (start: number, end: number, group: 'DISO' | 'ANAT') => ({ start, end, group, confidence: 0.9 });
    expect(withoutOverlap([span(0, 5, 'DISO'), span(3, 12, 'DISO'), span(4, 6, 'ANAT')])).toEqual([
      span(3, 12, 'DISO'),
      span(4, 6, 'ANAT'),
    ]);
  });
});

describe('windows', () => {
  const piecesOf = (text: string): Piece[] => [...text.matchAll(/\S/g)].map(({ index }) => ({ id: 1, start: index, end: index + 1 }));

  it('holds whole sentences, every piece once where none is too long', () => {
    const text = Array.from({ length: 40 }, (_, i) => `Phrase ${String(i)} du texte.`).join(' ');
    const pieces = piecesOf(text);
    const windows = cutWindows(text, pieces);
    expect(windows.length).toBeGreaterThan(1);
    let at = 0;
    for (const { from, to } of windows) {
      expect(from).toBe(at);
      expect(to - from).toBeLessThanOrEqual(200);
      expect(text[pieces[from]?.start ?? 0]).toBe('P');
      at = to;
    }
    expect(at).toBe(pieces.length);
  });

  it('cuts a sentence without end into windows that overlap', () => {
    const text = 'x'.repeat(1000);
    const windows = cutWindows(text, piecesOf(text));
    expect(windows[0]).toEqual({ from: 0, to: 200 });
    expect(windows[1]?.from).toBe(160);
    expect(windows.at(-1)?.to).toBe(1000);
  });

  it('has no window where there is no piece', () => {
    expect(cutWindows(' \n ', [])).toEqual([]);
  });
});
