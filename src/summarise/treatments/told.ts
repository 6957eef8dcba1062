import type { PartialDate } from '../../domain/citation.js';
import type { CurrentTreatment, StoppedTreatment } from '../../domain/synthesis.js';
import { compareDates, daysBetween, onDate, sinceDate } from '../dates.js';
import { brandName } from '../drug-names.js';
import { quoteWords } from '../quote.js';
import { gatherCitations, type Sources } from '../sources.js';
import { fold } from '../text.js';
import { amountOfStrength, believedFirst, completedBy, firstOfDose, otherDose, refusedAmounts } from './believed-dose.js';
import { doseOf } from './dose.js';
import type { DrugEvent } from './drug-event.js';
import { cleanReason } from './event-words.js';
import { formOf } from './form.js';
import { doseOfParts, otherParts } from './regimen.js';

export interface Names {
  readonly label: string;
  readonly brand: string | undefined;
  readonly form: string | undefined;
  readonly atc: string | undefined;
}

export function nameOf(events: readonly DrugEvent[], key: string): Names {
  // A prescriber's own words before a copied list's.
  const latest = events.toReversed().toSorted((a, b) => Number(b.strength >= 2) - Number(a.strength >= 2));
  // The brand of what is taken or stopped, not one that a general ban gives as an example: "(VIAGRA, CIALIS…)".
  const taken = events.findLastIndex(({ act }) => act === 'take');
  const brand = latest.find(
    (event) =>
      event.medication.brand !== undefined &&
      !(event.inPassing && event.medication.event === 'contraindicated') &&
      // "FORTIMEL : n'en boit aucun", and another supplement taken since.
      !(event.act === 'stop' && NOT_TAKEN.has(event.medication.event) && events.lastIndexOf(event) < taken),
  )?.medication.brand;
  const label =
    latest.find((event) => event.medication.dci !== undefined)?.medication.dci ??
    latest.find((event) => event.medication.brand !== undefined)?.medication.brand ??
    latest[0]?.fact.label ??
    key;
  return {
    label,
    brand: brand === undefined ? undefined : withoutForm(brand),
    form: formOf(events),
    // A stop by class bears the class's code alone.
    atc: latest
      .flatMap(({ medication }) => (medication.atc === undefined ? [] : [medication.atc]))
      .reduce<string | undefined>((best, atc) => (best === undefined || atc.length > best.length ? atc : best), undefined),
  };
}

/** The names of a line: no brand that is the substance's own name. */
export const named = ({ label, brand, form }: Omit<Names, 'atc'>): Pick<CurrentTreatment, 'label' | 'brand' | 'form'> => ({
  label,
  ...(brand === undefined || fold(brand) === fold(label) ? {} : { brand }),
  ...(form === undefined ? {} : { form }),
});

/** "UVEDOSE 100 000 UI, solution buvable" is UVEDOSE. */
function withoutForm(brand: string): string {
  const name = brand.replace(/[\s,]+\d.*$|,.*$/s, '').trim();
  return name === '' ? brand : name;
}

/**
 * The takes before a break that was short: a drug suspended for an operation and taken up again is taken since its first day, not since
 * the operation. Breaks are followed back one after the other; `stopAt` is where the last one stands in the `events`.
 */
export function beforeTheBreak(events: readonly DrugEvent[], stopAt: number): Break {
  let from = stopAt + 1;
  let at = stopAt;
  while (at >= 0) {
    const again = events[at + 1];
    while (events[at]?.act === 'stop') at -= 1;
    const stop = events[at + 1];
    const last = events[at];
    if (last === undefined || again?.date === undefined || stop?.date === undefined) break;
    if (daysBetween(stop.date, again.date) > BREAK_DAYS) break;
    while (events[at] !== undefined && events[at]?.act !== 'stop') at -= 1;
    from = at + 1;
  }
  return { before: events.slice(from, stopAt + 1).filter(({ act, inPassing }) => act === 'take' && !inPassing), stop: events[stopAt] };
}

/** The takes before a short break, and the stop that ends it. */
export interface Break {
  readonly before: readonly DrugEvent[];
  readonly stop: DrugEvent | undefined;
}

/** Taken without a break. */
export const NO_BREAK: Break = { before: [], stop: undefined };

/** What a list leaves to the past, or a dose that another replaces, is taken up again by nobody. */
const isDecided = (stop: DrugEvent | undefined): boolean => stop?.medication.event === 'stopped' && stop.fact.status === 'stopped';

/** From a stop to the next take: longer, and it is another course. */
const BREAK_DAYS = 92;

/** What is taken when needed, or is begun anew, and was told of by nobody for so long before, is not taken since then. */
const SELDOM_DAYS = 730;
function sinceLastTold(run: readonly DrugEvent[]): readonly DrugEvent[] {
  const needed = run.some((event) => event.whenNeeded);
  const at = run.findLastIndex((event, index) => {
    if (!needed && event.medication.event !== 'started') return false;
    const before = run.slice(0, index).findLast(({ date }) => date !== undefined)?.date;
    return before !== undefined && event.date !== undefined && daysBetween(before, event.date) > SELDOM_DAYS;
  });
  return at < 0 ? run : run.slice(at);
}

