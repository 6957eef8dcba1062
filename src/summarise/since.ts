import type { PartialDate } from '../domain/citation.js';
import type { Statement, Synthesis, TimelineEvent } from '../domain/synthesis.js';
import { compareDates, firstDay, lastDay } from './dates.js';

/** What a date leaves behind it: documents read that are dated after, what they alone say, what happened. */
export interface SinceLastVisit {
  readonly since: PartialDate;
  /** Ids of documents dated after. */
  readonly documents: readonly string[];
  /** Statements that only documents dated after support. */
  readonly statements: readonly Statement[];
  readonly events: readonly TimelineEvent[];
}

/** A statement is new when each of its sources is: what an older document said too is not. */
export function sinceLastVisit(synthesis: Synthesis, since: PartialDate): SinceLastVisit {
  const after = new Set(
    synthesis.documents
      .filter(({ status, date }) => (status === 'read' || status === 'ocr') && date !== undefined && firstDay(date) > lastDay(since))
      .map((document) => document.id),
  );
  return {
    since,
    documents: [...after],
    statements: synthesis.sections
      .flatMap((section) => section.statements)
      .filter((statement) => statement.citations.every((citation) => after.has(citation.span.documentId))),
    events: [...synthesis.timeline, ...synthesis.otherDates]
      .filter((event) => firstDay(event.date) > lastDay(since))
      .toSorted((a, b) => compareDates(a.date, b.date)),
  };
}
