import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import type { StoppedTreatment } from '../../domain/synthesis.js';
import { compareDates, daysBetween, frenchDate, onDate } from '../dates.js';
import { drugKey, isClass } from '../drug-names.js';
import { keptWith, sameItems } from '../kept-with.js';
import { among, byTopic, perList } from '../per-document.js';
import { gatherCitations, type Sources } from '../sources.js';
import { quoteWords } from '../quote.js';
import { fold } from '../text.js';
import { GRACE_DAYS } from './believed-dose.js';
import { drugEvents, intoleranceEvents, intolerancesOf, writtenIntolerances, YEARLY_DAYS, type DrugEvent } from './drug-event.js';
import { completeLists, type CompleteList } from './complete-lists.js';
import { courseEnd, isSingle, UNTIL_EVENT, whenNeeded } from './course-end.js';
import { rhythmOf } from './dose.js';
import { lastStanding, withoutMistakenRenewals, withoutResumedStops, withoutRetiredBrand } from './standing-stop.js';
import type { DrugHistory } from './drug-history.js';
import { withoutParts } from './named-by-part.js';
import { heardOn, lastPaper } from './heard.js';
import { beforeTheBreak, currentFrom, named, NO_BREAK, nameOf, replacedFrom, stoppedFrom, type Break, type Names } from './told.js';

/** Under restricted prescription in France (hospital or specialist): a general practitioner's list may leave them out. */
const RESTRICTED = /^(?:L01|L04|J05A[EFGRX]|H01A|B03XA|N06BA|N05AH02|R03DX|D11AH|C10AX1[346]|C02KX|M03AX01)/;
/** Implants and intra-uterine devices stay for so many days (their French product information: 3 years and 8 years). */
const PLACED: readonly (readonly [string, number])[] = [
  ['G03AC08', 1095],
  ['G02BA', 2920],
];
/** A list drops what was last confirmed more than so many days before it. */
const CONFIRMED_DAYS = 30;
/** What one paper names is believed for so long beyond the grace of a prescription. */
const HEARD_DAYS = 400;
const YEARLY_INTERVAL = 150;
const YEARLY_VALID = 400;

/**
 * Each drug's last decisive event up to the reference date. A prescriber's stop holds against a list copied later; only a new
 * prescription lifts it. A course ends with its duration. A drug that the latest complete list no longer holds, and that nothing
 * later mentions, is not current.
 */
