import type { Fact, FactStatus } from '../domain/fact.js';
import type { GroupSources } from './per-group.js';
import { fold } from './text.js';

const HABIT = /^mode-de-vie-(?:tabac|alcool|substances(?:-\w+)?)$/;
/** Taken up again: the last word, wherever it stands. */
const RESUMED = /\b(?:recommenc|rechut|repris|reprend|reprise|refum)/;
const QUANTITY = /\d ?(?:pa\b|p\.a|paquets?|cig|verres?|unites|g\/j|joints?)/;
const ENDED = /(?:arret|sevr|stop|cess|plus depuis|derniere)[^.;]{0,40}\d/;

export const isHabit = (fact: Fact): boolean => HABIT.test(fact.concept ?? '');

/** What is so until a later paper says otherwise: habits, and whether the patient drives. */
export const isOfTheDay = (fact: Fact): boolean => isHabit(fact) || fact.concept === 'mode-de-vie-conduite';

/** What the phrase holds of amounts and of when it ended: the fullest of those that say the same. */
export const habitDetail = (label: string): number => {
  const folded = fold(label);
  return (QUANTITY.test(folded) ? 2 : 0) + (ENDED.test(folded) ? 1 : 0);
};

/**
 * The phrases about tobacco, alcohol or a substance that hold today. A copied list that still says "actif" gives way to a letter that said
 * "sevré" before it; "tabac : rien" of someone who smoked is the end of it, told with its date and amount; the last letter decides otherwise.
 * `facts` come in order of document date, as all lines do.
 */
export function standingHabit(facts: readonly Fact[], sources: GroupSources): readonly Fact[] {
  const own = facts.filter((fact) => !fact.qualifiers.family && !fact.qualifiers.otherPerson && !fact.qualifiers.hypothetical);
  const copied = (fact: Fact): boolean => ['emergency', 'peripheral'].includes(sources.nature(fact.documentId));
  const trusted = own.filter((fact) => !copied(fact));
  const deciding = trusted.length > 0 ? trusted : own;
  const last = deciding.at(-1);
  if (last === undefined) return facts;
  const resumed = own.findLast((fact) => fact.status === 'active' && RESUMED.test(fold(fact.label)));
  const ended = deciding.some((fact) => fact.status === 'past');
  const state: FactStatus =
    resumed !== undefined && own.indexOf(resumed) > own.indexOf(last) ? 'active' : last.status === 'absent' && ended ? 'past' : last.status;
  const standing = own.filter((fact) => fact.status === state);
  return standing.length === 0 ? facts : standing;
}
