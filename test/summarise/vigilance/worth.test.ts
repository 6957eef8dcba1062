import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vigilance } from '../../../src/domain/synthesis.js';
import { buildSources } from '../../../src/summarise/sources.js';
import { byWorth, worthFeatures, worthOf } from '../../../src/summarise/vigilance/worth.js';
import { typedDocument, typedSummary } from '../../../eval/typed-document.js';

const DATES = ['2019-03', '2024-05-02', '2026-10-30', undefined];
const sources = buildSources(
  DATES.map((date, index) =>
    typedSummary(typedDocument({ id: `d${index}`, title: 'Lettre', text: 'x', ...(date === undefined ? {} : { date }) })),
  ),
);
const REFERENCE = '2026-11-16';

const cited = (documentId: string, start: number) => ({ span: { documentId, page: 1, start, end: start + 10 }, quote: 'x'.repeat(10) });
const warning = (rule: string, text: string, citations: Vigilance['citations'], importance: Vigilance['importance'] = 2): Vigilance => ({
  kind: 'conflict',
  rule: `vigilance:${rule}`,
  text,
  importance,
  factIds: [],
  citations,
});

const anyWarning = fc
  .record({
    rule: fc.constantFrom('blood-group', 'dates-differ', 'trend', 'side-written', 'association:nitre-pde5', 'unheard-of'),
    matter: fc.constantFrom('Apixaban', 'Groupe sanguin', ''),
    importance: fc.constantFrom(1, 2, 3) as fc.Arbitrary<Vigilance['importance']>,
    at: fc.array(fc.tuple(fc.nat({ max: DATES.length }), fc.nat({ max: 40 })), { maxLength: 5 }),
  })
  .map(({ rule, matter, importance, at }) =>
    warning(
      rule,
      `${matter} : dit A, dit B`,
      at.map(([document, start]) => cited(`d${document}`, start)),
      importance,
    ),
  );

describe('what a warning is worth', () => {
  it('leaves none out, changes no word and no passage, and makes some minor, told last', () => {
    fc.assert(
      fc.property(fc.array(anyWarning, { maxLength: 12 }), (warnings) => {
        const ordered = byWorth(warnings, sources, REFERENCE);
        const words = (list: readonly Vigilance[]): string[] =>
          list.map(({ rule, text, citations }) => JSON.stringify([rule, text, citations]));
        expect(words(ordered).toSorted()).toEqual(words(warnings).toSorted());
        const minor = ordered.map(({ importance }) => importance === 1);
        expect(minor).toEqual(minor.toSorted());
      }),
    );
  });

  it('reads features from 0 to 1, and a worth between', () => {
    fc.assert(
      fc.property(fc.array(anyWarning, { maxLength: 8 }), (warnings) => {
        for (const features of worthFeatures(warnings, sources, REFERENCE)) {
          for (const value of features.values()) expect(value >= 0 && value <= 1).toBe(true);
          const worth = worthOf(features, { bias: 1, weights: { importance: 2, old: -3 } });
          expect(worth > 0 && worth < 1).toBe(true);
        }
      }),
    );
  });

  it('puts what hands found right before what they seldom did, which is minor unless it is grave', () => {
    const seldom = warning('dates-differ', 'Épilepsie : 2004 (A), 2006 (B)', [cited('d0', 0), cited('d1', 0)]);
    const often = warning('blood-group', 'Groupe sanguin : A (A), O (B)', [cited('d1', 30), cited('d2', 30)]);
    expect(byWorth([seldom, often], sources, REFERENCE)).toEqual([often, { ...seldom, importance: 1 }]);
    const grave = { ...seldom, importance: 3 as const };
    expect(byWorth([grave, often], sources, REFERENCE)).toEqual([often, grave]);
  });

  it('knows a line that says of the same passages what another says', () => {
    const pair = [cited('d1', 0), cited('d2', 0)];
    const [, second] = worthFeatures(
      [warning('allergy-against-drug', 'Apixaban : dit A', pair), warning('listed-after-stop', 'Apixaban : arrêté', pair)],
      sources,
      REFERENCE,
    );
    expect([...second!.keys()]).toEqual(expect.arrayContaining(['papers-and-matter-before', 'all-before', 'matter-before']));
  });
});
