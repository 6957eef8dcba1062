import type { Fact } from '../src/domain/fact.js';
import { TAKEN } from '../src/extract/facts/medications/taken.js';
import type { Question } from '../src/extract/assertion/assertion.js';

/** What the reader of contexts is asked of a fact of this kind. */
export const QUESTION_OF: Readonly<Partial<Record<Fact['kind'], Question>>> = {
  condition: 'present',
  medication: 'current',
  procedure: 'done',
  device: 'done',
  immunization: 'done',
};

/** Whether a fact is told as so: an illness as the patient's own, a drug as taken, an act as done. */
export function isTold({ kind, status, qualifiers, medication }: Fact): boolean {
  const { negated, hypothetical, family, otherPerson, instruction } = qualifiers;
  if (negated || hypothetical || family || otherPerson || instruction) return false;
  if (kind === 'medication') return !['stopped', 'absent'].includes(status) && medication !== undefined && TAKEN.has(medication.event);
  return !['absent', 'ruled-out', 'suspected'].includes(status) && !(kind === 'device' && status === 'stopped');
}
