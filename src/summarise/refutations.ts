import type { Fact } from '../domain/fact.js';
import { conceptTraits } from './concepts.js';
import { compareDates } from './dates.js';
import type { GroupSources } from './per-group.js';
import type { SourceNature } from './source-nature.js';

const CAREGIVERS: ReadonlySet<string> = new Set(['letter', 'discharge', 'operation', 'prescription']);
/** Papers in which families and forms write too. */
const LAY: ReadonlySet<string> = new Set(['peripheral', 'vaccination']);

/**
 * Whether an exclusion of an allergy holds. Allergies are copied: one exclusion undoes all that lists repeat, unless two caregivers'
 * own documents affirm it again afterwards, or it stands in a form, a notebook or a card alone and two caregivers affirm it at all.
 */
export function refutationHolds(refutation: Fact, affirmations: readonly Fact[], sources: GroupSources): boolean {
  const refutedOn = sources.dateOf(refutation.documentId);
  const fromALayHand = LAY.has(sources.nature(refutation.documentId));
  const again = affirmations.filter(
    (fact) =>
      CAREGIVERS.has(sources.nature(fact.documentId)) && (fromALayHand || compareDates(sources.dateOf(fact.documentId), refutedOn) > 0),
  );
  return new Set(again.map((fact) => fact.documentId)).size < 2;
}

/**
 * A lasting illness that one copied history names, and that a letter denies ("pas d'hypothyroïdie", "je ne retiens pas le diagnostic"):
 * the letter is believed, and the other is told beside it.
 */
export function deniedByACaregiver(facts: readonly Fact[], affirmed: readonly Fact[], sources: GroupSources): readonly Fact[] {
  if (affirmed.length > 0 && affirmed.every((fact) => fact.kind === 'device')) return deviceDenied(facts, affirmed, sources);
  if (affirmed.length === 0 || affirmed.some((fact) => fact.kind !== 'condition' || conceptTraits(fact.concept)?.chronic !== true))
    return [];
  const copied = affirmed.every(
    (fact) => fact.qualifiers.historical || ['emergency', 'peripheral'].includes(sources.nature(fact.documentId)),
  );
  if (!copied || new Set(affirmed.map((fact) => fact.documentId)).size > 1) return [];
  return facts.filter(
    (fact) => fact.qualifiers.negated && !fact.qualifiers.hypothetical && ['letter', 'discharge'].includes(sources.nature(fact.documentId)),
  );
}

/**
 * "Défibrillateur : oui, dit par l'épouse" in one form, "pas de défibrillateur" in a caregiver's later paper: the one that looked is believed.
 * What has its own day was put in then.
 */
function deviceDenied(facts: readonly Fact[], affirmed: readonly Fact[], sources: GroupSources): readonly Fact[] {
  const [first] = affirmed;
  if (first === undefined || affirmed.some((fact) => fact.documentId !== first.documentId || fact.dateSource === 'text')) return [];
  const saidOn = sources.dateOf(first.documentId);
  return facts.filter(
    (fact) =>
      fact.qualifiers.negated &&
      !fact.qualifiers.hypothetical &&
      !isCopied(sources.nature(fact.documentId)) &&
      saidOn !== undefined &&
      compareDates(sources.dateOf(fact.documentId), saidOn) > 0,
  );
}

/** Whose histories and lists repeat what others wrote. */
export const isCopied = (nature: SourceNature): boolean => nature === 'emergency' || nature === 'peripheral';
