import type { PartialDate } from '../domain/citation.js';
import type { Fact, FactStatus } from '../domain/fact.js';
import { conceptTraits } from './concepts.js';
import { compatibleDates, daysBetween } from './dates.js';
import type { GroupSources } from './per-group.js';
import { isCopied } from './refutations.js';
import type { SourceNature } from './source-nature.js';

/** Begins once: its dates are of one day, told rightly or wrongly. */
export const isOnce = ({ kind, concept }: Fact): boolean =>
  kind === 'allergy' || (kind === 'condition' && conceptTraits(concept)?.chronic === true);

/** Two dates of what begins once, no further apart than this, are one date and a slip of the pen; days. */
const SLIP_DAYS = 800;

/** The earliest date, made as precise as a compatible one says; of what begins once, not a date that one document alone writes against three. */
export function settleDate(dates: readonly PartialDate[], told: readonly Fact[]): PartialDate | undefined {
  const papers = new Map(
    (dates.length > 1 ? dates : []).map((date) => [
      date,
      new Set(told.filter((fact) => compatibleDates(fact.date as PartialDate, date)).map((fact) => fact.documentId)).size,
    ]),
  );
  const documents = (date: PartialDate): number => papers.get(date) ?? 0;
  const earliest =
    dates.find(
      (date) => documents(date) !== 1 || !dates.some((other) => documents(other) >= 3 && Math.abs(daysBetween(date, other)) <= SLIP_DAYS),
    ) ?? dates[0];
  if (earliest === undefined) return undefined;
  return dates.filter((date) => compatibleDates(date, earliest)).toSorted((a, b) => b.length - a.length)[0];
}

/** Documents whose own day is that of the act that they report. */
const OWN_REPORTS: ReadonlySet<SourceNature> = new Set(['operation', 'imaging']);

/** The day of an act's own report, where others tell its month or its year; a letter's own day says nothing of the acts that it recalls. */
export function dayOfItsReport(settled: PartialDate, facts: readonly Fact[], sources: GroupSources): PartialDate | undefined {
  return facts
    .filter((fact) => fact.kind === 'procedure' && fact.dateSource === 'document' && OWN_REPORTS.has(sources.nature(fact.documentId)))
    .map((fact) => fact.date)
    .find((date) => date !== undefined && date.length > settled.length && compatibleDates(date, settled));
}

/**
 * Facts come in order of document date: the last word on healing wins over an earlier "active"; a list's "past" never undoes "active".
 * What a letter says healed is not ill again because a form or an emergency ward goes on copying its name.
 */
export function settleStatus(facts: readonly Fact[], sources: GroupSources): FactStatus {
  const healed = facts.findIndex((fact) => fact.status === 'resolved' && !isCopied(sources.nature(fact.documentId)));
  const statuses = facts
    .filter(
      (fact, index) =>
        fact.status !== 'unknown' &&
        !(
          healed >= 0 &&
          index > healed &&
          fact.status === 'active' &&
          fact.date === undefined &&
          isCopied(sources.nature(fact.documentId))
        ),
    )
    .map((fact) => fact.status);
  const lastActive = statuses.lastIndexOf('active');
  const lastResolved = statuses.lastIndexOf('resolved');
  if (lastResolved > lastActive) return 'resolved';
  // A device that was taken out.
  if (statuses.lastIndexOf('stopped') > lastActive) return 'stopped';
  if (lastActive >= 0) return 'active';
  return statuses.at(-1) ?? 'unknown';
}