/** The line of a current treatment, from the takes of its `run` and of those before a short break. */
export function currentFrom(
  names: Names,
  run: readonly DrugEvent[],
  { before, stop }: Break,
  note: string | undefined,
  sources: Sources,
): CurrentTreatment {
  const believed = believedFirst(run);
  const refused = refusedAmounts(run);
  const told = believed.filter(tellsADose);
  const dosed = told.length > 0 ? told : run.toReversed().filter(tellsADose);
  const chosen = dosed.find((event) => !refused.has(amountOfStrength(event))) ?? dosed[0];
  const whole = chosen === undefined ? undefined : completedBy(chosen, [...believed, ...run.toReversed()]);
  const alone = whole === undefined ? undefined : doseOf(whole.medication);
  const parts = chosen === undefined ? [] : otherParts(run, chosen);
  const dose = alone === undefined || chosen === undefined ? alone : doseOfParts(alone, chosen, parts);
  const differing = chosen === undefined ? undefined : otherDose(run, chosen, parts, sources);
  const from = chosen === undefined ? undefined : firstOfDose(run, chosen);
  const kept = sinceLastTold(run);
  const again = (kept.find((event) => event.date !== undefined && !event.inPassing) ?? kept.find((event) => event.date !== undefined))
    ?.date;
  const first = before.find((event) => event.date !== undefined);
  const since = first?.date ?? kept.find((event) => event.date !== undefined)?.date;
  const notes = [
    first === undefined || again === undefined || !isDecided(stop) ? undefined : `repris ${onDate(again)}`,
    from?.date === undefined ? undefined : `à cette dose ${sinceDate(from.date)}`,
    note,
    differing === undefined
      ? undefined
      : `autre dose écrite${differing.date === undefined ? '' : ` ${onDate(differing.date)}`} : ${doseOf(differing.medication) ?? ''}`,
  ].filter((part) => part !== undefined);
  const ordered = [
    ...(chosen === undefined ? [] : [chosen]),
    ...parts,
    ...(whole === undefined ? [] : whole.donors),
    ...(from === undefined ? [] : [from]),
    ...(differing === undefined ? [] : [differing]),
    ...believed,
    ...run.toReversed(),
    ...(first === undefined ? [] : [first]),
  ];
  return {
    ...named(names),
    ...(dose === undefined ? {} : { dose }),
    ...(since === undefined ? {} : { since }),
    ...(notes.length === 0 ? {} : { note: notes.join(' ; ') }),
    citations: gatherCitations(ordered.map((event) => event.fact)),
  };
}

/** "Repris hier soir" is no dose. */
const tellsADose = ({ medication }: DrugEvent): boolean => {
  const dose = doseOf(medication);
  return dose !== undefined && !/^(?:matin|midi|soir|nuit)$/.test(fold(dose));
};

const NOT_TAKEN: ReadonlySet<string> = new Set(['not-taken', 'refused']);
/** Sections that tell of other years: a stop named there without its date is not of the letter's day. */
const HISTORY: ReadonlySet<string> = new Set(['11348-0', '47519-4', '10162-6', '48765-2']);

/** A reminder: "ne pas reprendre", "non repris": the stop is older than its letter. */
const REMINDER =
  /\bn(?:e|) ?(?:pas|plus|jamais|doit pas|doit plus|est pas|a pas ete) (?:la |le |les |l |lui )?(?:etre )?(?:reprendre|repris\w*|reintrodui\w*|represcri\w*|remettre|renouvel\w*|donner|delivrer)|\bnon repris/;

/** When a stop took place: what its letter tells of it, else the event's own day; undefined where that is only the letter's. */
function tookPlace(event: DrugEvent): PartialDate | undefined {
  const { fact, medication } = event;
  if (event.told !== undefined || fact.dateSource === 'text') return event.told ?? event.date;
  const letterOnly =
    fact.kind === 'allergy' ||
    HISTORY.has(fact.section ?? '') ||
    medication.event === 'contraindicated' ||
    (medication.event === 'past' && fact.endDate === undefined) ||
    (medication.event === 'not-taken' && fact.qualifiers.negated);
  return letterOnly ? undefined : event.date;
}

/** "Guéri depuis l'arrêt du X", "mieux depuis arrêt X": a stop recalled by the way, whose sentence dates what came of it. */
const RECALL =
  /\b(?:depuis|apres|suite a|au decours de|a distance de|avant|lors de) (?:l |son |cet |le )?(?:arret|stop|sevrage|interruption|suspension) (?:(?:de|du|d|des|la|le|l|les|son|sa|ses|en) )*([a-z]+)((?: \S+){0,2})/g;
const DATED_AT_ONCE = /^ (?:en|le|fin|debut|du|depuis|il y) |^ \d/;
function isRecall({ fact, medication }: DrugEvent): boolean {
  const names = [fact.label, medication.brand ?? fact.label].map((name) => fold(name).slice(0, 6));
  return [...quoteWords(fact).matchAll(RECALL)].some(
    ([, name = '', behind = '']) => names.some((own) => name.startsWith(own)) && !DATED_AT_ONCE.test(`${behind} `),
  );
}

