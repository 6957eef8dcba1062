import type { PartialDate } from '../../domain/citation.js';
import { addDays, compareDates, daysBetween, lastDay } from '../dates.js';
import { quoteWords } from '../quote.js';
import { fold } from '../text.js';
import { rhythmOf } from './dose.js';
import type { DrugEvent } from './drug-event.js';
import { GRACE_DAYS } from './believed-dose.js';
import { writtenEnd } from './written-end.js';

/**
 * Classes taken for years, by their ATC codes: a month or the 28 days of a secured prescription is what is handed out, not how long it
 * lasts. Antithrombotics are left out: theirs is.
 */
export const LASTING =
  /^(?:A10|C01B|C02|C03|C07|C08|C09|C10|G04C|H03A|L02|L04|M04AA|M05|N03|N04|N05A|N06A|N06BA|N06D|N07BC|R03AK|R03AL|R03BA|R03BB|R03DC|S01E)/;
const COURSE_WORDS = /^(?:pendant|pdt|durant|jusqu|traitement de|x )/;
/** A treatment longer than this is kept up from one prescription to the next. */
const COURSE_DAYS = 45;

export const whenNeeded = (run: readonly DrugEvent[]): boolean => run.some((event) => event.whenNeeded);

/** The day a course ended, when the last that was written had an end and nothing shows it kept up. */
export function courseEnd(run: readonly DrugEvent[], reference: PartialDate): PartialDate | undefined {
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
export function isSingle(run: readonly DrugEvent[]): boolean {
  const last = run.findLast((event) => event.act === 'take');
  if (last === undefined || run.some(({ medication }) => rhythmOf(medication) !== undefined)) return false;
  const { atc, frequency, dose } = last.medication;
  return SINGLE_ATC.test(atc ?? '') || SINGLE.test(fold(`${frequency ?? ''} ${dose ?? ''}`));
}

/** "Jusqu'à deux INR supérieurs à 2", "jusqu'à cicatrisation": an end of weeks, without its day. */
export const UNTIL_EVENT =
  /jusqu (?:a|au|aux) (?:la |l |le |deux |2 |obtention d\w* )?(?:inr|cicatris|consolid|normalis|ablation|reprise (?:de l appui|de la marche)|appui|disparition|guerison|deambulation|remise en charge|apyrexie|sevrage de la sonde)/;
