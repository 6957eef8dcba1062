import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import type { IdentityTraits } from '../../domain/document.js';
import type { DocumentSummary, TimelineEvent } from '../../domain/synthesis.js';
import { ageAt, compareDates, compatibleDates, daysBetween, firstDay, isAfter, lastDay } from '../dates.js';
import { asImportance } from '../line.js';
import type { SourceNature } from '../source-nature.js';
import { gatherCitations, type Sources } from '../sources.js';
import { capitalise, decapitalise, fold, groupBy } from '../text.js';
import { shortLabel } from './event-label.js';
import { conceptDates, tellable, worthADay } from './worth-a-day.js';

const KIND_OF_NATURE: Readonly<Record<SourceNature, TimelineEvent['kind']>> = {
  prescription: 'medication',
  discharge: 'encounter',
  operation: 'procedure',
  pathology: 'laboratory',
  laboratory: 'laboratory',
  imaging: 'imaging',
  letter: 'encounter',
  emergency: 'encounter',
  vaccination: 'immunization',
  peripheral: 'document',
  other: 'document',
};

/**
 * Two sorts of entries, on dates of acts. One for each document, named by its main facts; one for each other day on which a source
 * dates something of importance 2 or more. Partial dates stay partial: a month joins the day that another source gives inside it.
 */
export function buildTimeline(
  patient: IdentityTraits,
  facts: readonly Fact[],
  documents: readonly DocumentSummary[],
  sources: Sources,
  reference: PartialDate,
): readonly TimelineEvent[] {
  const days = [...birthEvent(patient, facts, sources, reference), ...datedEvents(facts, sources, reference)];
  const events = documentEvents(facts, documents, sources, days).map((event) => {
    // What another document dates to the day of this act is told with it.
    const same = days.find((day) => day.date === event.date);
    return same === undefined ? event : joinEvents(event, same);
  });
  const told = new Set(events.map((event) => event.date));
  events.push(...days.filter((day) => !told.has(day.date)));
  return events.toSorted(
    (a, b) =>
      firstDay(a.date) - firstDay(b.date) ||
      b.date.length - a.date.length ||
      b.importance - a.importance ||
      (a.label < b.label ? -1 : a.label > b.label ? 1 : 0),
  );
}

const CHILD_YEARS = 18;
const YEAR = 365;
const BORN = /^poids de naissance|\bterme\b|\b\d\d sa\b|^naissance|^accouchement|^cesarienne/;

/** A child's birth, on the day of its identity, as what was written in its first year tells it. */
function birthEvent(
  { birthDate }: IdentityTraits,
  facts: readonly Fact[],
  sources: Sources,
  reference: PartialDate,
): readonly TimelineEvent[] {
  if (birthDate?.length !== 10 || ageAt(birthDate, reference) >= CHILD_YEARS) return [];
  const told = facts.filter((fact) => {
    const written = sources.dateOf(fact.documentId);
    return (
      written !== undefined &&
      daysBetween(birthDate, written) >= 0 &&
      daysBetween(birthDate, written) <= YEAR &&
      BORN.test(fold(fact.label)) &&
      tellable(fact)
    );
  });
  const [first] = told;
  if (first === undefined) return [];
  const shown = distinct(told).slice(0, 3);
  return [
    {
      date: birthDate,
      kind: 'pregnancy',
      label: `Naissance : ${shown.map(shortLabel).join(', ')}`,
      importance: 3,
      citations: gatherCitations(shown),
    },
  ];
}

function joinEvents(event: TimelineEvent, day: TimelineEvent): TimelineEvent {
  const seen = new Set(event.citations.map((citation) => `${citation.span.documentId}/${citation.span.page}/${citation.span.start}`));
  const more = day.citations.filter((citation) => !seen.has(`${citation.span.documentId}/${citation.span.page}/${citation.span.start}`));
  const label = fold(event.label).includes(fold(day.label)) ? event.label : `${event.label} ; ${decapitalise(day.label)}`;
  const [first, ...rest] = event.citations;
  return {
    ...event,
    label,
    importance: asImportance(Math.max(event.importance, day.importance)),
    citations: [first, ...[...rest, ...more].slice(0, 9)],
  };
}

/** A letter or a report written within these days of the act that it tells is that act's paper, not another event. */
const PAPER_DAYS = 35;

