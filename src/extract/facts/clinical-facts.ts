import type { Fact } from '../../domain/fact.js';
import type { PageAnalysis } from '../text/analysis.js';
import { allergyFacts } from './allergy-facts.js';
import { conceptFacts } from './concept-facts.js';
import type { FactContext } from './fact-builder.js';
import { familyFacts } from './family-facts.js';
import { lifestyleFacts } from './lifestyle-facts.js';
import { observationFacts } from './observation-facts.js';
import { readPage } from './page-reading.js';
import { planFacts } from './plan-facts.js';
import { pregnancyFacts } from './pregnancy-facts.js';

/** The same thing said twice in one citation is one fact; the one that weighs more stays. */
const once = (facts: readonly Fact[]): Fact[] => {
  const kept = new Map<string, Fact>();
  for (const fact of facts) {
    const [{ span }] = fact.citations;
    const key = `${fact.kind}\n${span.start}\n${fact.concept ?? ''}\n${fact.label.toLowerCase()}`;
    const before = kept.get(key);
    if (before === undefined || before.importance < fact.importance) kept.set(key, fact);
  }
  const all = [...kept.values()];
  const asked = all.filter((fact) => fact.kind === 'plan' && fact.concept === undefined).map((fact) => fact.citations[0].span);
  // An act inside a sentence that is told as a plan is that plan.
  return all.filter(
    (fact) =>
      fact.kind !== 'plan' ||
      fact.concept === undefined ||
      !asked.some((span) => span.start <= fact.citations[0].span.start && fact.citations[0].span.end <= span.end),
  );
};

/**
 * Conditions, acts, devices, allergies, family history, habits, pregnancies, wishes, plans and findings of one page, each with
 * the clause that states it. Drugs, values and vaccinations have their own rules.
 */
export const extractClinicalFacts = (analysis: PageAnalysis, context: FactContext): Fact[] => {
  const reading = readPage(analysis, context);
  return once([
    ...allergyFacts(reading),
    ...conceptFacts(reading),
    ...familyFacts(reading),
    ...lifestyleFacts(reading),
    ...pregnancyFacts(reading),
    ...planFacts(reading),
    ...observationFacts(reading),
  ]);
};
