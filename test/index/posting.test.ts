import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Posting } from '../../src/index/posting.js';

const held = (posting: Posting): [string, number][] => posting.layers.flatMap((layer) => [...layer]);

describe('passages that hold a term', () => {
  it('are what was added and not removed, in order, and no fork changes another', () => {
    const act = fc.record({ what: fc.constantFrom('add', 'add', 'add', 'delete', 'fork'), id: fc.integer({ min: 0, max: 40 }) });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 200 }), (acts) => {
        let posting = new Posting();
        const model = new Map<string, number>();
        const before: [Posting, Map<string, number>][] = [];
        for (const [weight, { what, id }] of acts.entries()) {
          const key = String(id);
          if (what === 'fork') {
            before.push([posting, new Map(model)]);
            posting = posting.fork();
          } else if (what === 'delete' || model.has(key)) {
            posting.delete(key);
            model.delete(key);
          } else {
            posting.add(key, weight);
            model.set(key, weight);
          }
        }
        before.push([posting, model]);
        for (const [one, expected] of before) {
          expect(held(one)).toEqual([...expected]);
          expect(one.size).toBe(expected.size);
          for (let id = 0; id <= 40; id += 1) expect(one.get(String(id))).toBe(expected.get(String(id)));
        }
      }),
    );
  });

  it('stay in few layers however often the index is forked', () => {
    let posting = new Posting();
    for (let id = 0; id < 1000; id += 1) {
      posting = posting.fork();
      posting.add(String(id), 1);
    }
    expect(posting.size).toBe(1000);
    expect(posting.layers.length).toBeLessThanOrEqual(12);
  });
});
