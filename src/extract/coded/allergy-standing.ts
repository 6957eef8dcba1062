import type { Allergy, Fact } from '../../domain/fact.js';
import { UNQUALIFIED } from '../../domain/fact.js';

/** What a coded allergy says of itself, whatever the format. */
export interface CodedAllergy {
  /** French words of an absence code: "Aucune allergie connue", "Pas d'information sur les allergies". */
  readonly absence: string | undefined;
  readonly negated: boolean;
  /** Our word for its verification: "suspected", "ruled-out". */
  readonly certainty: string | undefined;
  /** Our word for its clinical status. */
  readonly clinical: string | undefined;
  readonly intolerance: boolean;
  readonly reactions: readonly string[];
}

/** Status, qualifiers and details of an allergy fact: an absence code leads, then a refutation, a doubt, an end. */
export function allergyStanding(said: CodedAllergy): Pick<Fact, 'status' | 'qualifiers' | 'allergy'> {
  const unknown = said.absence?.startsWith("Pas d'information") === true;
  const none = said.absence !== undefined && !unknown;
  const refuted = said.negated || said.certainty === 'ruled-out';
  const suspected = said.certainty === 'suspected';
  const qualifiers = { ...UNQUALIFIED, negated: none || refuted, hypothetical: suspected };
  if (unknown) return { status: 'unknown', qualifiers };
  const allergy: Allergy = {
    certainty: none ? 'none-known' : refuted ? 'refuted' : suspected ? 'suspected' : 'confirmed',
    intolerance: said.intolerance,
    ...(said.reactions.length === 0 ? {} : { reaction: said.reactions.join(' ; ') }),
  };
  const status = none ? 'absent' : refuted ? 'ruled-out' : suspected ? 'suspected' : said.clinical === 'resolved' ? 'resolved' : 'active';
  return { status, qualifiers, allergy };
}
