import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import type { CurrentTreatment, StoppedTreatment } from '../../domain/synthesis.js';
import { addDays, compareDates, daysBetween, frenchDate, lastDay, onDate } from '../dates.js';
import { drugKey } from '../drug-names.js';
import { gatherCitations, type Sources } from '../sources.js';
import { quoteWords } from '../quote.js';
import { fold, groupBy } from '../text.js';
import { drugEvents, intoleranceEvents, writtenIntolerances, YEARLY_DAYS, type DrugEvent } from './drug-event.js';
import { completeLists, type CompleteList } from './complete-lists.js';
import { rhythmOf } from './dose.js';
import { lastStanding, withoutResumedStops, withoutRetiredBrand } from './standing-stop.js';
import { heardOn, lastPaper } from './heard.js';
import { beforeTheBreak, currentFrom, GRACE_DAYS, NO_BREAK, nameOf, replacedFrom, stoppedFrom } from './told.js';
import { writtenEnd } from './written-end.js';

/** What became of one drug at the reference date, with the events that decided. */
export interface DrugHistory {
  readonly key: string;
  readonly label: string;
  readonly brand: string | undefined;
  readonly atc: string | undefined;
  readonly events: readonly DrugEvent[];
  /** `avoid`: written against and never taken. `silent`: named, no more. */
  readonly state: 'current' | 'stopped' | 'ended' | 'unlisted' | 'avoid' | 'silent';
  readonly rule: string;
  readonly current?: CurrentTreatment;
  readonly stopped?: StoppedTreatment;
}

/**
 * Classes taken for years, by their ATC codes: a month or the 28 days of a secured prescription is what is handed out, not how long it
 * lasts. Antithrombotics are left out: theirs is.
 */
const LASTING =
  /^(?:A10|C01B|C02|C03|C07|C08|C09|C10|G04C|H03A|L02|L04|M04AA|M05|N03|N04|N05A|N06A|N06BA|N06D|N07BC|R03AK|R03AL|R03BA|R03BB|R03DC|S01E)/;
const COURSE_WORDS = /^(?:pendant|pdt|durant|jusqu|traitement de|x )/;
/** Under restricted prescription in France (hospital or specialist): a general practitioner's list may leave them out. */
const RESTRICTED = /^(?:L01|L04|J05A[EFGRX]|H01A|B03XA|N06BA|N05AH02|R03DX|D11AH|C10AX1[346]|C02KX|M03AX01)/;
/** A treatment longer than this is kept up from one prescription to the next. */
const COURSE_DAYS = 45;
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
  const medications = facts.filter((fact) => fact.kind === 'medication' && fact.medication !== undefined);
  const named = medications.filter((fact) => !isClass(fact));
  // A dated stop only: a class is named in many sentences that stop another drug.
  const classStops = medications.filter(
    (fact) =>
      isClass(fact) &&
      fact.medication?.event === 'stopped' &&
      // Dated by its words, or the matter of its own line: "Anticoagulation : arrêt définitif".
      (fact.dateSource === 'text' || fact.origin === 'rule:medication-line') &&
      !fact.qualifiers.hypothetical,
  );
  const intolerances = writtenIntolerances(facts, sources);
  const drugs = [...groupBy(named, drugKey)]
    .map(([key, members]) => {
      const own = intoleranceEvents(key, drugEvents(members, sources, reference), intolerances, sources);
      return { key, events: withClassStops(own, members, classStops, sources, reference) };
    })
    .filter(({ events }) => events.length > 0);
  // Twice: the lists that a first reading shows to be complete then say what is no longer taken.
  const first = drugs.map(({ key, events }) => settle(key, events, [], reference, sources, false));
  const lists = completeLists(named, first, sources, reference);
  const histories = drugs.map(({ key, events }) => settle(key, events, lists, reference, sources));
  const known = new Set(histories.flatMap((history) => (history.atc === undefined ? [] : [history.atc])));
  // A class ("AINS", "insuline") is told as a treatment only where no drug of it is named.
  for (const [key, members] of groupBy(medications.filter(isClass), drugKey)) {
    const events = drugEvents(members, sources, reference);
    const history = events.length === 0 ? undefined : settle(key, events, lists, reference, sources);
    if (history === undefined) continue;
    const { atc } = history;
    const covered =
      (atc !== undefined && [...known].some((other) => other.startsWith(atc))) ||
      (history.brand !== undefined && histories.some((other) => fold(other.brand ?? '') === fold(history.brand ?? '')));
    const prescribed = events.some((event) => event.strength === 3 && event.act === 'take' && event.medication.event !== 'continued');
    if (history.state === 'current' && !covered && prescribed) histories.push(history);
    else if (history.state === 'stopped' && !covered && events.some(isDatedStop)) histories.push(history);
    else histories.push({ key, label: history.label, brand: history.brand, atc, events, state: 'silent', rule: 'treatment:class-named' });
  }
  return histories.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** "La corticothérapie a été arrêtée le 30 juin": the stop of a class ends the drugs of it that were taken before, by mouth as by name. */
