import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import type { PageLookup } from '../grounding.js';
import type { IdentityTraits } from '../../domain/document.js';
import type { DocumentSummary, TimelineEvent } from '../../domain/synthesis.js';
import { ageAt, compareDates, compatibleDates, daysBetween, firstDay, isAfter } from '../dates.js';
import { quoteWords } from '../quote.js';
import { gatherCitations, type Sources } from '../sources.js';
import { among, perDocument } from '../per-document.js';
import { decapitalise, fold } from '../text.js';
import { documentEvents, seenOn, tellsAnAct } from './document-events.js';
import { distinct, shortLabel } from './event-label.js';
import { belongsToItsPaper, tellsNoDay } from './no-day.js';
import { heldForAnAct } from './held-for-an-act.js';
import { isOfAStay, staysOf } from './stays.js';
import { sidesAgree } from './told-again.js';
import { eventOf, withoutRepeats, withSources, type Day } from './told-days.js';
import { toldOnce } from './told-once.js';
import { conceptDates, isMinor, tellable, worthADay } from './worth-a-day.js';

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
  pages: PageLookup,
): readonly TimelineEvent[] {
  const days = datedDays(facts, documents, sources, reference, pages);
  const told = [...birthEvent(patient, facts, sources, reference), ...days.map(eventOf)];
  const firstOn = new Map(told.toReversed().map((day) => [day.date, day]));
  const ofPapers = documentEvents(facts, documents, sources, told, pages).map((event) => {
    // What another document dates to the day of this act is told with it.
    const same = firstOn.get(event.date);
    return same === undefined ? event : joinEvents(event, same);
  });
  const dates = new Set(ofPapers.map((event) => event.date));
  const alone = (date: PartialDate): boolean => !dates.has(date);
  const events = [...ofPapers, ...told.filter(({ date }) => date.length === 10 && alone(date))];
  return withoutRepeats(
    days.filter(({ date }) => date.length < 10 && alone(date)),
    events,
    facts,
    sources,
  ).toSorted(
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

const ofBirths = among((fact: Fact) => BORN.test(fold(fact.label)) && tellable(fact));

/** A child's birth, on the day of its identity, as what was written in its first year tells it. */
function birthEvent(
  { birthDate }: IdentityTraits,
  facts: readonly Fact[],
  sources: Sources,
  reference: PartialDate,
): readonly TimelineEvent[] {
  if (birthDate?.length !== 10 || ageAt(birthDate, reference) >= CHILD_YEARS) return [];
  const told = ofBirths(facts).filter(({ documentId }) => {
    const written = sources.dateOf(documentId);
    return written !== undefined && daysBetween(birthDate, written) >= 0 && daysBetween(birthDate, written) <= YEAR;
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
  const label = fold(event.label).includes(fold(day.label)) ? event.label : `${event.label} ; ${decapitalise(day.label)}`;
  return { ...withSources(event, day), label };
}

/** The day that each document's own event tells; a log or a record has none, and what it dates to its last day is told like its other days. */
const ownDays = perDocument((own: readonly Fact[], _: undefined, sources: Sources) => {
  const document = sources.byId.get(own[0]?.documentId ?? '');
  if (document === undefined) return [];
  const told = own.filter(tellable);
  const nature = sources.nature(document.id);
  if (!tellsAnAct(nature, document.title, told)) return [];
  // What others tell of an act's day is told once with its report, or of its specimen not at all.
  const ofAnAct = nature === 'operation' || nature === 'pathology';
  return [[document.id, (ofAnAct ? undefined : seenOn(told, document)) ?? document.date] as const];
});

/** What a text dates to a day of its own, of what happened or is to come. */
const mayHaveADay = perDocument((own: readonly Fact[], reference: PartialDate, sources: Sources) =>
  own
    .flatMap((fact) => [courseBegins(fact), ...endOf(fact)])
    .filter(
      (fact) =>
        fact.date !== undefined &&
        (fact.dateSource === 'text' || (fact.dateSource === 'section' && fact.kind !== 'observation')) &&
        tellable(fact) &&
        happens(fact, reference) &&
        isToCome(fact, sources) &&
        !tellsNoDay(fact) &&
        !isOldHabit(fact, reference),
    ),
);

function datedDays(
  facts: readonly Fact[],
  documents: readonly DocumentSummary[],
  sources: Sources,
  reference: PartialDate,
  pages: PageLookup,
): readonly Day[] {
  const stays = staysOf(facts, documents, sources, pages);
  const ownDay = new Map(ownDays(facts, undefined, sources));
  const concepts = conceptDates(facts);
  const takenDespite = despiteABan(facts, sources);
  const begins = firstNamings(facts, sources);
  const isHeld = heldForAnAct(facts);
  const dated = mayHaveADay(facts, reference, sources).filter(
    (fact) =>
      !isHeld(fact) &&
      (worthADay(fact, concepts) || isRecentVaccine(fact, reference) || takenDespite(fact) || begins(fact)) &&
      !isOfAStay(fact, stays),
  );
  const elsewhere = toldOnce(dated, sources).filter((fact) => {
    const own = ownDay.get(fact.documentId);
    const written = sources.dateOf(fact.documentId);
    if (fact.date === undefined) return false;
    // A log has no event of its own; its last day is told, not the month that it is in.
    if (own === undefined) return fact.date.length === 10 || written === undefined || !compatibleDates(fact.date, written);
    return !compatibleDates(fact.date, own) && !belongsToItsPaper(fact, own);
  });
  const days: Day[] = [];
  // Two dates that may be one day are of one year.
  const ofYear = new Map<string, Day[]>();
  for (const fact of elsewhere.toSorted(
    (a, b) => (b.date?.length ?? 0) - (a.date?.length ?? 0) || compareDates(a.date, b.date) || (a.id < b.id ? -1 : 1),
  )) {
    const date = fact.date as PartialDate;
    const near = ofYear.get(date.slice(0, 4)) ?? [];
    ofYear.set(date.slice(0, 4), near);
    const home =
      near.find((day) => day.date === date) ??
      near.find((day) => compatibleDates(day.date, date) && day.facts.some((other) => other.kind === fact.kind && sameThing(other, fact)));
    if (home !== undefined) {
      home.facts.push(fact);
      continue;
    }
    const opened: Day = { date, facts: [fact] };
    near.push(opened);
    days.push(opened);
  }
  return days;
}

/** Sittings over weeks have two days: the first and the last. */
const isCourse = ({ origin, endDate }: Fact): boolean => origin === 'rule:course' && endDate !== undefined;
const courseBegins = (fact: Fact): Fact => (isCourse(fact) ? { ...fact, label: `Début : ${decapitalise(fact.label)}` } : fact);

/** A drug that a text gives both ends of ("de juin 2012 à juin 2018") ends on the second, to the month at least. */
function endOf(fact: Fact): Fact[] {
  const { medication, endDate, date } = fact;
  if (isCourse(fact) && endDate !== undefined)
    return [{ ...fact, id: `${fact.id}:end`, date: endDate, label: `Fin : ${decapitalise(fact.label)}` }];
  if (medication === undefined || endDate === undefined || endDate.length < 7 || endDate === date || fact.dateSource !== 'text') return [];
  if (medication.event !== 'past' && medication.event !== 'stopped' && medication.event !== 'administered') return [];
  return [{ ...fact, id: `${fact.id}:end`, date: endDate, medication: { ...medication, event: 'stopped' } }];
}

/** What is only proposed is told where it was to begin after the paper. */
function isToCome({ medication, date, documentId }: Fact, sources: Sources): boolean {
  const written = sources.dateOf(documentId);
  return medication?.event !== 'proposed' || (written?.length === 10 && date !== undefined && date > written);
}

/** Antibiotics, anaesthetics, anti-inflammatories for some days, what is put on teeth: their courses are told by what they were given for. */
const SHORT_LIVED = /^(?:J01|N01|M01A|A01)/;

const ofDrugs = among(({ medication }: Fact) => medication?.dci !== undefined);

/** A drug of some importance on the first day that any source gives it, told to be taken: its beginning, in whatever words. */
function firstNamings(facts: readonly Fact[], sources: Sources): (fact: Fact) => boolean {
  const first = new Map<string, PartialDate>();
  for (const { medication, date, documentId } of ofDrugs(facts)) {
    const told = date ?? sources.dateOf(documentId);
    if (medication?.dci === undefined || told === undefined) continue;
    const dci = fold(medication.dci);
    const known = first.get(dci);
    if (known === undefined || told < known) first.set(dci, told);
  }
  return ({ medication, date, dateSource, importance, concept }) =>
    medication?.dci !== undefined &&
    date?.length === 10 &&
    (dateSource === 'text' || dateSource === 'section') &&
    importance >= 2 &&
    concept?.startsWith('class:') !== true &&
    TAKEN.has(medication.event) &&
    medication.event !== 'past' &&
    !isMinor(medication.atc) &&
    !SHORT_LIVED.test(medication.atc ?? '') &&
    first.get(fold(medication.dci)) === date;
}

const HANDED = /\b(?:delivre|dispense|prescri|pris|prise|recu|avale|injecte|administre|donne|perfuse)(?:e|t|te|s|es)?\b/;
const TAKEN: ReadonlySet<string> = new Set(['listed', 'prescribed', 'administered', 'past']);

const bansIn = among(
  (fact: Fact) =>
    fact.kind === 'allergy' &&
    fact.allergy?.certainty === 'confirmed' &&
    fact.concept !== undefined &&
    fact.importance >= 3 &&
    tellable(fact),
);

/** A drug that was handed out or taken on a day, after a paper that forbids it: an incident, whatever else is told of it. */
function despiteABan(facts: readonly Fact[], sources: Sources): (fact: Fact) => boolean {
  const banned = new Map<string, PartialDate>();
  for (const { concept = '', documentId } of bansIn(facts)) {
    const written = sources.dateOf(documentId);
    if (written?.length !== 10) continue;
    const known = banned.get(fold(concept));
    if (known === undefined || written < known) banned.set(fold(concept), written);
  }
  return (fact) => {
    const { medication, date, dateSource } = fact;
    const since = banned.get(fold(medication?.dci ?? ''));
    return (
      since !== undefined &&
      date?.length === 10 &&
      dateSource === 'text' &&
      since < date &&
      medication !== undefined &&
      TAKEN.has(medication.event) &&
      HANDED.test(quoteWords(fact))
    );
  };
}

/** Days before the reference in which a vaccine dose is still news. */
const RECENT_DOSE = 366;

const isRecentVaccine = ({ kind, date, status }: Fact, reference: PartialDate): boolean =>
  kind === 'immunization' && date?.length === 10 && status !== 'absent' && daysBetween(date, reference) <= RECENT_DOSE;

/** Years after which the year of a habit given up is read with the habit. */
const OLD_HABIT = 8 * 365;
const isOldHabit = ({ kind, date }: Fact, reference: PartialDate): boolean =>
  kind === 'lifestyle' && date?.length === 4 && daysBetween(date, reference) > OLD_HABIT;

/** What was planned for these last days may not have its report yet. */
const NO_PAPER_YET = 21;

/** The past, and what is still to come of what is planned; a future date in anything else is a validity or a slip. */
function happens(fact: Fact, reference: PartialDate): boolean {
  const date = fact.date as PartialDate;
  if (fact.kind === 'plan') return daysBetween(date, reference) <= NO_PAPER_YET;
  return fact.kind === 'procedure' || !isAfter(date, reference);
}

const sameThing = (a: Fact, b: Fact): boolean =>
  sidesAgree(a, b) &&
  ((a.concept !== undefined && a.concept === b.concept) || fold(a.label) === fold(b.label) || a.kind === 'medication');
