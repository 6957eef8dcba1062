import type { Fact } from '../../domain/fact.js';

const importanceOnceRuledOut = (suspected: Fact): 1 | 2 => (suspected.importance >= 2 ? 2 : 1);

/**
 * "Mélanome à éliminer", and further down "pas de mélanome": what a page asks and then denies is told once, as ruled out. Where the doubt
 * comes behind the denial, or the denial is of one side, both stay.
 */
export const settledOnPage = (facts: readonly Fact[]): Fact[] => {
  const at = (fact: Fact): number => fact.citations[0].span.start;
  const answers = new Map<Fact, Fact>();
  for (const asked of facts) {
    if (asked.kind !== 'condition' || asked.status !== 'suspected' || asked.concept === undefined) continue;
    const answer = facts.find(
      (fact) =>
        fact.kind === 'condition' &&
        ((fact.concept === asked.concept && (fact.status === 'absent' || fact.status === 'ruled-out')) || rulesOutTheKind(fact, asked)) &&
        fact.laterality === undefined &&
        at(fact) > at(asked),
    );
    const affirmed = facts.some(
      (fact) => fact.concept === asked.concept && !['suspected', 'absent', 'ruled-out'].includes(fact.status) && at(fact) > at(asked),
    );
    if (answer !== undefined && !affirmed) answers.set(asked, answer);
  }
  const settled = new Map([...answers].map(([asked, answer]) => [answer, asked]));
  return facts
    .filter((fact) => !answers.has(fact))
    .map((fact) => {
      const asked = settled.get(fact);
      if (asked === undefined) return fact;
      return {
        ...fact,
        status: 'ruled-out',
        importance: importanceOnceRuledOut(asked),
        label: rulesOutTheKind(fact, asked) ? asked.label : fact.label,
      };
    });
};

/** "Pneumopathie d'hypersensibilité suspectée", then "la pneumopathie au méthotrexate est écartée": the kind is ruled out, and what was asked with it. */
const rulesOutTheKind = (answer: Fact, asked: Fact): boolean =>
  answer.status === 'ruled-out' && asked.label.toLowerCase().startsWith(`${answer.label.toLowerCase()} `);