function withClassStops(
  events: readonly DrugEvent[],
  members: readonly Fact[],
  classStops: readonly Fact[],
  sources: Sources,
  reference: PartialDate,
): readonly DrugEvent[] {
  const atc = members.map((fact) => fact.medication?.atc).find((code) => code !== undefined);
  if (atc === undefined || classStops.length === 0) return events;
  const stops = drugEvents(
    classStops.filter(
      (fact) => fact.medication?.atc !== undefined && fact.medication.atc.length >= 4 && atc.startsWith(fact.medication.atc),
    ),
    sources,
    reference,
  ).filter((stop) => events.some((event) => event.act === 'take' && compareDates(event.date, stop.date) < 0));
  return stops.length === 0 ? events : [...events, ...stops].toSorted((a, b) => compareDates(a.date, b.date));
}

/** "Statines arrêtées en 2023", where no drug of the class is named. */
const isDatedStop = ({ fact, medication }: DrugEvent): boolean =>
  medication.event === 'stopped' &&
  !fact.qualifiers.negated &&
  !fact.qualifiers.hypothetical &&
  (fact.dateSource === 'text' || fact.origin === 'rule:medication-line');

const isClass = (fact: Fact): boolean => fact.concept?.startsWith('class:') === true;

/** Not yet told: the first reading asks only what became of it. */
function settle(
  key: string,
  all: readonly DrugEvent[],
  lists: readonly CompleteList[],
  reference: PartialDate,
  sources: Sources,
  isTold = true,
): DrugHistory {
  const kept = withoutRetiredBrand(all);
  const names = nameOf(kept, key);
  const base = { key, ...names, events: all };
  const events = withoutResumedStops(kept);
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
      label: names.label,
      ...(names.brand === undefined ? {} : { brand: names.brand }),
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
          ...(isTold ? { current: currentFrom(names, infusions, NO_BREAK, undefined, sources) } : {}),
        }
      : { ...base, state: 'silent', rule: 'treatment:administered-once' };
  }

  // What a copied list repeats after a prescriber's complete list left it out is not taken up again by it.
  const decisive = run.findLast((event) => event.strength >= 2)?.date ?? last.date;
  const since = whenNeeded(run) ? last.date : decisive;
  // A list that speaks of the drug otherwise ("not before the next blood test") does not leave it out.
  const speaking = new Set(all.map((event) => event.fact.documentId));
  const newer = lists.filter(
    (list) => since !== undefined && compareDates(list.date, since) > 0 && !list.keys.has(key) && !speaking.has(list.documentId),
  );
  const documents = new Set(run.map((event) => event.fact.documentId)).size;
  // A record that stops in 2023 leaves nothing out in 2026: silence counts up to its last paper that speaks of treatments.
  const silentFor = last.date === undefined ? 0 : daysBetween(heardOn(last, sources), lastPaper(sources, reference));
  const prescriptions = newer.filter(
    (list) => sources.nature(list.documentId) === 'prescription' || sources.nature(list.documentId) === 'discharge',
  );
  // Given every six months or every year, a list may leave it out between two doses.
  const rare = all.some((event) => (rhythmOf(event.medication) ?? 0) >= YEARLY_DAYS) && silentFor <= YEARLY_VALID;
  // What was confirmed a few weeks before a list is another prescriber's, or not yet due for renewal.
  const fresh = since !== undefined && prescriptions.every((list) => daysBetween(since, list.date) <= CONFIRMED_DAYS);
  const restricted =
    RESTRICTED.test(names.atc ?? '') &&
    silentFor <= YEARLY_VALID &&
    prescriptions.every((list) => sources.nature(list.documentId) === 'prescription');
  const dropped = !rare && !restricted && (prescriptions.length > 0 ? !fresh : newer.length > 0 && silentFor > 300);
  const placed = PLACED.find(([code]) => names.atc?.startsWith(code) === true)?.[1] ?? 0;
  const stale = silentFor > Math.max(placed, (documents >= 2 ? 730 : HEARD_DAYS) + GRACE_DAYS);
  const onlyTold = run.every((event) => event.strength === 1);
  if (dropped || stale || (onlyTold && (newer.length > 0 || earlierLists(lists, run, key) > 0))) {
    const rule = dropped ? 'treatment:absent-from-latest-list' : onlyTold ? 'treatment:copied-list-only' : 'treatment:not-mentioned-since';
    // A device that was placed stays, whatever the lists hold.
    if (placed > 0) return { ...base, state: 'unlisted', rule };
    const [list] = newer;
    const prescribedOnce = run.filter((event) => event.strength === 3 && event.act === 'take');
    if (list === undefined || !dropped || prescribedOnce.length === 0) return { ...base, state: 'unlisted', rule };
    const stopped: StoppedTreatment = {
      label: names.label,
      ...(names.brand === undefined ? {} : { brand: names.brand }),
      reason: `ne figure plus sur la liste du ${frenchDate(list.date)}`,
      citations: gatherCitations(run.toReversed().map((event) => event.fact)),
    };
    return { ...base, state: 'unlisted', rule, stopped };
  }
  const contradicted = lists.at(-1);
  const unheard = last.date !== undefined && daysBetween(heardOn(last, sources), reference) > HEARD_DAYS + GRACE_DAYS;
  const notes = [
    onlyTold ? `cité seulement dans ${documents > 1 ? 'des listes recopiées ou déclarées' : 'une liste recopiée ou déclarée'}` : undefined,
    !onlyTold && contradicted !== undefined && newer.length > 0 ? 'absent de la dernière liste complète' : undefined,
    unheard && last.date !== undefined ? `dernière mention ${onDate(heardOn(last, sources))}` : undefined,
  ].filter((part) => part !== undefined);
  const note = notes.length === 0 ? undefined : notes.join(' ; ');
  const replaced = replacedFrom(names, all);
  return {
    ...base,
    state: 'current',
    rule: 'treatment:last-decisive-event',
    ...(isTold ? { current: currentFrom(names, run, beforeTheBreak(events, lastStop), note, sources) } : {}),
    ...(replaced === undefined ? {} : { stopped: replaced }),
  };
}