/** Whether a day already told is what this document is about. */
function tellsAToldDay(documentId: string, date: PartialDate, nature: SourceNature, days: readonly TimelineEvent[]): boolean {
  if (nature !== 'letter' && nature !== 'pathology') return false;
  return days.some(
    (day) =>
      day.importance === 3 &&
      (day.kind === 'procedure' || day.kind === 'device') &&
      day.date.length === 10 &&
      daysBetween(day.date, date) > 0 &&
      daysBetween(day.date, date) <= PAPER_DAYS &&
      day.citations.some((citation) => citation.span.documentId === documentId),
  );
}

function documentEvents(
  facts: readonly Fact[],
  documents: readonly DocumentSummary[],
  sources: Sources,
  days: readonly TimelineEvent[],
): TimelineEvent[] {
  const byDocument = groupBy(facts, (fact) => fact.documentId);
  const events: TimelineEvent[] = [];
  for (const document of documents) {
    const nature = sources.nature(document.id);
    const own = (byDocument.get(document.id) ?? []).filter((fact) => tellable(fact));
    const entry = admission(document, nature, own);
    const date = document.date ?? entry;
    if (date === undefined || own.length === 0 || !tellsAnAct(nature, own) || tellsAToldDay(document.id, date, nature, days)) continue;
    const onTheDay = own.filter((fact) => fact.date === undefined || compatibleDates(fact.date, date) || fact.dateSource !== 'text');
    const ranked = onTheDay.toSorted(
      (a, b) =>
        weight(b, document) - weight(a, document) ||
        a.citations[0].span.page - b.citations[0].span.page ||
        a.citations[0].span.start - b.citations[0].span.start,
    );
    const chosen = distinct(ranked).slice(0, 4);
    const [first, ...rest] = chosen.length > 0 ? chosen : own.slice(0, 1);
    if (first === undefined) continue;
    const news = [first, ...rest].map(shortLabel).join(', ');
    events.push({
      date,
      kind: KIND_OF_NATURE[nature],
      label: `${document.title} : ${news}`,
      importance: asImportance(
        nature === 'peripheral' || nature === 'vaccination' ? 1 : Math.max(2, ...chosen.map((fact) => fact.importance)),
      ),
      citations: gatherCitations([first, ...rest]),
    });
    // A stay has two days: what brought the patient in, and what they left with.
    if (entry !== undefined && entry !== date) events.push(entryEvent(document, nature, entry, own));
  }
  return events;
}

function entryEvent(document: DocumentSummary, nature: SourceNature, entry: PartialDate, own: readonly Fact[]): TimelineEvent {
  const dated = own.filter((fact) => fact.date === entry && fact.kind !== 'medication');
  const [first, ...rest] = distinct((dated.length > 0 ? dated : own).toSorted((a, b) => b.importance - a.importance)).slice(0, 3) as [
    Fact,
    ...Fact[],
  ];
  return {
    date: entry,
    kind: KIND_OF_NATURE[nature],
    label: `Entrée, ${document.title} : ${[first, ...rest].map(shortLabel).join(', ')}`,
    importance: 2,
    citations: gatherCitations([first, ...rest]),
  };
}

/** A stay is told on the day it began: "du 07/02/2021 au 12/02/2021", in the title or in the first lines that its facts cite. */
function admission(document: DocumentSummary, nature: SourceNature, own: readonly Fact[]): PartialDate | undefined {
  const places = [document.title, ...(nature === 'discharge' ? own.slice(0, 12).map((fact) => fact.citations[0].quote) : [])];
  for (const place of places) {
    const [, day, month, year, endYear] = /\bdu (\d{2})[/.](\d{2})(?:[/.](\d{4}))? au \d{2}[/.]\d{2}(?:[/.](\d{4}))?/.exec(place) ?? [];
    const at = year ?? endYear;
    if (day !== undefined && month !== undefined && at !== undefined) return `${at}-${month}-${day}`;
  }
  return nature === 'discharge' ? entryOf(document, own) : undefined;
}

const LONGEST_STAY = 120;

