import type { PartialDate } from '../domain/citation.js';
import type { Fact } from '../domain/fact.js';
import type { DocumentSummary, TimelineEvent } from '../domain/synthesis.js';
import { conceptTraits } from './concepts.js';
import { compareDates, compatibleDates, daysBetween, firstDay, isAfter, lastDay } from './dates.js';
import { asImportance, isAffirmed } from './line.js';
import type { SourceNature } from './source-nature.js';
import { gatherCitations, type Sources } from './sources.js';
import { quoteWords } from './quote.js';
import { writeValue } from './templates.js';
import { capitalise, fold, groupBy } from './text.js';

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

/** What a timeline tells of another day than the document's: what happened, not what was measured in passing. */
const DATED_KINDS: ReadonlySet<Fact['kind']> = new Set([
  'condition',
  'procedure',
  'device',
  'allergy',
  'medication',
  'pregnancy',
  'lifestyle',
  'plan',
  'directive',
]);

/**
 * Two sorts of entries, on dates of acts. One for each document, named by its main facts; one for each other day on which a source
 * dates something of importance 2 or more. Partial dates stay partial: a month joins the day that another source gives inside it.
 */
export function buildTimeline(
  facts: readonly Fact[],
  documents: readonly DocumentSummary[],
  sources: Sources,
  reference: PartialDate,
): readonly TimelineEvent[] {
  const days = datedEvents(facts, sources, reference);
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

function joinEvents(event: TimelineEvent, day: TimelineEvent): TimelineEvent {
  const seen = new Set(event.citations.map((citation) => `${citation.span.documentId}/${citation.span.page}/${citation.span.start}`));
  const more = day.citations.filter((citation) => !seen.has(`${citation.span.documentId}/${citation.span.page}/${citation.span.start}`));
  const label = fold(event.label).includes(fold(day.label))
    ? event.label
    : `${event.label} ; ${day.label.charAt(0).toLocaleLowerCase('fr')}${day.label.slice(1)}`;
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

/**
 * What makes a day of its own: an act with its date; a drug that begins, changes or ends; an illness that matters most or that two
 * documents tell. A lasting illness has one beginning, the earliest.
 */
function worthADay(fact: Fact, all: ConceptDates): boolean {
  if (!DATED_KINDS.has(fact.kind)) return false;
  const precision = fact.date?.length ?? 0;
  if (fact.medication !== undefined)
    return (
      fact.importance >= 2 &&
      precision >= 7 &&
      (fact.concept?.startsWith('class:') !== true || (fact.medication.event === 'stopped' && precision === 10)) &&
      (['started', 'stopped', 'changed'].includes(fact.medication.event) ||
        (fact.medication.event === 'administered' && precision === 10 && fact.medication.atc?.startsWith('N01') !== true))
    );
  switch (fact.kind) {
    case 'procedure':
      if (VISIT.test(fold(fact.label))) return false;
      return (precision >= 7 && (fact.importance >= 2 || toldTwice(fact, all) || LANDMARK.test(fold(fact.label)))) || fact.importance === 3;
    case 'plan':
      return precision === 10 && LANDMARK.test(fold(fact.label));
    case 'condition': {
      const known = fact.concept === undefined ? undefined : all.get(fact.concept);
      if (conceptTraits(fact.concept)?.chronic === true) return fact.importance >= 2 && known?.earliest === fact.date;
      return precision >= 7 && fact.importance >= 2;
    }
    // A reaction is remembered by its year.
    case 'allergy':
      return fact.importance === 3 && (precision >= 7 || fact.allergy?.reaction !== undefined);
    case 'lifestyle':
      return fact.concept === 'mode-de-vie-tabac'
        ? precision >= 7 && TURN.test(fold(fact.label))
        : precision === 10 && SETTLED.test(fold(fact.label));
    case 'directive':
      return precision === 10 && /directives? anticipees?/.test(quoteWords(fact));
    default:
      return fact.importance === 3 && precision >= 7;
  }
}

/** Smoking given up or taken up again. */
const TURN = /sevr|arret|repris|recommenc|rechut/;
/** Where somebody lives from that day on. */
const SETTLED = /entree? en (?:ehpad|institution|residence|foyer)|institutionnalis|placement/;

/** A visit is told by its own document. */
const VISIT = /^(?:passage|consultation|hospitalisation|rendez vous|rdv|visite|arret de travail)\b/;

/** Acts that a reader looks for on their day, however light the source makes them: inside the body, under anaesthesia, or of a tumour's search. */
const LANDMARK =
  /scopi|biopsie|coronarograph|chirurg|operation|exerese|ectomie|plastie|prothese|infiltration|polygraph|ablation|cesarienne|accouchement|stent|phaco|cataracte|greffe|\btep\b|pet scan|embolis|angioplast|cardioversion/;

type ConceptDates = ReadonlyMap<
  string,
  { readonly earliest: PartialDate | undefined; readonly dated: readonly { readonly date: PartialDate; readonly documentId: string }[] }
>;

/** Two documents date it to the same time. */
function toldTwice(fact: Fact, all: ConceptDates): boolean {
  const { date } = fact;
  if (date === undefined) return false;
  const same = (all.get(fact.concept ?? '')?.dated ?? []).filter((one) => compatibleDates(one.date, date));
  return new Set(same.map((one) => one.documentId)).size >= 2;
}

function conceptDates(facts: readonly Fact[]): ConceptDates {
  const conditions = facts.filter(
    (fact) => (fact.kind === 'condition' || fact.kind === 'procedure') && fact.concept !== undefined && tellable(fact),
  );
  return new Map(
    [...groupBy(conditions, (fact) => fact.concept ?? '')].map(([concept, members]) => {
      const dated = members.flatMap(({ date, dateSource, documentId }) =>
        date === undefined || dateSource !== 'text' ? [] : [{ date, documentId }],
      );
      const [first] = dated.map((one) => one.date).toSorted(compareDates);
      // "2010" and "19/10/2010" are one beginning: the more precise tells it.
      const earliest =
        first === undefined
          ? undefined
          : dated
              .map((one) => one.date)
              .filter((date) => compatibleDates(date, first))
              .toSorted((x, y) => y.length - x.length || compareDates(x, y))[0];
      return [concept, { earliest, dated }];
    }),
  );
}

/** The past, and what is planned; a future date in anything else is a validity or a slip. */
function happens(fact: Fact, reference: PartialDate): boolean {
  return (
    fact.kind === 'procedure' || !isAfter(fact.date as PartialDate, reference) || firstDay(fact.date as PartialDate) <= lastDay(reference)
  );
}

function tellable(fact: Fact): boolean {
  if (fact.qualifiers.family || fact.kind === 'family-history') return false;
  return fact.kind === 'plan' ? !fact.qualifiers.negated && !fact.qualifiers.otherPerson : isAffirmed(fact);
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

const EVENT_WORDS: Readonly<Record<string, string>> = {
  started: 'début de ',
  stopped: 'arrêt de ',
  changed: 'changement de dose : ',
  administered: 'administration de ',
  'not-taken': 'non pris : ',
};

function shortLabel(fact: Fact): string {
  const { medication, value } = fact;
  if (fact.concept === 'mode-de-vie-tabac') return fact.status === 'past' ? 'Arrêt du tabac' : 'Tabac repris';
  if (medication !== undefined) {
    const dose = medication.strength ?? medication.dose;
    const dci = medication.dci ?? medication.brand ?? fact.label;
    const told = medication.event === 'started' || medication.event === 'stopped' || medication.event === 'administered';
    const brand = told && medication.brand !== undefined && !fold(dci).includes(fold(medication.brand)) ? ` (${medication.brand})` : '';
    const name = `${dci}${brand}`;
    return `${EVENT_WORDS[medication.event] ?? ''}${name}${dose === undefined || medication.event === 'stopped' ? '' : ` ${dose}`}`;
  }
  if (value === undefined) return fact.label;
  const written = writeValue(value);
  return fold(fact.label).includes(fold(value.text)) ? fact.label : `${fact.label} ${written}`;
}
