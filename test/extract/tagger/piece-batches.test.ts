import { describe, expect, it } from 'vitest';
import type { Piece } from '../../../src/extract/tagger/piece-tokenizer.js';
import { batchesOf, rowsOf } from '../../../src/extract/tagger/piece-batches.js';

const job = (length: number): { readonly pieces: readonly Piece[] } => ({
  pieces: Array.from({ length }, (_, i) => ({ id: i + 10, start: i, end: i + 1 }) as Piece),
});

describe('what the models read at once', () => {
  it('holds every job once, like lengths together, within the bound of a batch', () => {
    const jobs = [700, 3, 500, 3, 1500, 40].map(job);
    const batches = [...batchesOf(jobs)];
    expect(batches.flat()).toHaveLength(jobs.length);
    expect(new Set(batches.flat())).toEqual(new Set(jobs));
    const lengths = batches.flat().map(({ pieces }) => pieces.length);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
    for (const batch of batches) if (batch.length > 1) expect(rowsOf(batch).length * batch.length).toBeLessThanOrEqual(2048);
  });

  it('marks where a row begins and ends, and pads the shorter', () => {
    const { length, ids, mask } = rowsOf([job(1), job(3)]);
    expect(length).toBe(5);
    expect([...ids]).toEqual([0n, 10n, 2n, 1n, 1n, 0n, 10n, 11n, 12n, 2n]);
    expect([...mask]).toEqual([1n, 1n, 1n, 0n, 0n, 1n, 1n, 1n, 1n, 1n]);
  });
});
