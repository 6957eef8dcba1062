import type { PartialDate } from '../domain/citation.js';
import type { Code } from '../domain/document.js';
import { DOUBT_RULE } from '../domain/doubt.js';
import type { Allergy, Fact, FactKind, FactStatus, Immunization, Value } from '../domain/fact.js';

/** Several facts that say one thing: what becomes one statement. `facts` holds the best source first. */
export interface Line {
  readonly key: string;
  readonly kind: FactKind;
  readonly label: string;
  readonly concept?: string;
  readonly code?: Code;
  readonly status: FactStatus;
  readonly laterality?: 'left' | 'right' | 'bilateral';
  readonly value?: Value;
  readonly date?: PartialDate;
  readonly endDate?: PartialDate;
  /** Other dates of the same thing: a second infarction, a third infusion. */
  readonly otherDates: readonly PartialDate[];
  readonly familyMember?: string;
  readonly allergy?: Allergy;
  readonly immunization?: Immunization;
  readonly importance: 1 | 2 | 3;
  /** Every source says that the patient or a third party said so. */
  readonly reported: boolean;
  /** One copied list alone says it, where letters that would have said it do not. */
  readonly uncorroborated?: boolean;
  /** Every source writes it as history. */
  readonly historical: boolean;
  /** The value before, as a clinician writes it in brackets: "1,9 en mars 2026". */
  readonly before?: string;
  /** French addition to the line: "encore cité le 17/06/2025". Each number in it stands in a citation or is a document's date. */
  readonly note?: string;
  readonly rule: string;
  readonly facts: readonly [Fact, ...Fact[]];
}

export function isAffirmed(fact: Fact): boolean {
  const q = fact.qualifiers;
  return (
    !q.negated &&
    !q.hypothetical &&
    !q.otherPerson &&
    !q.instruction &&
    fact.status !== 'ruled-out' &&
    fact.status !== 'absent' &&
    fact.status !== 'suspected'
  );
}

/** Neither an instruction, nor a hypothesis, nor somebody else: it may be told, as affirmed, suspected or ruled out. */
export function mayBeTold(fact: Fact): boolean {
  const q = fact.qualifiers;
  if (q.otherPerson) return false;
  if (fact.kind === 'plan' || fact.kind === 'directive') return true;
  if (q.instruction) return false;
  return !q.hypothetical || fact.status === 'suspected' || fact.status === 'ruled-out';
}

/** The rule of a line whose every source is affirmed by the rules and doubted by the model that reads contexts. */
export const DOUBTED = 'merge:doubted';

export function isDoubted(fact: Fact): boolean {
  return fact.cues.some(({ rule }) => rule === DOUBT_RULE);
}

export function asImportance(value: number): 1 | 2 | 3 {
  return value >= 3 ? 3 : value === 2 ? 2 : 1;
}
