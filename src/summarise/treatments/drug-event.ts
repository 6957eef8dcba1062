import type { PartialDate } from '../../domain/citation.js';
import type { Fact, Medication } from '../../domain/fact.js';
import { compareDates, daysBetween, isAfter } from '../dates.js';
import { substancesOf } from '../drug-names.js';
import { perDocument } from '../per-document.js';
import type { SourceNature } from '../source-nature.js';
import type { Sources } from '../sources.js';
import { fold } from '../text.js';
import { rhythmOf } from './dose.js';
import { forbidsStopping, goesOn, isCopiedList, isLastOfMany, isNotBegun, isNoStop, isWarnedAgainst } from './event-words.js';
import { quoteWords } from '../quote.js';

/** What one fact says happened to a drug, on what day, and how far it is to be believed. */
export interface DrugEvent {
  readonly fact: Fact;
  readonly medication: Medication;
  readonly act: 'take' | 'stop' | 'mention' | 'administer';
  /** When it took place; for a list, the day the list was written. */
  readonly date: PartialDate | undefined;
  /** For a stop that counts from the day of its letter: when the letter says that it took place. */
  readonly told?: PartialDate;
  /** 3: a prescriber decides; 2: a prescriber's list; 1: a list copied or told. */
  readonly strength: 1 | 2 | 3;
  /** Taken when needed or in season: a list without it proves nothing. */
  readonly whenNeeded: boolean;
  /** Named without saying that it is taken: "interaction avec la colchicine". */
  readonly inPassing: boolean;
}

const COPIES: ReadonlySet<SourceNature> = new Set([
  'emergency',
  'peripheral',
  'imaging',
  'laboratory',
  'vaccination',
  'pathology',
  'operation',
]);
const STOPS: ReadonlySet<Medication['event']> = new Set(['stopped', 'contraindicated', 'refused', 'not-taken', 'past']);
const SILENT: ReadonlySet<Medication['event']> = new Set(['proposed']);

/** Immune sera, vaccines, iron by vein, botulinum toxin: given, not taken day after day. */
const GIVEN_ONCE = /^(?:J06|J07|B03AC|M03AX01)/;
/** A stop told so many days later is still news of the treatment. */
const KNOWN_DAYS = 365;
/** Given this rarely, a list may leave it out. */
export const YEARLY_DAYS = 180;
/** Rescue drugs: auto-injectors of adrenaline, glucagon, buccal midazolam, rectal diazepam, sublingual nitrates, naloxone. */
const RESCUE = /^(?:C01CA24|H04AA01|N05CD08|C01DA02|V03AB15)/;
/** Taken when needed: that it was not needed is no stop. */
const SEASONAL = /saison|pollen/;
/** A frequency, folded, that says when it is needed rather than how often. */
export const WHEN_NEEDED = /\bsi\b|en cas|besoin|\bsb\b|a la demande|secours/;

/** The events of one drug in order of time; in one document, in order of reading. What has not happened yet is left out. */
export function drugEvents(facts: readonly Fact[], sources: Sources, reference: PartialDate): readonly DrugEvent[] {
  const whenNeeded = facts.some(
    (fact) =>
      WHEN_NEEDED.test(fold(fact.medication?.frequency ?? '')) ||
      SEASONAL.test(quoteWords(fact)) ||
      RESCUE.test(fact.medication?.atc ?? '') ||
      (fact.medication !== undefined && (rhythmOf(fact.medication) ?? 0) >= YEARLY_DAYS),
  );
  const events: DrugEvent[] = [];
  for (const fact of facts) {
    const read = asEvent(fact, sources);
    if (read === undefined) continue;
    const event: DrugEvent = {
      ...read,
      whenNeeded,
      inPassing: read.act === 'mention' && (fact.status !== 'active' || isWarnedAgainst(fact)),
    };
    if (whenNeeded && event.act === 'stop' && event.medication.event !== 'stopped' && qualifiedAsNotUsed(fact)) continue;
    if (event.date !== undefined && isAfter(event.date, reference)) continue;
    events.push(event);
  }
  // Facts arrive in order of reading: a stable sort by date keeps it inside one document.
  return events
    .map((event) => stopInItsTime(event, events, sources))
    .toSorted((a, b) => compareDates(orderDate(a, sources), orderDate(b, sources)));
}

/** "Terminé en septembre", written in November: the end of September, after what was prescribed on the 8th; the end of a year likewise. */
function orderDate({ act, date, fact, medication }: Omit<DrugEvent, 'whenNeeded'>, sources: Sources): PartialDate | undefined {
  const writtenOn = sources.dateOf(fact.documentId);
  const year = date?.length === 4 && medication.event === 'stopped';
  if (act !== 'stop' || date === undefined || (date.length !== 7 && !year) || writtenOn === undefined || compareDates(writtenOn, date) <= 0)
    return date;
  const end = year
    ? `${date}-12-31`
    : `${date}-${String(new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5)), 0)).getUTCDate())}`;
  return compareDates(end, writtenOn) < 0 ? end : writtenOn;
}

