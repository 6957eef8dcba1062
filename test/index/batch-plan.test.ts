import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchesOf, chunksOf } from '../../src/index/batch-plan.js';

describe('the plan of a batch', () => {
  it('hands each text to one thread once, the longest first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(900), { maxLength: 300 }), (lengths) => {
        const order = chunksOf(lengths.map((length) => 'x'.repeat(length))).flat();
        expect(order.toSorted((a, b) => a - b)).toEqual(lengths.map((_, index) => index));
        const taken = order.map((index) => lengths[index] as number);
        expect(taken).toEqual(taken.toSorted((a, b) => b - a));
        expect(
          batchesOf(lengths)
            .flat()
            .toSorted((a, b) => a - b),
        ).toEqual(lengths.map((_, index) => index));
      }),
    );
  });

  it('ends its threads together', () => {
    // Apart by no more than a batch of the shortest: little of a dossier, more of a document.
    for (const [count, apart] of [
      [16, 0.5],
      [64, 0.25],
      [256, 0.05],
      [480, 0.05],
    ] as const) {
      const lengths = Array.from({ length: count }, (_, index) => 40 + ((index * 97) % 600));
      const lanes: [number, number] = [0, 0];
      for (const chunk of chunksOf(lengths.map((length) => 'x'.repeat(length))))
        lanes[lanes[0] <= lanes[1] ? 0 : 1] += chunk.reduce((sum, index) => sum + (lengths[index] as number), 0);
      const whole = lanes[0] + lanes[1];
      expect(Math.abs(lanes[0] - lanes[1]) / whole).toBeLessThan(apart);
    }
  });
});
