import type { Medication } from '../../domain/fact.js';
import { AFTER, AMOUNT, BEFORE, TAKEN_UP } from './medication-cues.js';

export type MedicationEvent = Medication['event'];

/** What a clause says happens to a drug; `at` is where the deciding words stand, relative to the string given. */
export interface EventCue {
  readonly event: MedicationEvent;
  readonly start: number;
  readonly end: number;
  /** The dose it is changed to, relative to `after`. */
  readonly newDose?: { readonly start: number; readonly end: number };
}

const NEGATED_BEFORE =
  /(?:\bne|\bn'|\bpas|\bsans|\bjamais|\bni|\bni a l'|\bni a|\bavant(?: tout)?|\bl'idee|\bpas d'|\bpas de|\bpas lieu d'|\binutile d')[\s'a-z]{0,14}$/;
const CONDITION = /^\W*(?:\d+\W+)?(?:en cas d|si |s'il|lors d|devant tout|au cas ou)/;
const OTHER_SUBJECT =
  /\b(?:tabac|cigarette|alcool|travail|conduite|effort|epreuve|pompe|ppc|capteur|examen|scanner|regime|allaitement)\b[^,;]*$/;

/**
 * What the words around a drug's name say happens to it; undefined where they say nothing.
 * `before` ends at the name, `after` begins behind it and stops at the next drug, both folded.
 * Linear in the length of the two strings, which the caller bounds.
 */
export function readEvent(before: string, after: string, sentenceStart: string): EventCue | undefined {
  const conditional = CONDITION.test(sentenceStart);
  for (const [event, pattern] of conditional ? [] : TAKEN_UP) {
    const match = pattern.exec(after);
    if (match !== null) return { event, start: 0, end: match[0].length };
  }
  for (const [event, pattern] of BEFORE) {
    const match = pattern.exec(before);
    if (match === null) continue;
    if (event === 'stopped' && !/^ne /.test(match[0]) && NEGATED_BEFORE.test(before.slice(0, match.index)))
      return { event: 'continued', start: match.index, end: before.length };
    if (event === 'started' && NEGATED_BEFORE.test(before.slice(0, match.index)))
      return { event: 'not-taken', start: match.index, end: before.length };
    if (event === 'changed') {
      const dose = newDoseIn(after);
      if (dose === undefined) continue;
      return { event, start: match.index, end: before.length, newDose: dose };
    }
    return {
      event: conditional && (event === 'started' || event === 'stopped') ? 'proposed' : event,
      start: match.index,
      end: before.length,
    };
  }
  for (const [event, pattern] of AFTER) {
    const match = pattern.exec(after);
    if (match === null) continue;
    if (event === 'stopped' && !/n'est plus pris|ne doi|ne pas /.test(match[0])) {
      const cue = /(?:arret|stop|interromp|suspend|abandon|supprim|retir|remplac|relay)[a-z]*[^a-z]*$/.exec(match[0]);
      const lead = match[0].slice(0, cue?.index ?? match[0].length);
      if (NEGATED_BEFORE.test(lead) || OTHER_SUBJECT.test(lead)) continue;
      // "jusqu'au 30 juin puis STOP" plans the end; "doit l'arrêter si" warns.
      if (/\bpuis\s*$|\bdoit l'$|\bdevra\b/.test(lead) || (conditional && !/\ba ete|ont ete/.test(lead))) continue;
    }
    if (event === 'changed') {
      const dose = newDoseIn(match[0]);
      return { event, start: 0, end: match[0].length, ...(dose === undefined ? {} : { newDose: dose }) };
    }
    return { event: conditional && event === 'started' ? 'proposed' : event, start: 0, end: match[0].length };
  }
  return undefined;
}

const NEW_DOSE = new RegExp(
  String.raw`(?:(?:^|[^a-z])(?:a|jusqu'a)|→|->|=>|↑|↓)\s?(${AMOUNT}(?: (?:une|deux|trois|\d) fois)?(?: par (?:jour|semaine|mois))?)`,
);

function newDoseIn(text: string): { start: number; end: number } | undefined {
  const match = NEW_DOSE.exec(text.slice(0, 120));
  if (match?.[1] === undefined) return undefined;
  const start = match.index + match[0].lastIndexOf(match[1]);
  return { start, end: start + match[1].trimEnd().length };
}