/** A stop dated before prescriptions that its own letter follows bears another date of its sentence: the letter's day holds. */
function stopInItsTime(event: DrugEvent, events: readonly DrugEvent[], sources: Sources): DrugEvent {
  const writtenOn = sources.dateOf(event.fact.documentId);
  const { date } = event;
  if (event.act !== 'stop' || event.medication.event !== 'stopped' || date === undefined || writtenOn === undefined) return event;
  const between = events.some(
    (other) =>
      other.act === 'take' &&
      other.strength === 3 &&
      other.fact.documentId !== event.fact.documentId &&
      compareDates(other.date, date) > 0 &&
      compareDates(other.date, writtenOn) < 0,
  );
  const startedThen = /debut|introdui|mis en route|instaur/.test(quoteWords(event.fact));
  // "Encore sur l'ordonnance d'octobre : arrêté le 25 septembre": the letter knows of the prescription, and maintains the stop.
  const maintained = /\bencore\b|\btoujours\b|\bmalgre\b|\bordonnance\b|ne l a plus|n a plus|a tort|erreur|\bbloqu|\bnon delivr/.test(
    quoteWords(event.fact),
  );
  if (!between) return event;
  if (startedThen) return { ...event, date: writtenOn };
  // A letter that tells a stop of the last months, and does not list the drug, knows what is taken on its day.
  const known =
    daysBetween(date, writtenOn) <= KNOWN_DAYS &&
    event.strength === 3 &&
    !events.some((other) => other.act === 'take' && other.fact.documentId === event.fact.documentId);
  return maintained || known ? { ...event, date: writtenOn, told: date } : event;
}

/** "Pas de Natispray depuis janvier": not needed, not stopped. */
const qualifiedAsNotUsed = (fact: Fact): boolean => fact.qualifiers.negated || fact.medication?.event === 'not-taken';

/** "La NÉO-MERCAZOLE de l'ordonnance est celle de sa sœur, elle ne l'a pas prise": what was prescribed to the patient is taken back. */
const ANOTHERS_PRESCRIPTION =
  /\bordonnance\b.{0,120}\b(?:est|etait|sont|etaient) (?:celui|celle|ceux|celles) d.{0,60}\b(?:ne l (?:a|ont) (?:pas|jamais) pris|n en (?:a|ont) (?:pas|jamais) pris|jamais pris)/;
const isAnothersOnly = (fact: Fact): boolean => fact.medication?.event === 'not-taken' && ANOTHERS_PRESCRIPTION.test(quoteWords(fact));

/** Papers that copy a treatment: what stands there under "prescribed" is a list. */
const LISTS_ONLY: ReadonlySet<SourceNature> = new Set(['peripheral', 'imaging', 'laboratory', 'vaccination', 'pathology']);

