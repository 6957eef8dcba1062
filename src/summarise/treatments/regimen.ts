import { fold } from '../text.js';
import { doseOf, sameDose } from './dose.js';
import { WHEN_NEEDED, type DrugEvent } from './drug-event.js';

/** Lines further apart than this, in letters of one page, stand in two lists. */
const BESIDE = 80;
const MOMENT = /matin|midi|soir|coucher|nuit|reveil|lever|gouter|dejeuner|diner|(?<!\d)(?:[01]?\d|2[0-3]) ?h(?![a-z])/g;

const momentsOf = ({ medication }: DrugEvent): readonly string[] =>
  [...fold(medication.frequency ?? '').matchAll(MOMENT)].map(([moment]) => moment.replaceAll(' ', ''));
const isOnNeed = ({ medication }: DrugEvent): boolean => WHEN_NEEDED.test(fold(medication.frequency ?? ''));

/**
 * The other lines of the paper that, with `chosen`, say how one drug is taken: capsules by day and a slow one at night, a slow one and one
 * at need. They are no other doses. In order of reading, `chosen` left out.
 */
export function otherParts(run: readonly DrugEvent[], chosen: DrugEvent): readonly DrugEvent[] {
  const parts: DrugEvent[] = [chosen];
  let isGrowing = true;
  while (isGrowing) {
    const more = run.filter((event) => !parts.includes(event) && isTaken(event) && parts.some((part) => standsBeside(part, event)));
    const next = more.find((event) => parts.every((part) => isAtOtherTimes(part, event)));
    if (next !== undefined) parts.push(next);
    isGrowing = next !== undefined;
  }
  return parts.filter((part) => part !== chosen).toSorted((a, b) => startOf(a) - startOf(b));
}

/** Whether an event repeats the `chosen` dose, or is, or repeats at its time of the day, another part of its regimen. */
export const agreesWith = (event: DrugEvent, chosen: DrugEvent, parts: readonly DrugEvent[]): boolean =>
  parts.includes(event) ||
  sameDose(event.medication, chosen.medication) ||
  parts.some((part) => sameDose(event.medication, part.medication) && momentsOf(part).some((moment) => momentsOf(event).includes(moment)));

/** "SKENAN 10 mg, matin et soir + ACTISKENAN 5 mg, si douleur": the parts of a regimen behind one another, their brands named where they differ. */
export function doseOfParts(dose: string, chosen: DrugEvent, parts: readonly DrugEvent[]): string {
  const lines = [{ event: chosen, words: dose }, ...parts.map((event) => ({ event, words: doseOf(event.medication) ?? '' }))];
  const brands = new Set(lines.map(({ event }) => fold(event.medication.brand ?? '')));
  return lines
    .toSorted((a, b) => startOf(a.event) - startOf(b.event))
    .map(({ event, words }) => (brands.size > 1 && event.medication.brand !== undefined ? `${event.medication.brand} ${words}` : words))
    .join(' + ');
}

const startOf = ({ fact }: DrugEvent): number => fact.citations[0].span.start;

/** A change tells the dose that it leaves too. */
const isTaken = (event: DrugEvent): boolean =>
  event.act === 'take' && !event.inPassing && event.medication.event !== 'changed' && doseOf(event.medication) !== undefined;

function standsBeside(a: DrugEvent, b: DrugEvent): boolean {
  const [one, other] = [a.fact.citations[0].span, b.fact.citations[0].span];
  if (one.documentId !== other.documentId || one.page !== other.page) return false;
  const [first, second] = one.start <= other.start ? [one, other] : [other, one];
  return second.start >= first.end && second.start - first.end <= BESIDE;
}

function isAtOtherTimes(a: DrugEvent, b: DrugEvent): boolean {
  if (isOnNeed(a) !== isOnNeed(b)) return true;
  const [ours, theirs] = [momentsOf(a), momentsOf(b)];
  return ours.length > 0 && theirs.length > 0 && !ours.some((moment) => theirs.includes(moment));
}
