import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fact, FactKind, FactStatus } from '../../src/domain/fact.js';
import { packFacts, unpackFacts } from '../../src/pipeline/packed-facts.js';

const document = fc.constantFrom('d', 'other');
const word = fc.constantFrom('HTA', 'diabète', '« été »', '0', '\u2028');
const span = fc.record({
  documentId: document,
  page: fc.integer({ min: 1, max: 3 }),
  start: fc.nat(9),
  end: fc.integer({ min: 10, max: 99 }),
});
const qualifiers = fc.record({
  negated: fc.boolean(),
  hypothetical: fc.boolean(),
  family: fc.boolean(),
  historical: fc.boolean(),
  reported: fc.boolean(),
  otherPerson: fc.boolean(),
  instruction: fc.boolean(),
});
/** Keys in whatever order a rule wrote them. */
const shuffled = <T extends object>(made: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.tuple(made, fc.infiniteStream(fc.nat(99))).map(([value, ranks]) => {
    const ranked = Object.entries(value).map((entry) => [ranks.next().value as number, entry] as const);
    return Object.fromEntries(ranked.toSorted(([a], [b]) => a - b).map(([, entry]) => entry)) as T;
  });
const fact = shuffled(
  fc.record(
    {
      id: word,
      documentId: document,
      kind: fc.constantFrom(...FactKind.options),
      label: word,
      code: fc.record({ system: word, code: word }),
      status: fc.constantFrom(...FactStatus.options),
      qualifiers: shuffled(qualifiers),
      cues: fc.array(fc.record({ qualifier: fc.constantFrom('negated' as const, 'family' as const), span, rule: word }), { maxLength: 2 }),
      value: fc.record({ text: word, number: fc.integer({ min: 1, max: 999 }).map((number) => number / 8) }),
      importance: fc.integer({ min: 1, max: 3 }),
      origin: word,
      confidence: fc.constantFrom(0, 0.5, 1),
      citations: fc.array(fc.record({ span, quote: word }), { minLength: 1, maxLength: 3 }),
    },
    {
      requiredKeys: [
        'id',
        'documentId',
        'kind',
        'label',
        'status',
        'qualifiers',
        'cues',
        'importance',
        'origin',
        'confidence',
        'citations',
      ],
    },
  ),
);

describe('packed facts', () => {
  it('come back as they were, written out they are the same', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 6 }), (made) => {
        const facts = JSON.parse(JSON.stringify(made)) as Fact[];
        for (const one of facts) Fact.parse(one);
        const back = unpackFacts(packFacts('d', facts));
        expect(back).toEqual(facts);
        expect(JSON.stringify(back)).toBe(JSON.stringify(facts));
      }),
    );
  });

  it('are also opened as they were written before', () => {
    expect(unpackFacts(Buffer.from('[{"id":"a"}]'))).toEqual([{ id: 'a' }]);
  });
});
