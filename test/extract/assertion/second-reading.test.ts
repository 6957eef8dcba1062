import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { UNQUALIFIED } from '../../../src/domain/fact.js';
import { OPINIONS, type Opinion } from '../../../src/extract/assertion/assertion.js';
import { secondReading } from '../../../src/extract/assertion/second-reading.js';

const opinion = (said: Partial<Record<Opinion, number>>) => ({ negated: 0, hypothetical: 0, historical: 0, family: 0, ...said });

describe('secondReading', () => {
  it('adds what the reader is sure of, and drops what it is sure against', () => {
    expect(secondReading(UNQUALIFIED, opinion({ negated: 0.97 }))).toMatchObject({ negated: true, hypothetical: false });
    expect(secondReading({ ...UNQUALIFIED, hypothetical: true }, opinion({ hypothetical: 0.01 })).hypothetical).toBe(false);
    // A relative's illness is never given to the patient on the reader's word: too few of them taught it.
    expect(secondReading({ ...UNQUALIFIED, family: true }, opinion({ family: 0.001 })).family).toBe(true);
  });

  it('leaves the rules as they are where the reader has no answer, and every other qualifier always', () => {
    fc.assert(
      fc.property(fc.record(Object.fromEntries(Object.keys(UNQUALIFIED).map((name) => [name, fc.boolean()]))), (said) => {
        const byRules = { ...UNQUALIFIED, ...said };
        expect(secondReading(byRules, opinion(Object.fromEntries(OPINIONS.map((name) => [name, 0.5]))))).toEqual(byRules);
        const sure = secondReading(byRules, opinion({ negated: 1, hypothetical: 1, historical: 1, family: 1 }));
        expect(sure).toEqual({ ...byRules, negated: true, hypothetical: true, historical: true, family: true });
      }),
    );
  });
});