const NEVER_TAKEN: ReadonlySet<string> = new Set(['refused', 'not-taken']);

/** "Pas de X", "jamais pris": no stop unless X was taken. */
const isDenial = (event: DrugEvent): boolean =>
  event.fact.qualifiers.negated &&
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

const whenNeeded = (run: readonly DrugEvent[]): boolean => run.some((event) => event.whenNeeded);

/** The day a course ended, when the last that was written had an end and nothing shows it kept up. */
function courseEnd(run: readonly DrugEvent[], reference: PartialDate): PartialDate | undefined {
  const bounded = ({ medication }: DrugEvent): boolean => medication.durationDays !== undefined || medication.duration !== undefined;
  const latest = run.findLast((event) => event.act === 'take' || bounded(event));
  // One document may name the drug twice, and bound it once.
  const last =
    run.findLast((event) => bounded(event) && event.date === latest?.date && event.fact.documentId === latest?.fact.documentId) ?? latest;
  if (last?.date === undefined) return undefined;
  const { endDate } = last.fact;
  const written =
    writtenEnd(last.medication.duration ?? last.medication.frequency, last.date) ??
    (last.medication.duration === undefined && endDate !== undefined && compareDates(endDate, last.date) > 0 ? endDate : undefined);
  const days =
    written === undefined
      ? (last.medication.durationDays ??
        (isSingle(run) ? 1 : undefined) ??
        (UNTIL_EVENT.test(fold(last.medication.duration ?? '')) ? COURSE_DAYS : undefined))
      : daysBetween(last.date, written);
  if (days === undefined || days <= 0) return undefined;
  const end = written ?? addDays(begunOn(last), days);
  if (lastDay(end) >= lastDay(reference)) return undefined;
  if (written !== undefined) return end;
  const later = run.filter((event) => event.date !== undefined && compareDates(event.date, end) > 0);
  const documents = new Set(run.filter((event) => event.strength >= 2).map((event) => event.fact.documentId)).size;
  const overdue = daysBetween(end, reference);
  if (whenNeeded(run) && documents >= 2 && overdue < GRACE_DAYS) return undefined;
  const lasting = LASTING.test(run.find((event) => event.medication.atc !== undefined)?.medication.atc ?? '');
  if (PUIS_STOP.test(quoteWords(last.fact)) && later.length === 0) return end;
  const supply = lasting && !COURSE_WORDS.test(fold(last.medication.duration ?? ''));
  if (days <= COURSE_DAYS && !supply) return documents > 2 && overdue < GRACE_DAYS && later.length > 0 ? undefined : end;
  return later.length === 0 && overdue > GRACE_DAYS ? end : undefined;
}

