import type { Medication } from '../../domain/fact.js';
import { compareDates, daysBetween } from '../dates.js';
import { quoteWords } from '../quote.js';
import type { Sources } from '../sources.js';
import { doseOf, rhythmOf, sameDose, strengthOf } from './dose.js';
import type { DrugEvent } from './drug-event.js';
import { agreesWith } from './regimen.js';

/** Which of the doses that papers write is told as the present one. */

/** A chronic prescription stays believed this long past its end when nothing contradicts it. */
export const GRACE_DAYS = 200;

/** A prescription stays the last word on the dose against a list of the same weeks that repeats an older one. */
const PRESCRIBED_DAYS = 45;

/** A prescription that follows a change of dose by less renews the sheet of before it, where it bears the dose of before. */
const RENEWED_DAYS = 100;

/**
 * Decisions of the last weeks first, then lists, each the latest first. A prescription that bears the dose of before a recent change comes
 * behind: software renews what it holds.
 */
export function believedFirst(run: readonly DrugEvent[]): readonly DrugEvent[] {
  const renewed = run.filter((event) => renewsOldDose(event, run));
  return [...byBelief(run.filter((event) => !renewed.includes(event))), ...renewed.toReversed()];
}

function renewsOldDose(event: DrugEvent, run: readonly DrugEvent[]): boolean {
  if (event.medication.event !== 'prescribed' || doseOf(event.medication) === undefined) return false;
  const isBefore = (other: DrugEvent, then: DrugEvent): boolean => compareDates(other.date, then.date) < 0;
  const change = run.findLast(
    (other) =>
      other.medication.event === 'changed' &&
      other.strength === 3 &&
      !other.inPassing &&
      doseOf(other.medication) !== undefined &&
      other.date?.length === 10 &&
      event.date?.length === 10 &&
      isBefore(other, event) &&
      daysBetween(other.date, event.date) <= RENEWED_DAYS,
  );
  return (
    change !== undefined &&
    !sameDose(change.medication, event.medication) &&
    run.some((other) => isBefore(other, change) && doseOf(other.medication) !== undefined && sameDose(other.medication, event.medication))
  );
}

function byBelief(run: readonly DrugEvent[]): readonly DrugEvent[] {
  const own = run.filter((event) => event.strength >= 2);
  const latest = (own.length > 0 ? own : run).toReversed();
  const last = latest.find((event) => event.date !== undefined)?.date;
  const recentDecision = (event: DrugEvent): boolean =>
    event.strength === 3 &&
    event.medication.event !== 'continued' &&
    last !== undefined &&
    event.date !== undefined &&
    daysBetween(event.date, last) <= PRESCRIBED_DAYS;
  const decisions = latest.filter(recentDecision);
  const [decided] = decisions;
  const changed = decided === undefined ? undefined : latest.find((event) => isNewDose(event, decided, run));
  return [...(changed === undefined ? [] : [changed]), ...decisions, ...latest.filter((event) => !recentDecision(event))];
}

/** A list later than the prescription, with a dose that no paper bore before it: the dose has changed since. */
const isNewDose = (event: DrugEvent, decided: DrugEvent, run: readonly DrugEvent[]): boolean =>
  event.strength >= 2 &&
  !event.inPassing &&
  doseOf(event.medication) !== undefined &&
  compareDates(event.date, decided.date) > 0 &&
  !sameDose(event.medication, decided.medication) &&
  (isTakenSo(event) ||
    !run.some(
      (other) =>
        other.strength >= 2 &&
        compareDates(other.date, event.date) < 0 &&
        doseOf(other.medication) !== undefined &&
        sameDose(other.medication, event.medication),
    ));

/** "TSH 2,12 sous LEVOTHYROX 75 µg, dose à ne pas changer", "c'est bien ce qu'il prend": said of this dose, not copied. */
const isTakenSo = ({ fact }: DrugEvent): boolean => TAKEN_SO.test(quoteWords(fact));
const TAKEN_SO =
  /\b(?:(?:n en |en |n )?prend\b|c est bien|a ne pas changer|ne (?:pas|rien) changer|inchange|maintenue?|confirme|reellement|bien prise?|depuis le \d)/;

/** The last other dose that a prescription, or any paper of the same weeks, still bears; `parts` are those of the chosen one's regimen. */
export function otherDose(
  run: readonly DrugEvent[],
  chosen: DrugEvent,
  parts: readonly DrugEvent[],
  sources: Sources,
): DrugEvent | undefined {
  return run.findLast(
    (event) =>
      event !== chosen &&
      !event.inPassing &&
      doseOf(event.medication) !== undefined &&
      !agreesWith(event, chosen, parts) &&
      !isOldDose(event) &&
      // The paper that changes the dose tells the one it leaves.
      !(chosen.medication.event === 'changed' && event.fact.documentId === chosen.fact.documentId) &&
      event.date !== undefined &&
      chosen.date !== undefined &&
      (daysBetween(event.date, chosen.date) <= PRESCRIBED_DAYS ||
        (sources.nature(event.fact.documentId) === 'prescription' && daysBetween(event.date, chosen.date) <= GRACE_DAYS)),
  );
}

/** "300 mg les 14 et 28/05/2024, puis 600": the day of another year is that of the dose. */
const isOldDose = ({ fact, date }: DrugEvent): boolean =>
  fact.dateSource === 'text' &&
  fact.date !== undefined &&
  date !== undefined &&
  daysBetween(fact.date, date) > GRACE_DAYS &&
  !/\bdepuis\b/.test(quoteWords(fact));

