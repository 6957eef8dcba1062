import type { Fact, Medication } from '../../domain/fact.js';
import { compareDates, daysBetween } from '../dates.js';
import { brandName } from '../drug-names.js';
import { quoteWords } from '../quote.js';
import { doseOf, sameDose } from './dose.js';
import type { DrugEvent } from './drug-event.js';

/**
 * "KARDEGIC 160 (pas l'ASPIRINE PROTECT 100)": of two brands of a substance one goes on. Leaves out the stop of the other, and what was
 * written of it before.
 */
export function withoutRetiredBrand(events: readonly DrugEvent[]): readonly DrugEvent[] {
  const retired = events.filter(
    (stop) =>
      stop.act === 'stop' &&
      stop.medication.brand !== undefined &&
      (stop.medication.event === 'stopped' || stop.medication.event === 'not-taken') &&
      events.some(
        (event) =>
          event.act === 'take' &&
          event.fact.documentId === stop.fact.documentId &&
          event.medication.brand !== undefined &&
          brandName(event.medication.brand) !== brandName(stop.medication.brand) &&
          doseOf(event.medication) !== undefined,
      ),
  );
  if (retired.length === 0) return events;
  return events.filter(
    (event, index) =>
      !retired.some(
        (stop) =>
          event === stop || (index < events.indexOf(stop) && brandName(event.medication.brand) === brandName(stop.medication.brand)),
      ),
  );
}

/** Leaves out a stop that its own document takes back: not taken, then resumed; "past" beside a list that holds the drug with its dose. */
export function withoutResumedStops(events: readonly DrugEvent[]): readonly DrugEvent[] {
  return events.filter((stop, index) => {
    if (stop.act !== 'stop') return true;
    const same = events.filter((event) => event.act === 'take' && event.fact.documentId === stop.fact.documentId);
    return !same.some((event) =>
      stop.strength < 3
        ? event.strength === 3 || doseOf(event.medication) !== undefined
        : isFormChanged(stop, event) || (event.strength === 3 && (stop.medication.event === 'not-taken' || events.indexOf(event) > index)),
    );
  });
}

/** "LEVOTHYROX comprimés remplacé par L-THYROXINE en gouttes", "RITALINE -> MEDIKINET", "arrêt du 5 mg, remplacé par 10 mg": one substance. */
function isFormChanged(stop: DrugEvent, event: DrugEvent): boolean {
  const together = standTogether(stop.fact, event.fact);
  const [before, after] = [stop.medication, event.medication];
  if (together && before.event === 'stopped' && after.event !== 'continued' && strengthDiffers(before, after)) return true;
  return (
    after.event === 'started' &&
    after.brand !== before.brand &&
    (together || (event.date === stop.date && /\bremplac/.test(quoteWords(stop.fact))))
  );
}

/** Both write a dose, and not the same. */
const strengthDiffers = (a: Medication, b: Medication): boolean => doseOf(a) !== undefined && doseOf(b) !== undefined && !sameDose(a, b);

/** Two facts that one sentence tells. */
function standTogether(a: Fact, b: Fact): boolean {
  const [one, other] = [a.citations[0].span, b.citations[0].span];
  return one.page === other.page && one.start <= other.end && other.start <= one.end + 3;
}

const STILL_PRESCRIBED = /\bencore sur (?:l |la |son |sa |votre )?(?:ordo|ordonnance|prescription|liste)\b/;

/** "Encore sur l'ordonnance d'hier": the prescription that a stop already told is no renewal, and the first stop holds. */
export function withoutMistakenRenewals(events: readonly DrugEvent[]): readonly DrugEvent[] {
  const again = events.findLastIndex((event) => event.act === 'stop' && STILL_PRESCRIBED.test(quoteWords(event.fact)));
  const first = events.findLastIndex((event, at) => at < again && event.act === 'stop' && event.medication.event === 'stopped');
  return first < 0 ? events : events.filter((event, at) => at < first || at > again || event.act !== 'take');
}

/** The stop that nothing later lifts. */
export function lastStanding(events: readonly DrugEvent[]): DrugEvent | undefined {
  const index = events.findLastIndex((event) => event.act === 'stop');
  const stop = events[index];
  if (stop === undefined) return undefined;
  return events.slice(index + 1).some((event) => event.act === 'take' && liftsStop(event, stop)) ? undefined : stop;
}

function liftsStop(event: DrugEvent, stop: DrugEvent): boolean {
  const later = event.date !== undefined && stop.date !== undefined && compareDates(event.date, stop.date) > 0;
  if (event.strength === 3 && event.medication.event !== 'continued')
    return later || event.date === undefined || stop.date === undefined || event.fact.documentId === stop.fact.documentId;
  // "Elle prend bien : …, SERTRALINE 75": a later visit that checked what is taken, with its dose.
  if (later && event.strength === 3 && doseOf(event.medication) !== undefined && /\bprend\b/.test(quoteWords(event.fact))) return true;
  // Written against, then taken with its dose in a later prescriber's hand: taken.
  if (stop.medication.event === 'contraindicated' || stop.medication.event === 'refused')
    return later && event.strength >= 2 && doseOf(event.medication) !== undefined;
  // A list by a prescriber well after a weak stop ("past", "not taken") says that it was taken up again.
  return (
    stop.strength < 3 &&
    event.strength >= 2 &&
    stop.date !== undefined &&
    event.date !== undefined &&
    daysBetween(stop.date, event.date) > 30
  );
}
