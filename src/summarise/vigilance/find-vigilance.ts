import type { Vigilance } from '../../domain/synthesis.js';
import { allergyAgainstDrug, noneKnownAgainstAllergy, notedAllergyDenied, refutedAllergyStillListed } from './allergies.js';
import { associations, differingDoses, kidneyLimits, listedAfterEnd, listedAfterStop } from './drugs.js';
import { differingGrades, stagesMoved } from './grades.js';
import { affirmedAgainstRuledOut, differingHabits, differingKin, differingStarts } from './history.js';
import { differingFollowUp, vaccineDenied, vaccinesUpToDate } from './follow-up.js';
import { differingPapers } from './papers.js';
import { trends, twoValuesSameDay } from './measures.js';
import { stoppedByThePatient, stoppedSincePrescription, takenOtherwise } from './prescriptions.js';
import { uncertainNumbers, unreadDocuments } from './reading.js';
import { bleedingUnderAnticoagulant } from './bleeding.js';
import { opposedSides } from './sides.js';
import type { VigilanceInput } from './warning.js';

/** The rooms, in the order in which a reader wants them where importance ties. */
const ROOMS: readonly ((input: VigilanceInput) => readonly Vigilance[])[] = [
  allergyAgainstDrug,
  associations,
  refutedAllergyStillListed,
  noneKnownAgainstAllergy,
  notedAllergyDenied,
  listedAfterStop,
  listedAfterEnd,
  stoppedSincePrescription,
  differingDoses,
  kidneyLimits,
  opposedSides,
  differingPapers,
  takenOtherwise,
  stoppedByThePatient,
  twoValuesSameDay,
  trends,
  unreadDocuments,
  affirmedAgainstRuledOut,
  differingGrades,
  stagesMoved,
  bleedingUnderAnticoagulant,
  differingFollowUp,
  vaccinesUpToDate,
  vaccineDenied,
  differingHabits,
  differingStarts,
  differingKin,
  uncertainNumbers,
];

/** Contradictions, signals across documents, and what was not read: facts side by side, each with both passages, never advice. */
export function findVigilance(input: VigilanceInput): Vigilance[] {
  return ROOMS.flatMap((room) => room(input)).toSorted((a, b) => b.importance - a.importance);
}
