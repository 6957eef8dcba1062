import { overlap } from '../../domain/citation.js';
import type { Vigilance } from '../../domain/synthesis.js';
import { fold } from '../text.js';
import { allergyAgainstDrug, noneKnownAgainstAllergy, notedAllergyDenied, refutedAllergyStillListed } from './allergies/allergies.js';
import { differingDoses } from './drugs/differing-doses.js';
import { associations, kidneyLimits, listedAfterEnd, listedAfterStop } from './drugs/drugs.js';
import { differingGrades, stagesMoved } from './grades.js';
import { differingStarts, knownBeforeStart } from './history/event-dates.js';
import { affirmedAgainstRuledOut, differingHabits } from './history/history.js';
import { differingKin } from './history/kin.js';
import { wrongAges } from './ages.js';
import { vaccineDoses } from './vaccine-doses.js';
import { vaccinesTold } from './vaccine-told.js';
import { differingFollowUp, vaccinesUpToDate } from './exams/follow-up.js';
import { allergenTolerated, allergyLeftOut } from './allergies/allergy-lists.js';
import { askedNotDone } from './exams/asked-not-done.js';
import { replacedBrandListed, twoBrands } from './drugs/brands.js';
import { declaredAgainstMeasured } from './declared.js';
import { notDoneAndDone } from './acts-not-done.js';
import { measuredOtherwise } from './exams/number-words.js';
import { examsCalledNormal } from './exams/exams-normal.js';
import { diabetesWithoutSugar, examsAgainstReports } from './exams/exams.js';
import { takenOtherwiseTold } from './drugs/taken-otherwise-told.js';
import { differingRhythms } from './drugs/rhythms.js';
import { differingCourses } from './drugs/courses.js';
import { sameClassTwice } from './drugs/same-class.js';
import { lastingResults } from './exams/lasting-results.js';
import { sensitivitiesDiffer } from './exams/sensitivities.js';
import { saidNormal } from './exams/said-normal.js';
import { firstAndLast } from './history/first-and-last.js';
import { benignAndMalignant } from './history/benign.js';
import { kidneyStages, preliminaryAndFinal } from './written/status.js';
import { writtenAlcohol, writtenSmoking } from './written/habits.js';
import { noneOfAll } from './history/none-of.js';
import { copiedOtherwise } from './exams/copied-results.js';
import { forbiddenGiven } from './drugs/forbidden-drugs.js';
import { conclusionAgainstText } from './sides/own-report.js';
import { lateAndDone } from './late-and-done.js';
import { disputed } from './retold/disputes.js';
import { deniedAndTold } from './retold/denied-and-told.js';
import { resultsRetold } from './retold/results.js';
import { differingTerms } from './history/pregnancy-dates.js';
import { noneWritten } from './allergies/none-known.js';
import { drugDenied } from './drugs/drug-denied.js';
import { writtenKin } from './written/kin.js';
import { notOperated, plannedLengths, vaccinesWritten } from './written/acts.js';
import { stageAgainstFiltration, swappedDigits, unitSlips } from './exams/copied-values.js';
import { corrections } from './corrections.js';
import { prematureAndAtTerm, toldNumbers } from './told-numbers.js';
import { toldDifferently } from './told/differing.js';
import { implantsDiffer } from './history/implants.js';
import { neverPregnant } from './history/never-pregnant.js';
import { refusedAndDone } from './refused-acts.js';
import { writtenStages } from './written/stages.js';
import { writtenYears } from './written/years.js';
import { writtenSides } from './written/sides.js';
import { sidesByWords } from './sides/word-sides.js';
import { papersOnOtherSides } from './sides/paper-sides.js';
import { differingPapers } from './papers.js';
import { trends, twoValuesSameDay } from './exams/measures.js';
import { resumedAfterStop, stoppedByThePatient, stoppedSincePrescription, takenOtherwise } from './drugs/prescriptions.js';
import { uncertainNumbers, unreadDocuments } from './reading.js';
import { bleedingUnderAnticoagulant } from './drugs/bleeding.js';
import { opposedSides } from './sides/sides.js';
import { withoutSettled } from './replaced-papers.js';
import { citingWholeSentences } from './whole-sentences.js';
import type { Steps } from '../steps.js';
import type { VigilanceInput } from './warning.js';