/** The entry of the stay that a discharge report gives to what was measured on arrival. */
function entryOf(document: DocumentSummary, own: readonly Fact[]): PartialDate | undefined {
  const { date } = document;
  if (date?.length !== 10) return undefined;
  const measured = own.filter(
    (fact) =>
      fact.kind === 'observation' &&
      fact.dateSource === 'section' &&
      fact.date?.length === 10 &&
      daysBetween(fact.date, date) > 0 &&
      daysBetween(fact.date, date) <= LONGEST_STAY,
  );
  const [most] = [...groupBy(measured, (fact) => fact.date ?? '')].toSorted(
    (a, b) => b[1].length - a[1].length || compareDates(a[0], b[0]),
  );
  return most !== undefined && most[1].length >= 2 ? most[0] : undefined;
}

/** A form, a vaccination record are no act of care of their day. */
function tellsAnAct(nature: SourceNature, facts: readonly Fact[]): boolean {
  if (nature === 'peripheral' || nature === 'vaccination') return false;
  // A laboratory sheet on which nothing is abnormal or decisive is a row of the series.
  if (nature === 'laboratory') return facts.some((fact) => fact.importance >= 2 || isAbnormal(fact));
  return true;
}

const isAbnormal = ({ value, importance }: Fact): boolean =>
  importance >= 2 && (value?.flag === 'H' || value?.flag === 'L' || value?.flag === 'A');

/** What is new in a document outweighs what it recalls; what is abnormal outweighs what is not. */
function weight(fact: Fact, document: DocumentSummary): number {
  let score = fact.importance * 10;
  if (fact.medication !== undefined && ['started', 'stopped', 'changed'].includes(fact.medication.event)) score += 8;
  if (fact.qualifiers.historical) score -= 12;
  if (fact.value?.flag === 'H' || fact.value?.flag === 'L' || fact.value?.flag === 'A') score += 8;
  if (fact.date !== undefined && fact.date === document.date && fact.dateSource === 'text') score += 4;
  if (fact.kind === 'family-history') score -= 15;
  return score;
}

function datedEvents(facts: readonly Fact[], sources: Sources, reference: PartialDate): readonly TimelineEvent[] {
  const concepts = conceptDates(facts);
  const dated = facts.filter(
    (fact) =>
      fact.date !== undefined && fact.dateSource === 'text' && worthADay(fact, concepts) && tellable(fact) && happens(fact, reference),
  );
  const elsewhere = dated.filter((fact) => {
    const own = sources.dateOf(fact.documentId);
    return own === undefined || fact.date === undefined || !compatibleDates(fact.date, own);
  });
  const days: { date: PartialDate; facts: Fact[] }[] = [];
  for (const fact of elsewhere.toSorted(
    (a, b) => (b.date?.length ?? 0) - (a.date?.length ?? 0) || compareDates(a.date, b.date) || (a.id < b.id ? -1 : 1),
  )) {
    const date = fact.date as PartialDate;
    const home =
      days.find((day) => day.date === date) ??
      days.find((day) => compatibleDates(day.date, date) && day.facts.some((other) => other.kind === fact.kind && sameThing(other, fact)));
    if (home === undefined) days.push({ date, facts: [fact] });
    else home.facts.push(fact);
  }
  return days.map((day) => {
    const ranked = distinct(day.facts.toSorted((a, b) => b.importance - a.importance || (a.id < b.id ? -1 : 1)));
    const [first] = ranked as [Fact, ...Fact[]];
    return {
      date: day.date,
      kind: first.kind,
      label: capitalise(ranked.slice(0, 3).map(shortLabel).join(', ')),
      importance: asImportance(first.importance),
      citations: gatherCitations([...ranked, ...day.facts.filter((fact) => !ranked.includes(fact))]),
    };
  });
}

/** The past, and what is planned; a future date in anything else is a validity or a slip. */
function happens(fact: Fact, reference: PartialDate): boolean {
  return (
    fact.kind === 'procedure' ||
    fact.kind === 'plan' ||
    !isAfter(fact.date as PartialDate, reference) ||
    firstDay(fact.date as PartialDate) <= lastDay(reference)
  );
}

const sameThing = (a: Fact, b: Fact): boolean =>
  (a.concept !== undefined && a.concept === b.concept) || fold(a.label) === fold(b.label) || a.kind === 'medication';

function distinct(facts: readonly Fact[]): readonly Fact[] {
  const seen = new Set<string>();
  return facts.filter((fact) => {
    const key = fold(shortLabel(fact));
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
