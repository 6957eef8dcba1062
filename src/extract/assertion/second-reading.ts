import type { Qualifiers } from '../../domain/fact.js';
import { NO_ANSWER, OPINIONS, type Opinion } from './assertion.js';

/** How likely the reader of contexts holds a mention to be denied, supposed, of before, a relative's: from 0 to 1. */
export type SecondOpinion = Readonly<Record<Opinion, number>>;

/** The answers to `OPINIONS`, in their order from `first` on, of the weights of one text. */
export function opinionFrom(weights: readonly number[] | undefined, first: number): SecondOpinion {
  return Object.fromEntries(OPINIONS.map((name, place) => [name, weights?.[first + place] ?? NO_ANSWER])) as SecondOpinion;
}

/**
 * From `adds` on the reader's word stands where no rule says so; below `keeps` a rule's word falls. Chosen on case reports that taught
 * neither (models/assertion/README.md); what is of before a day decides, which the reader cannot count.
 */
const THRESHOLDS: Readonly<Record<Opinion, { readonly adds: number; readonly keeps: number }>> = {
  negated: { adds: 0.9, keeps: 0.05 },
  hypothetical: { adds: 0.9, keeps: 0.2 },
  historical: { adds: 0.55, keeps: 0 },
  family: { adds: 0.9, keeps: 0 },
};

/**
 * The reader learnt from whole reports. Of a sentence that stands alone it knows less than the rules (hypothetical of our sealed sentences,
 * which no choice was made on: 92.3 by the rules, 83.8 together), and is not asked: characters of a text below which it has no say.
 */
export const ENOUGH_CONTEXT = 300;

/** What two readers of a mention make of it together: the rules, and the trained reader of contexts. */
export function secondReading(byRules: Qualifiers, opinion: SecondOpinion): Qualifiers {
  const decided = OPINIONS.map((name) => [name, opinion[name] >= THRESHOLDS[name][byRules[name] ? 'keeps' : 'adds']]);
  return { ...byRules, ...Object.fromEntries(decided) };
}
