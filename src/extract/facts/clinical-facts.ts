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

/** A finding whose words are nearly all those of another fact says nothing more. */
const SAME_WORDS = 0.7;

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
  const told = all.filter((fact) => fact.kind !== 'observation' && fact.status !== 'absent');
  const repeats = (fact: Fact): boolean =>
    told.some(
      (other) =>
        other.citations[0].span.start <= fact.citations[0].span.end &&
        fact.citations[0].span.start <= other.citations[0].span.end &&
        other.label.length >= SAME_WORDS * fact.label.length &&
        fact.label.toLowerCase().includes(other.label.toLowerCase().slice(0, 24)),
    );
  return all.filter((fact) => {
    if (fact.kind === 'observation') return !repeats(fact);
    // An act inside a sentence that is told as a plan is that plan.
    if (fact.kind !== 'plan' || fact.concept === undefined) return true;
    const [{ span }] = fact.citations;
    return !asked.some((plan) => plan.start <= span.start && span.end <= plan.end);
  });
};

/**
 * Conditions, acts, devices, allergies, family history, habits, pregnancies, wishes, plans and findings of one page, each with
 * the clause that states it. Drugs, values and vaccinations have their own rules.
 *
 * Measured by `eval/measure-facts.ts --clinical` on the four written dossiers, page by page: 39 of 39 facts of importance 3,
 * 55 of 58 of importance 2, 4 of 256 traps stated (three of them contradicted only by another document).
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
