import type { PartialDate } from '../../domain/citation.js';
import type { DateMention, PageAnalysis } from '../text/analysis.js';
import { findDates } from '../text/dates.js';
import { addendaOf, type Addendum } from './addenda.js';
import { anchorDates } from './date-anchors.js';
import { datedEntries, fromTheirEntries, type DatedEntry } from './dated-entries.js';
import type { FactContext } from './fact-builder.js';

export interface PageDates {
  /** As written, those of a log counted from the day of their entry. */
  readonly written: readonly DateMention[];
  /** With those that lean on an event: see `anchorDates`. */
  readonly anchored: readonly DateMention[];
  /** The entries of a log of several days, behind what was added to the paper on another day. */
  readonly entries: readonly DatedEntry[];
  readonly addenda: readonly Addendum[];
}

const read = new WeakMap<PageAnalysis, { readonly context: FactContext; readonly dates: PageDates }>();

/** The dates of a page, read once for every rule that dates a fact. */
export function pageDates(analysis: PageAnalysis, context: FactContext): PageDates {
  const known = read.get(analysis);
  if (known?.context === context) return known.dates;
  const found = findDates(analysis, {
    ...(context.documentDate === undefined ? {} : { documentDate: context.documentDate }),
    ...(context.birthDate === undefined ? {} : { birthDate: context.birthDate }),
  });
  const addenda = addendaOf(analysis, found, context);
  const entries = [...addenda, ...datedEntries(analysis, context)];
  const written = fromTheirEntries(found, entries, analysis.folded, context.documentDate);
  const dates = { entries, addenda, written, anchored: anchorDates(analysis, context, written) };
  read.set(analysis, { context, dates });
  return dates;
}

/** The day on which a place of a page was written: that of its entry in a log, else the document's. */
export const writtenOn = (analysis: PageAnalysis, context: FactContext, at: number): PartialDate | undefined =>
  pageDates(analysis, context).entries.find(({ start, end }) => start <= at && at < end)?.date ?? context.documentDate;
