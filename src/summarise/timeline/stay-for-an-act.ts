import type { TimelineEvent } from '../../domain/synthesis.js';
import { daysBetween } from '../dates.js';
import { fold } from '../text.js';

/** A stay that nothing brought about but what was done in it. */
export interface StayForAnAct {
  readonly event: TimelineEvent;
  readonly entry: TimelineEvent;
  /** What was changed on leaving. */
  readonly leaving: string | undefined;
}

/** Days from the entry to the act that a patient comes for. */
const ACT_WITHIN = 2;

/** What one comes into hospital for: not an examination, which an illness brings about. */
const OPERATION =
  /chirurg|operat|exerese|resection|\b\w{4,}ectomie|plastie|prothese|greffe|transplant|cesarienne|accouchement|pontage|valv(?:e|ulation)|sleeve|by ?pass|osteosynth|arthrodese|ligature|implantation|defibrillat|stimulateur|ablation|cure (?:de|d)\b/;

/**
 * A stay for an operation that has its own entry is told by it, with what was changed on leaving: a bariatric operation is one event,
 * not the day before it, its day and the day of the letter.
 */
export function toldWithTheirActs(
  stays: readonly StayForAnAct[],
  events: readonly TimelineEvent[],
  days: readonly TimelineEvent[],
): TimelineEvent[] {
  const out = [...events];
  for (const { event, entry, leaving } of stays) {
    const isItsAct = ({ date, kind, label }: TimelineEvent): boolean =>
      (kind === 'procedure' || kind === 'device') &&
      date.length === 10 &&
      OPERATION.test(fold(label)) &&
      daysBetween(entry.date, date) >= 0 &&
      daysBetween(entry.date, date) <= ACT_WITHIN;
    const reported = out.findIndex(isItsAct);
    const act = out[reported] ?? days.find(isItsAct);
    if (act === undefined) {
      out.push(event, entry);
      continue;
    }
    if (leaving === undefined) continue;
    const [first, ...rest] = act.citations;
    const whole: TimelineEvent = {
      ...act,
      label: `${act.label} ; à la sortie : ${leaving}`,
      citations: [first, ...rest.slice(0, 7), ...event.citations.slice(0, 2)],
    };
    if (reported === -1) out.push(whole);
    else out[reported] = whole;
  }
  return out;
}
