import type { Fact } from '../domain/fact.js';
import { compareDates } from './dates.js';
import type { GroupSources } from './per-group.js';

const CAREGIVERS: ReadonlySet<string> = new Set(['letter', 'discharge', 'operation', 'prescription']);

/**
 * Whether an exclusion of an allergy holds. Allergies are copied: one exclusion undoes all that lists repeat, unless two caregivers'
 * own documents affirm it again afterwards.
 */
export function refutationHolds(refutation: Fact, affirmations: readonly Fact[], sources: GroupSources): boolean {
  const refutedOn = sources.dateOf(refutation.documentId);
  const again = affirmations.filter(
    (fact) => compareDates(sources.dateOf(fact.documentId), refutedOn) > 0 && CAREGIVERS.has(sources.nature(fact.documentId)),
  );
  return new Set(again.map((fact) => fact.documentId)).size < 2;
}