function asEvent(fact: Fact, sources: Sources): Omit<DrugEvent, 'whenNeeded' | 'inPassing'> | undefined {
  const { medication, qualifiers } = fact;
  if (medication === undefined) return undefined;
  if (qualifiers.family || qualifiers.otherPerson)
    return isAnothersOnly(fact)
      ? { fact, medication, act: 'stop', date: medication.writtenOn ?? sources.dateOf(fact.documentId) ?? fact.date, strength: 3 }
      : undefined;
  if (SILENT.has(medication.event)) return undefined;
  const nature = sources.nature(fact.documentId);
  if (qualifiers.hypothetical && medication.event !== 'prescribed' && medication.event !== 'discharge') {
    // "VALSARTAN 80 ?" in a list is written, and in doubt: nothing is taken on it.
    return medication.event === 'listed' && fact.status === 'active' && medication.dose !== undefined
      ? { fact, medication, act: 'mention', date: sources.dateOf(fact.documentId) ?? fact.date, strength: 1 }
      : undefined;
  }
  const listOnly = LISTS_ONLY.has(nature) || isCopiedList(fact);
  const copied = listOnly || COPIES.has(nature);
  const documentDate = medication.writtenOn ?? sources.dateOf(fact.documentId);
  const decided =
    medication.event === 'started' ||
    medication.event === 'stopped' ||
    medication.event === 'changed' ||
    medication.event === 'past' ||
    medication.event === 'administered';
  const written = decided && fact.dateSource === 'text' ? fact.date : undefined;
  const date = written ?? documentDate ?? fact.date;
  const negated = qualifiers.negated || fact.status === 'absent' || fact.status === 'ruled-out';
  const stopping = STOPS.has(medication.event) || fact.status === 'stopped' || negated;
  if (stopping && (listOnly || forbidsStopping(fact)) && (medication.event === 'past' || medication.event === 'continued'))
    return { fact, medication, act: 'mention', date, strength: 1 };
  if (medication.event === 'past' && isLastOfMany(fact)) return { fact, medication, act: 'administer', date, strength: 2 };
  if (medication.event === 'past' && goesOn(fact) && !endedBy(fact, documentDate))
    return { fact, medication, act: copied ? 'mention' : 'take', date: documentDate, strength: copied ? 1 : 2 };
  if (stopping && medication.event !== 'stopped' && medication.event !== 'not-taken' && isNoStop(fact))
    return { fact, medication, act: 'mention', date: documentDate, strength: 1 };
  // "Pas encore commencée": prescribed, and the prescription stands.
  if (medication.event === 'not-taken' && isNotBegun(fact)) return { fact, medication, act: 'mention', date, strength: 1 };
  if (stopping) {
    // "pas de traitement par X" in a copied list proves no stop.
    // "Je ne reprends pas l'X" is a stop whose own words deny.
    const strength = medication.event === 'past' || (negated && medication.event !== 'stopped') ? 2 : 3;
    return { fact, medication, act: 'stop', date: medication.event === 'past' ? (fact.endDate ?? date) : date, strength };
  }
  if (isOneTake(medication)) return { fact, medication, act: 'administer', date, strength: 2 };
  if (
    medication.event === 'administered' ||
    (GIVEN_ONCE.test(medication.atc ?? '') && medication.event !== 'continued' && !isSubstitution(medication))
  )
    return { fact, medication, act: 'administer', date, strength: 2 };
  if (medication.event === 'listed' || medication.event === 'continued' || listOnly || isWarnedAgainst(fact)) {
    const inPassing = fact.status === 'unknown' || fact.status === 'past';
    const strength = copied || inPassing || qualifiers.reported || isWarnedAgainst(fact) ? 1 : medication.event === 'continued' ? 3 : 2;
    return { fact, medication, act: strength === 1 ? 'mention' : 'take', date, strength };
  }
  return { fact, medication, act: 'take', date, strength: 3 };
}

/** "GILENYA (2022-mars 2025), OCREVUS depuis juin": what the text closes before the day of its letter does not go on. */
const endedBy = ({ endDate }: Fact, day: PartialDate | undefined): boolean =>
  endDate !== undefined && day !== undefined && endDate < day.slice(0, endDate.length);

/** "HIZENTRA 10 g SC/semaine": immunoglobulins with a rhythm are taken for years. */
const isSubstitution = (medication: Medication): boolean =>
  medication.atc?.startsWith('J06BA') === true && medication.frequency !== undefined;

/** "Paracétamol 1 fois (mal de dents)": told, and over. */
const isOneTake = ({ event, dose, frequency }: Medication): boolean =>
  event === 'listed' && dose === undefined && /^(?:1|une|2|deux) (?:seule )?fois$/.test(fold(frequency ?? '').trim());

/** Intolerances that a letter writes as the patient's own. */
export const writtenIntolerances = perDocument((own: readonly Fact[], _: undefined, sources: Sources) => {
  const nature = sources.nature(own[0]?.documentId ?? '');
  if (nature !== 'letter' && nature !== 'discharge') return [];
  return own.filter(
    ({ kind, allergy, qualifiers, status }) =>
      kind === 'allergy' &&
      allergy?.certainty === 'confirmed' &&
      !qualifiers.negated &&
      !qualifiers.family &&
      !qualifiers.otherPerson &&
      status !== 'ruled-out',
  );
});

/** Those of a drug's own substances. */
export function intolerancesOf(key: string, intolerances: readonly Fact[]): readonly Fact[] {
  const substances = substancesOf(key).filter((substance) => substance.length > 4);
  return intolerances.filter((fact) => substances.some((substance) => fold(fact.label).includes(substance)));
}

/**
 * The events with the intolerances that letters write of this very substance, as stops: a prescription before such a letter is not
 * current silently after it; one after it lifts it, as it lifts any contra-indication.
 */
export function intoleranceEvents(events: readonly DrugEvent[], written: readonly Fact[], sources: Sources): readonly DrugEvent[] {
  if (written.length === 0) return events;
  const stops = written.flatMap((fact): readonly DrugEvent[] => {
    const date = sources.dateOf(fact.documentId);
    // A letter that writes the intolerance and goes on with the drug has weighed it.
    if (
      date === undefined ||
      events.some((event) => event.fact.documentId === fact.documentId && event.act === 'take' && event.strength === 3)
    )
      return [];
    const reason = fact.allergy?.reaction;
    return [
      {
        fact,
        medication: { event: 'contraindicated', reason: reason === undefined ? 'intolérance écrite' : `intolérance : ${reason}` },
        act: 'stop',
        date,
        strength: 3,
        whenNeeded: false,
        inPassing: false,
      },
    ];
  });
  return [...events, ...stops].toSorted((a, b) => compareDates(a.date, b.date));
}