/** The rooms, in the order in which a reader wants them where importance ties. */
const ROOMS: readonly ((input: VigilanceInput) => readonly Vigilance[])[] = [
  allergyAgainstDrug,
  associations,
  refutedAllergyStillListed,
  noneKnownAgainstAllergy,
  notedAllergyDenied,
  allergyLeftOut,
  allergenTolerated,
  listedAfterStop,
  listedAfterEnd,
  stoppedSincePrescription,
  resumedAfterStop,
  forbiddenGiven,
  differingDoses,
  takenOtherwiseTold,
  differingRhythms,
  differingCourses,
  sameClassTwice,
  kidneyLimits,
  opposedSides,
  differingPapers,
  twoBrands,
  replacedBrandListed,
  takenOtherwise,
  stoppedByThePatient,
  twoValuesSameDay,
  trends,
  unreadDocuments,
  affirmedAgainstRuledOut,
  differingGrades,
  writtenStages,
  neverPregnant,
  implantsDiffer,
  refusedAndDone,
  notDoneAndDone,
  stagesMoved,
  bleedingUnderAnticoagulant,
  differingFollowUp,
  vaccinesUpToDate,
  vaccineDoses,
  vaccinesTold,
  differingHabits,
  differingStarts,
  knownBeforeStart,
  writtenYears,
  firstAndLast,
  differingKin,
  writtenKin,
  askedNotDone,
  declaredAgainstMeasured,
  saidNormal,
  examsCalledNormal,
  preliminaryAndFinal,
  sensitivitiesDiffer,
  kidneyStages,
  writtenSmoking,
  writtenAlcohol,
  vaccinesWritten,
  drugDenied,
  notOperated,
  plannedLengths,
  toldNumbers,
  prematureAndAtTerm,
  toldDifferently,
  diabetesWithoutSugar,
  examsAgainstReports,
  lateAndDone,
  wrongAges,
  differingTerms,
  swappedDigits,
  copiedOtherwise,
  measuredOtherwise,
  unitSlips,
  stageAgainstFiltration,
  conclusionAgainstText,
  noneOfAll,
  deniedAndTold,
  resultsRetold,
  lastingResults,
  benignAndMalignant,
  uncertainNumbers,
];

/** Contradictions, signals across documents, and what was not read: facts side by side, each with both passages, never advice. */
export function* findVigilance(input: VigilanceInput): Steps<Vigilance[]> {
  const told: Vigilance[] = [];
  for (const room of ROOMS) {
    told.push(...room(input));
    yield;
  }
  const sides = sidesWritten(input).map((side) => told.filter((item) => isToldBy(item, [side])).reduce(withItsPassages, side));
  yield;
  const kept = told.filter((item, index) => !isToldBy(item, sides) && !isRepeated(item, index, told));
  // What the writers themselves correct, where no rule has told it.
  const none = noneWritten(input, kept);
  yield;
  const corrected = corrections(input, [...kept, ...sides]);
  const before = [...kept, ...sides, ...none, ...corrected];
  yield;
  const all = [...before, ...disputed(input, before)].toSorted((a, b) => b.importance - a.importance);
  const byMatter = new Map<string, Vigilance[]>();
  return withoutSettled(all, input.passages)
    .filter((item) => {
      const matter = matterOf(item);
      const before = byMatter.get(matter) ?? [];
      byMatter.set(matter, before);
      const isSaid = isSaidByOthers(item) && before.some((one) => saysNoMore(item, one));
      before.push(item);
      return !isSaid;
    })
    .map((item) => citingWholeSentences(item, input.passages));
}

/** By what is named, then by what two papers are about, where the first has not told it. */
function sidesWritten(input: VigilanceInput): readonly Vigilance[] {
  const named = writtenSides(input);
  const papers = papersOnOtherSides(input).filter((item) => named.every((one) => sharedDocuments(one, item) < 2));
  const before = [...named, ...papers];
  return [...before, ...sidesByWords(input).filter((item) => before.every((one) => sharedDocuments(one, item) < 2))];
}

/** The written words cite every document that bears a side: a warning of the facts on two of the same passages says no more. */
const isToldBy = (item: Vigilance, sides: readonly Vigilance[]): boolean =>
  item.rule === 'vigilance:side' && sides.some((side) => sharedDocuments(item, side) >= 2);

/** A warning with the passages of another on the same matter that it does not cite yet. */
function withItsPassages(side: Vigilance, { citations }: Vigilance): Vigilance {
  const more = citations.filter(({ span }) => side.citations.every((own) => !overlap(own.span, span)));
  return more.length === 0 ? side : { ...side, citations: [...side.citations, ...more] };
}

/** Rules whose matter another rule often tells on the same passages, and tells better. */
const SAID_BY_OTHERS: ReadonlySet<string> = new Set(
  [
    'stopped-since-prescription',
    'allergen-tolerated',
    'listed-after-stop',
    'allergy-left-out',
    'corrected',
    'rhythm-differs',
    'course-differs',
  ].map((rule) => `vigilance:${rule}`),
);

const isSaidByOthers = ({ kind, rule }: Vigilance): boolean => kind === 'conflict' && SAID_BY_OTHERS.has(rule);