/** How far an event's day is that of the stop: a dated stop, a dated period, the day it is decided, what else bears a date. */
function datingRank(event: DrugEvent): number {
  const { medication, fact } = event;
  const dated = fact.dateSource === 'text' || fact.dateSource === 'section';
  if (isRecall(event)) return 6;
  if (fact.kind === 'allergy') return dated ? 4 : 6;
  if (medication.event === 'stopped') return dated ? 0 : REMINDER.test(quoteWords(fact)) ? 6 : 3;
  if (medication.event === 'past') return fact.endDate !== undefined ? 1 : dated ? 2 : 5;
  return dated ? 4 : 5;
}

/** The stops that tell of one stop: those behind the last take, and where a letter tells an older day, those of that day. */
function runOfStops(stop: DrugEvent, events: readonly DrugEvent[]): readonly DrugEvent[] {
  const stopAt = events.indexOf(stop);
  const { told } = stop;
  const lastTake = events.findLastIndex(
    (event, at) => event.act === 'take' && at < stopAt && (told === undefined || compareDates(event.date, told) < 0),
  );
  // What was refused or never taken before says nothing of when it was stopped.
  return events
    .slice(lastTake + 1)
    .filter((event) => event.act === 'stop' && (stop.medication.event !== 'stopped' || !NOT_TAKEN.has(event.medication.event)));
}

/** The first of the best dated stops, or a later one where the drug was listed with its dose between the two. */
function lastOf(dated: readonly DrugEvent[], events: readonly DrugEvent[]): DrugEvent | undefined {
  return dated
    .filter((event) => datingRank(event) === 0)
    .reduce((best, event) => {
      const [from, to] = [best === undefined ? undefined : tookPlace(best), tookPlace(event)];
      const listed = events.some(
        (other) =>
          other.act !== 'stop' &&
          !other.inPassing &&
          doseOf(other.medication) !== undefined &&
          compareDates(from, other.date) < 0 &&
          // A year holds its own months.
          !(other.date ?? '').startsWith(from ?? ' ') &&
          compareDates(other.date, to) < 0,
      );
      return listed ? event : best;
    }, dated[0]);
}

export function stoppedFrom(names: Names, stop: DrugEvent, events: readonly DrugEvent[]): StoppedTreatment {
  const run = runOfStops(stop, events);
  const dated = run
    .filter((event) => tookPlace(event) !== undefined)
    .toSorted((a, b) => datingRank(a) - datingRank(b) || compareDates(tookPlace(a), tookPlace(b)));
  const first = lastOf(dated, events);
  const at = first === undefined ? undefined : tookPlace(first);
  // "En mars 2026" and "le 20 mars 2026" are one day: the one that is written, before that of a letter which only tells.
  const then = dated.filter((event) => at !== undefined && (tookPlace(event) ?? '').startsWith(at));
  const written = then.findLast((event) => first !== undefined && datingRank(event) === datingRank(first)) ?? first ?? stop;
  const told = run.toSorted((a, b) => Number(a.fact.kind === 'allergy') - Number(b.fact.kind === 'allergy'));
  const reasons = told.flatMap((event) => {
    const reason = cleanReason(event.medication.reason, [names.label, names.brand ?? names.label]);
    return reason === undefined ? [] : [{ event, reason }];
  });
  const [why] = reasons;
  const reason =
    why?.reason ??
    (stop.medication.event === 'not-taken'
      ? 'non pris'
      : stop.medication.event === 'refused'
        ? 'refusé'
        : stop.medication.event === 'contraindicated'
          ? 'contre-indiqué'
          : undefined);
  const date = tookPlace(written);
  const cited = [written, ...(why === undefined ? [] : [why.event]), stop, ...run.toReversed()];
  return {
    ...named(names),
    ...(date === undefined ? {} : { date }),
    ...(reason === undefined ? {} : { reason }),
    citations: gatherCitations(cited.map((event) => event.fact)),
  };
}

/** The brand that another brand of the same substance has replaced, as a stop of its own: its doses may not be the other's. */
export function replacedFrom(names: Names, events: readonly DrugEvent[]): StoppedTreatment | undefined {
  const now = fold(names.brand ?? '');
  const stops = events.filter(
    (event) =>
      event.act === 'stop' &&
      (event.strength === 3 || event.medication.event === 'not-taken') &&
      (event.medication.event === 'stopped' || event.medication.event === 'not-taken') &&
      brandName(event.medication.brand) !== '' &&
      !now.startsWith(brandName(event.medication.brand)),
  );
  const last = stops.at(-1);
  if (last === undefined || now === '') return undefined;
  const own = events.filter((event) => brandName(event.medication.brand) === brandName(last.medication.brand));
  return {
    ...stoppedFrom({ ...names, brand: withoutForm(last.medication.brand ?? '') }, last, own),
    reason: `remplacé par ${names.brand ?? ''}`,
  };
}