export function reconcileTreatments(facts: readonly Fact[], sources: Sources, reference: PartialDate): readonly DrugHistory[] {
  const stops = classStops(facts);
  const intolerances = writtenIntolerances(facts, undefined, sources);
  const drugs = [...byDrug(facts)]
    .map(([key, members]) => {
      const own = eventsOf(members, reference, sources);
      const written = intolerancesOf(key, intolerances);
      const above = stopsAbove(members, stops);
      const others = [...written, ...above].flatMap((fact) => [fact, sources.dateOf(fact.documentId), sources.nature(fact.documentId)]);
      const events = withStops(members, [own, written.length, ...others], () =>
        withClassStops(intoleranceEvents(own, written, sources), above, sources, reference),
      );
      return { key, events };
    })
    .filter(({ events }) => events.length > 0);
  const last = lastPaper(sources, reference);
  // Twice: the lists that a first reading shows to be complete then say what is no longer taken.
  const first = drugs.map(({ key, events }) => settle(key, events, [], { reference, last, sources }, false));
  const lists = completeLists(facts, first, sources, reference);
  const histories = drugs.map(({ key, events }) => settle(key, events, lists, { reference, last, sources }));
  const known = new Set(histories.flatMap((history) => (history.atc === undefined ? [] : [history.atc])));
  // A class ("AINS", "insuline") is told as a treatment only where no drug of it is named.
  for (const [key, members] of byClass(facts)) {
    const events = eventsOf(members, reference, sources);
    const history = events.length === 0 ? undefined : settle(key, events, lists, { reference, last, sources });
    if (history === undefined) continue;
    const { atc } = history;
    const covered =
      (atc !== undefined && [...known].some((other) => other.startsWith(atc))) ||
      (history.brand !== undefined && histories.some((other) => fold(other.brand ?? '') === fold(history.brand ?? '')));
    const prescribed = events.some((event) => event.strength === 3 && event.act === 'take' && event.medication.event !== 'continued');
    if (history.state === 'current' && !covered && prescribed) histories.push(history);
    else if (history.state === 'stopped' && !covered && events.some(isDatedStop)) histories.push(history);
    else histories.push(classNamed(events, undefined, history)[0] ?? history);
  }
  return withoutParts(histories).toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

const byDrug = byTopic((fact: Fact) => (fact.medication === undefined || isClass(fact) ? undefined : drugKey(fact)));
const byClass = byTopic((fact: Fact) => (fact.medication !== undefined && isClass(fact) ? drugKey(fact) : undefined));
const eventsOf = perList((members: readonly Fact[], reference: PartialDate, sources: Sources) => drugEvents(members, sources, reference));
/** A drug's events with the stops that are written of it elsewhere: the same list where these are the same. */
const withStops = keptWith<readonly unknown[], readonly DrugEvent[]>(sameItems);
const classNamed = perList(
  (events: readonly DrugEvent[], _: undefined, { key, label, brand, form, atc }: DrugHistory): readonly DrugHistory[] => [
    { key, label, brand, form, atc, events, state: 'silent', rule: 'treatment:class-named' },
  ],
);

/** A dated stop only: a class is named in many sentences that stop another drug. */
const classStops = among(
  (fact: Fact) =>
    isClass(fact) &&
    fact.medication?.event === 'stopped' &&
    // Dated by its words, or the matter of its own line: "Anticoagulation : arrêt définitif".
    (fact.dateSource === 'text' || fact.origin === 'rule:medication-line') &&
    !fact.qualifiers.hypothetical,
);

/** Those of the classes that a drug is of. */
function stopsAbove(members: readonly Fact[], stops: readonly Fact[]): readonly Fact[] {
  const atc = members.map((fact) => fact.medication?.atc).find((code) => code !== undefined);
  return stops.filter(
    ({ medication }) => medication?.atc !== undefined && medication.atc.length >= 4 && atc?.startsWith(medication.atc) === true,
  );
}

/** "La corticothérapie a été arrêtée le 30 juin": the stop of a class ends the drugs of it that were taken before, by mouth as by name. */
function withClassStops(
  events: readonly DrugEvent[],
  above: readonly Fact[],
  sources: Sources,
  reference: PartialDate,
): readonly DrugEvent[] {
  const stops = drugEvents(above, sources, reference).filter(
    (stop) =>
      events.some((event) => event.act === 'take' && compareDates(event.date, stop.date) < 0) &&
      // "La double antiagrégation s'arrête, l'aspirine est poursuivie": of the class, what the same paper keeps.
      !events.some(({ fact, medication }) => medication.event === 'continued' && fact.documentId === stop.fact.documentId),
  );
  return stops.length === 0 ? events : [...events, ...stops].toSorted((a, b) => compareDates(a.date, b.date));
}

/** "Statines arrêtées en 2023", where no drug of the class is named. */
const isDatedStop = ({ fact, medication }: DrugEvent): boolean =>
  medication.event === 'stopped' &&
  !fact.qualifiers.negated &&
  !fact.qualifiers.hypothetical &&
  (fact.dateSource === 'text' || fact.origin === 'rule:medication-line');

/** What a drug's own events leave to the lists of others and to time. */
interface Open {
  readonly base: Pick<DrugHistory, 'key' | 'label' | 'brand' | 'form' | 'atc' | 'events'>;
  readonly run: readonly DrugEvent[];
  readonly last: DrugEvent;
  /** A short break, and the takes before it. */
  readonly broken: Break;
  /** What a list must be later than to leave it out. */
  readonly since: PartialDate | undefined;
  readonly heard: PartialDate;
  /** Documents that speak of it, and of which the run is. */
  readonly speaking: ReadonlySet<string>;
  readonly documents: number;
  readonly isRare: boolean;
  readonly isOnlyTold: boolean;
}

/** What became of a drug by its own events, or what they leave open: read once of them. */
const readOf = perList((all: readonly DrugEvent[], reference: PartialDate, { key, sources }: { key: string; sources: Sources }) => [
  readEvents(key, all, reference, sources),
]);
const currentOf = perList((run: readonly DrugEvent[], note: string | undefined, { open, sources }: { open: Open; sources: Sources }) => [
  currentFrom(open.base, run, open.broken, note, sources),
]);
const replacedOf = perList((all: readonly DrugEvent[], _: undefined, names: Names) => [replacedFrom(names, all)]);
/** The very same history where it is told in the same words. */
const historyOf = keptWith<readonly unknown[], DrugHistory>(sameItems);

function readEvents(key: string, all: readonly DrugEvent[], reference: PartialDate, sources: Sources): DrugHistory | Open {
  const kept = withoutRetiredBrand(all);
  const names = nameOf(kept, key);
  const base = { key, ...names, events: all };
  const events = withoutMistakenRenewals(withoutResumedStops(kept));
  if (DIAGNOSTIC.test(names.atc ?? '')) {
    const against = events.some(({ act, medication }) => act === 'stop' && medication.event === 'contraindicated');
    return { ...base, state: against ? 'avoid' : 'silent', rule: 'treatment:given-for-an-examination' };
  }
  const stop = lastStanding(events);
  // Refused, and never taken: no stop.
  if (
    stop !== undefined &&
    events.every((event) => (event.act === 'stop' ? isDenial(event) || NEVER_TAKEN.has(event.medication.event) : event.strength < 2))
  )
    return { ...base, state: 'silent', rule: 'treatment:denied-never-taken' };
  if (
    stop !== undefined &&
    events.every((event) => event.act !== 'stop' || isDenial(event)) &&
    new Set(events.filter((event) => event.act === 'take').map((event) => event.fact.documentId)).size < 2
  )
    return { ...base, state: 'silent', rule: 'treatment:denied-never-taken' };
  if (
    stop !== undefined &&
    all.every((event) => (event.act === 'stop' ? event.medication.event === 'contraindicated' || isDenial(event) : event.inPassing)) &&
    !all.some(wasTaken)
  )
    return { ...base, state: 'avoid', rule: 'treatment:written-against' };
  if (stop !== undefined) return { ...base, state: 'stopped', rule: 'treatment:stop-holds', stopped: stoppedFrom(names, stop, events) };

  const lastStop = events.findLastIndex((event) => event.act === 'stop');
  const run = events.slice(lastStop + 1).filter((event) => event.act !== 'administer');
  const ended = courseEnd(run, reference);
  if (ended !== undefined) {
    const stopped: StoppedTreatment = {
      ...named(names),
      // An end that an event brings has no day.
      ...(UNTIL_EVENT.test(fold(run.findLast((event) => event.act === 'take')?.medication.duration ?? '')) ? {} : { date: ended }),
      reason: isSingle(run) ? 'prise unique' : 'durée prescrite écoulée',
      citations: gatherCitations(run.toReversed().map((event) => event.fact)),
    };
    return { ...base, state: 'ended', rule: 'treatment:duration-elapsed', stopped };
  }

  const last = run.findLast((event) => !event.inPassing);
  if (last === undefined) {
    const infusions = events.filter((event) => event.act === 'administer');
    return infusions.length > 0 && !COURSES.test(names.atc ?? '') && isMaintenance(infusions, reference)
      ? {
          ...base,
          state: 'current',
          rule: 'treatment:repeated-administration',
          current: currentFrom(names, infusions, NO_BREAK, undefined, sources),
        }
      : { ...base, state: 'silent', rule: 'treatment:administered-once' };
  }

  // What a copied list repeats after a prescriber's complete list left it out is not taken up again by it.
  const decisive = run.findLast((event) => event.strength >= 2)?.date ?? last.date;
  const since = whenNeeded(run) ? last.date : decisive;
  return {
    base,
    run,
    last,
    broken: beforeTheBreak(events, lastStop),
    since,
    heard: heardOn(last, sources),
    // A list that speaks of the drug otherwise ("not before the next blood test") does not leave it out.
    speaking: new Set(all.map((event) => event.fact.documentId)),
    documents: new Set(run.map((event) => event.fact.documentId)).size,
    isRare: all.some((event) => (rhythmOf(event.medication) ?? 0) >= YEARLY_DAYS),
    isOnlyTold: run.every((event) => event.strength === 1),
  };
}

/** Contrast media and radiopharmaceuticals: given for a scan, neither taken nor stopped. */
const DIAGNOSTIC = /^V0[89]/;

interface Now {
  readonly reference: PartialDate;
  /** The day of the record's last paper that speaks of treatments. */
  readonly last: PartialDate;
  readonly sources: Sources;
}

/** Not yet told: the first reading asks only what became of it. */
function settle(
  key: string,
  all: readonly DrugEvent[],
  lists: readonly CompleteList[],
  { reference, last: lastDay, sources }: Now,
  isTold = true,
): DrugHistory {
  const [open] = readOf(all, reference, { key, sources });
  if (open === undefined || 'state' in open) return open as DrugHistory;
  const { base, run, last, since, heard, speaking, documents, isRare, isOnlyTold } = open;
  const newer = lists.filter(
    (list) => since !== undefined && compareDates(list.date, since) > 0 && !list.keys.has(key) && !speaking.has(list.documentId),
  );
  // A record that stops in 2023 leaves nothing out in 2026: silence counts up to its last paper that speaks of treatments.
  const silentFor = last.date === undefined ? 0 : daysBetween(heard, lastDay);
  const prescriptions = newer.filter(
    (list) => sources.nature(list.documentId) === 'prescription' || sources.nature(list.documentId) === 'discharge',
  );
  // Given every six months or every year, a list may leave it out between two doses.
  const rare = isRare && silentFor <= YEARLY_VALID;
  // What was confirmed a few weeks before a list is another prescriber's, or not yet due for renewal.
  const fresh = since !== undefined && prescriptions.every((list) => daysBetween(since, list.date) <= CONFIRMED_DAYS);
  const restricted =
    RESTRICTED.test(base.atc ?? '') &&
    silentFor <= YEARLY_VALID &&
    prescriptions.every((list) => sources.nature(list.documentId) === 'prescription');
  const placed = PLACED.find(([code]) => base.atc?.startsWith(code) === true)?.[1] ?? 0;
  // A device that was placed stays as long as it lasts, whatever the lists hold.
  const dropped = placed === 0 && !rare && !restricted && (prescriptions.length > 0 ? !fresh : newer.length > 0 && silentFor > 300);
  const stale = silentFor > Math.max(placed, (documents >= 2 ? 730 : HEARD_DAYS) + GRACE_DAYS);
  if (dropped || stale || (isOnlyTold && (newer.length > 0 || earlierLists(lists, run, key) > 0))) {
    const rule = dropped
      ? 'treatment:absent-from-latest-list'
      : isOnlyTold
        ? 'treatment:copied-list-only'
        : 'treatment:not-mentioned-since';
    const prescribedOnce = run.some((event) => event.strength === 3 && event.act === 'take');
    const date = !dropped || !prescribedOnce ? undefined : newer[0]?.date;
    return historyOf(all, ['unlisted', rule, date], () => ({
      ...base,
      state: 'unlisted',
      rule,
      ...(date === undefined ? {} : { stopped: leftOut(open, date) }),
    }));
  }
  const contradicted = lists.at(-1);
  const unheard = last.date !== undefined && daysBetween(heard, reference) > HEARD_DAYS + GRACE_DAYS;
  const notes = [
    isOnlyTold
      ? `cité seulement dans ${documents > 1 ? 'des listes recopiées ou déclarées' : 'une liste recopiée ou déclarée'}`
      : undefined,
    !isOnlyTold && contradicted !== undefined && newer.length > 0 ? 'absent de la dernière liste complète' : undefined,
    unheard && last.date !== undefined ? `dernière mention ${onDate(heard)}` : undefined,
  ].filter((part) => part !== undefined);
  const note = notes.length === 0 ? undefined : notes.join(' ; ');
  const [current] = isTold ? currentOf(run, note, { open, sources }) : [];
  const [replaced] = replacedOf(all, undefined, base);
  return historyOf(all, ['current', current], () => ({
    ...base,
    state: 'current',
    rule: 'treatment:last-decisive-event',
    ...(current === undefined ? {} : { current }),
    ...(replaced === undefined ? {} : { stopped: replaced }),
  }));
}

/** Told as stopped by the list that leaves it out. */
const leftOut = ({ base: { label, brand }, run }: Open, date: PartialDate): StoppedTreatment => ({
  label,
  ...(brand === undefined ? {} : { brand }),
  reason: `ne figure plus sur la liste du ${frenchDate(date)}`,
  citations: gatherCitations(run.toReversed().map((event) => event.fact)),
});

const NEVER_TAKEN: ReadonlySet<string> = new Set(['refused', 'not-taken']);

/** "Pas de X", "jamais pris": no stop unless X was taken. */
const isDenial = (event: DrugEvent): boolean =>
  // "L'ordonnance du 14 est celle de sa sœur, elle ne l'a pas prise": another's, and the same.
  (event.fact.qualifiers.negated || event.fact.qualifiers.otherPerson || event.fact.qualifiers.family) &&
  event.medication.event !== 'stopped' &&
  event.medication.event !== 'contraindicated' &&
  event.medication.event !== 'past';

/** "Pas de X, mal toléré en 2019", "X avait provoqué un flush": forbidden because it was taken. */
function wasTaken({ fact }: DrugEvent): boolean {
  const quote = quoteWords(fact);
  const at = Math.max(0, quote.indexOf(fold(fact.medication?.brand ?? fact.label).slice(0, 6)));
  return /mal toler|avait provoqu|arrete|\ba l arret|apres arret|\brepris/.test(quote.slice(Math.max(0, at - 60), at + 90));
}

/** Complete lists within the year before the only mention that already lacked the drug. */
function earlierLists(lists: readonly CompleteList[], run: readonly DrugEvent[], key: string): number {
  const first = run[0]?.date;
  return first === undefined
    ? 0
    : lists.filter((list) => !list.keys.has(key) && compareDates(list.date, first) <= 0 && daysBetween(list.date, first) < 365).length;
}

/** Iron by vein, vaccines, a serum after an event, botulinum toxin: given again where needed again, never kept up. */
const COURSES = /^(?:B03AC|J06BB|J07|M03AX01)/;

function isMaintenance(infusions: readonly DrugEvent[], reference: PartialDate): boolean {
  const dates = [...new Set(infusions.map((event) => event.date).filter((date) => date !== undefined))].toSorted(compareDates);
  const last = dates.at(-1);
  const first = dates[0];
  return (
    last !== undefined &&
    first !== undefined &&
    dates.length >= 2 &&
    daysBetween(first, last) >= YEARLY_INTERVAL &&
    daysBetween(last, reference) <= YEARLY_VALID
  );
}