/** By another rule, on passages that a graver warning on the same matter cites already. */
function saysNoMore(item: Vigilance, before: Vigilance): boolean {
  if (before.kind !== 'conflict' || item.rule === before.rule) return false;
  return item.citations.every(({ span }) => before.citations.some((other) => overlap(other.span, span)));
}
/** "Colchicine" of "Colchicine (COLCHICINE OPOCALCIUM) : arrêté…". */
const matterOf = ({ text }: Vigilance): string => fold(text.split(/[,:(]/)[0] ?? '');

/** Documents of which both cite the same passages. */
function sharedDocuments(one: Vigilance, other: Vigilance): number {
  const shared = one.citations.filter(({ span }) => other.citations.some((cited) => overlap(cited.span, span)));
  return new Set(shared.map(({ span }) => span.documentId)).size;
}

/** They say already that a drug should not have been given. */
const AGAINST: ReadonlySet<string> = new Set([
  'vigilance:allergy-against-drug',
  'vigilance:prescribed-after-stop',
  'vigilance:written-and-denied',
]);

const ABOUT_VACCINES: ReadonlySet<string> = new Set(['vigilance:vaccine-denied', 'vigilance:vaccine-doses']);

/** Rules that may have told already that two papers give a result the other way round. */
const RESULTS_TOLD: ReadonlySet<string> = new Set(
  ['result-retold', 'told-differently', 'ruled-out-and-stated', 'denied-and-told'].map((rule) => `vigilance:${rule}`),
);

/** Things told that a room of their own tells better. */
const ROOMS_OF_THEIR_OWN: readonly (readonly [string, string])[] = [
  ['Directives', 'vigilance:directives'],
  ['Alcool', 'vigilance:alcohol'],
  ['Personne de confiance', 'vigilance:trusted-person'],
];

/** One matter told by two rooms: smoking by facts and by words, a weight that differs and that was declared, a stage. */
function isRepeated(item: Vigilance, index: number, all: readonly Vigilance[]): boolean {
  const isBefore = (is: (before: Vigilance) => boolean): boolean => all.some((one, at) => at < index && is(one));
  if (item.rule === 'vigilance:told-differently') {
    const [, room] = ROOMS_OF_THEIR_OWN.find(([matter]) => item.text.startsWith(matter)) ?? [];
    if (room !== undefined) return isBefore(({ rule }) => rule === room);
    if (item.text.startsWith('Allergie, après tests'))
      return isBefore((one) => one.rule === 'vigilance:refuted-allergy-listed' && sharedDocuments(one, item) >= 1);
    if (/^Âge (?:au décès|du décès|de la maladie)/.test(item.text))
      return isBefore((one) => one.rule === 'vigilance:family' && sharedDocuments(one, item) >= 2);
    if (item.text.startsWith('Arrêt du tabac'))
      return isBefore((one) => one.rule === 'vigilance:dates-differ' && sharedDocuments(one, item) >= 2);
  }
  if (item.rule === 'vigilance:forbidden-and-given')
    return isBefore((one) => one.kind === 'conflict' && matterOf(one) === matterOf(item) && AGAINST.has(one.rule));
  if (ABOUT_VACCINES.has(item.rule))
    return isBefore(
      (one) =>
        ABOUT_VACCINES.has(one.rule) &&
        one.text.split(' : ')[0] === item.text.split(' : ')[0] &&
        (one.rule !== item.rule || one.text === item.text) &&
        sharedDocuments(one, item) >= 1,
    );
  if (item.rule === 'vigilance:result-retold') return isBefore((one) => RESULTS_TOLD.has(one.rule) && sharedDocuments(one, item) >= 2);
  if (item.rule === 'vigilance:copied-otherwise')
    return isBefore(
      (one) =>
        ['vigilance:two-values-one-day', 'vigilance:digits-swapped', 'vigilance:unit-differs'].includes(one.rule) &&
        sharedDocuments(one, item) >= 2,
    );
  if (item.rule === 'vigilance:digits-swapped')
    return isBefore((one) => one.rule === 'vigilance:two-values-one-day' && sharedDocuments(one, item) >= 2);
  if (['vigilance:dates-differ', 'vigilance:family', 'vigilance:grade-differs'].includes(item.rule) && item.factIds.length === 0)
    return isBefore((one) => one.rule === item.rule && sharedDocuments(one, item) >= 2);
  if (item.rule === 'vigilance:declared-and-measured')
    return isBefore(({ rule, factIds }) => rule === 'vigilance:measure-differs' && factIds.some((id) => id === item.factIds[0]));
  if (item.rule === 'vigilance:stage-moved' && item.factIds.length === 0)
    return isBefore(({ rule, text }) => rule === item.rule && /r[ée]nale/.test(text));
  // The written words know every document.
  return (
    (item.rule === 'vigilance:smoking' || item.rule === 'vigilance:vaccines-up-to-date') &&
    item.factIds.length > 0 &&
    all.some((one) => one.rule === item.rule && one.factIds.length === 0)
  );
}