/** "200 mg pour 3 mois puis stop": an end that the prescriber writes. */
const PUIS_STOP = /\b(?:puis|et) (?:stop|arret|arreter)\b(?! (?:si|a discuter|a reevaluer))/;

/** "Vu le 24/05 : SOLUPRED 40 mg 5 j", told a week later: a short course runs from the day that its sentence names. */
function begunOn({ fact, date }: DrugEvent): PartialDate {
  const named = fact.dateSource === 'text' ? fact.date : undefined;
  const short = (fact.medication?.durationDays ?? Infinity) <= COURSE_DAYS;
  return date !== undefined && !(short && named?.length === 10 && compareDates(named, date) < 0 && daysBetween(named, date) <= COURSE_DAYS)
    ? date
    : (named ?? date ?? '');
}

/** Taken once by what it is: fosfomycin by mouth, ivermectin, emergency contraception. */
const SINGLE_ATC = /^(?:J01XX01|P02CF01|G03AD)/;
const SINGLE = /\b(?:(?:dose|prise|administration|injection) unique|une seule (?:dose|prise)|monodose)\b/;

/** What is taken once, unless a rhythm is written. */
function isSingle(run: readonly DrugEvent[]): boolean {
  const last = run.findLast((event) => event.act === 'take');
  if (last === undefined || run.some(({ medication }) => rhythmOf(medication) !== undefined)) return false;
  const { atc, frequency, dose } = last.medication;
  return SINGLE_ATC.test(atc ?? '') || SINGLE.test(fold(`${frequency ?? ''} ${dose ?? ''}`));
}

/** "Jusqu'à deux INR supérieurs à 2", "jusqu'à cicatrisation": an end of weeks, without its day. */
const UNTIL_EVENT =
  /jusqu (?:a|au|aux) (?:la |l |le |deux |2 |obtention d\w* )?(?:inr|cicatris|consolid|normalis|ablation|reprise (?:de l appui|de la marche)|appui|disparition|guerison|deambulation|remise en charge|apyrexie|sevrage de la sonde)/;

/** Iron by vein, vaccines, a serum after an event: given again where needed again, never kept up. */
const COURSES = /^(?:B03AC|J06BB|J07)/;

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