/** From when on the present dose is written, where papers before it wrote another: "1,25 mg, depuis 2023" would date it to another dose. */
export function firstOfDose(run: readonly DrugEvent[], chosen: DrugEvent): DrugEvent | undefined {
  const dosed = run.filter(
    (event) => event.strength >= 2 && !event.inPassing && event.date?.length === 10 && doseOf(event.medication) !== undefined,
  );
  const same = (event: DrugEvent): boolean => sameDose(event.medication, chosen.medication);
  const last = dosed.findLastIndex((event) => !same(event) && compareDates(event.date, chosen.date) < 0);
  // What was taken before at this dose has come back, or one of the papers is wrong.
  const first = last < 0 || dosed.slice(0, last).some(same) ? undefined : dosed.slice(last + 1).find(same);
  return first !== undefined && compareDates(first.date, dosed[last]?.date) > 0 ? first : undefined;
}

const REFUSED: readonly RegExp[] = [
  /\bet (?:non|pas)(?: pas)? (?:a |le |la |de )?(\d+(?:[.,]\d+)?)/g,
  /\bpas l[ea] (\d+(?:[.,]\d+)?)/g,
  /\bau lieu de (\d+(?:[.,]\d+)?)/g,
  // "5 mg : dose d'avant mars", "5 mg, non délivré à cette dose".
  /\b(\d+(?:[.,]\d+)?) ?(?:mg|g|µg|ug|ui|microgrammes?)? ?[:,(–-]? ?(?:c est )?(?:l )?(?:ancienne dose|la dose d avant|dose d avant|dose (?:anterieure|precedente)|non delivre\w* a cette dose)/g,
  /\b(\d+(?:[.,]\d+)?) ?(?:mg|g|µg|ug|ui|microgrammes?)? ?[:,(]? ?(?:c est |est |etait |soit )?(?:une |la )?(?:dose )?trop (?:fort|eleve|faible|bas|dose)/g,
];
/** The number of an event's strength or dose. */
export const amountOfStrength = ({ medication }: DrugEvent): string =>
  /\d+(?:[.,]\d+)?/.exec(medication.strength ?? medication.dose ?? '')?.[0].replace('.', ',') ?? '';

/** Amounts that a letter of the run puts right: "5 mg, et non 0,4", "JEXT 300 : trop fort". */
export function refusedAmounts(run: readonly DrugEvent[]): ReadonlySet<string> {
  return new Set(
    run.flatMap(({ fact }) =>
      REFUSED.flatMap((pattern) => [...quoteWords(fact).matchAll(pattern)].map((match) => (match[1] ?? '').replace('.', ','))),
    ),
  );
}

/** A rhythm older than this says nothing of today's. */
const DONOR_DAYS = 550;

/** "1/2 cp": of a tablet whose strength another paper writes. */
const INTAKE_ALONE = /^\S+ ?(?:cps?|comprimés?|gélules?|gél)\.?$/i;

interface Whole {
  readonly medication: Medication;
  /** The papers that gave what the chosen one leaves out. */
  readonly donors: readonly DrugEvent[];
}

/** "PROLIA 60", "UVEDOSE trimestrielle": with the unit, the amount or the rhythm that another paper writes of the same dose. */
export function completedBy(chosen: DrugEvent, others: readonly DrugEvent[]): Whole {
  const donors: DrugEvent[] = [];
  let { medication } = chosen;
  const take = (donor: DrugEvent | undefined, from: (other: Medication) => Partial<Medication>): void => {
    if (donor === undefined) return;
    donors.push(donor);
    medication = { ...medication, ...from(donor.medication) };
  };
  const agreeing = others.filter(
    (event) =>
      event !== chosen &&
      !event.inPassing &&
      sameDose(event.medication, chosen.medication) &&
      event.date !== undefined &&
      chosen.date !== undefined &&
      // What is given every so many months is written seldom.
      Math.abs(daysBetween(event.date, chosen.date)) <= ((rhythmOf(event.medication) ?? 0) >= 90 ? 2 : 1) * DONOR_DAYS,
  );
  if (strengthOf(medication) === undefined) {
    const bare = /^\d[\d ]*(?:[.,]\d+)?$/.exec((medication.strength ?? '').trim())?.[0];
    if (bare !== undefined) {
      const unit = new RegExp(`^${bare.replace('.', '\\.')} ?(?:mg|g|µg|ui)\\b`, 'i');
      take(
        others.find(({ medication: other }) => unit.test((other.strength ?? '').trim())),
        ({ strength }) => ({
          ...(strength === undefined ? {} : { strength }),
          ...(medication.dose === medication.strength ? { dose: strength } : {}),
        }),
      );
    } else if (INTAKE_ALONE.test(medication.dose ?? '')) {
      take(
        agreeing.find((event) => strengthOf(event.medication) !== undefined),
        ({ strength }) => (strength === undefined ? {} : { strength }),
      );
    } else if (medication.dose === undefined || !/\d|[a-z]/i.test(medication.dose))
      take(
        agreeing.find((event) => strengthOf(event.medication) !== undefined),
        ({ strength, dose }) => ({ ...(strength === undefined ? {} : { strength }), ...(dose === undefined ? {} : { dose }) }),
      );
  }
  const amount = strengthOf(medication);
  if (medication.frequency === undefined && amount !== undefined)
    take(
      agreeing.find((event) => event.medication.frequency !== undefined && strengthOf(event.medication)?.amount === amount.amount),
      ({ frequency }) => (frequency === undefined ? {} : { frequency }),
    );
  return { medication, donors };
}
