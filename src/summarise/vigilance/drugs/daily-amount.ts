import { findDrugs, type DrugMention } from '../../../extract/facts/medications/medication-lexicon.js';
import { fold as foldInPlace } from '../../../extract/text/fold.js';
import { perFact } from '../../per-fact.js';
import { amountTold, type ToldAmount } from '../../treatments/told-amount.js';
import type { DrugEvent } from '../../treatments/drug-event.js';
import { rhythmOf, sameRhythm, strengthOf, type Strength } from '../../treatments/dose.js';

/** "2 bouffées matin et soir" of "200/6" are as many puffs as "4 inhalations par jour". */
const UNITS: Strength = { amount: 1, unit: 'prise' };

/** Letters between a name and the amount that is its own: " LP cp à ". */
const NAME_TO_AMOUNT = 20;
/** The words behind the drug's own name, up to the next drug of the quote. */
const wordsBehind = perFact((fact) => {
  const words = foldInPlace(fact.citations[0].quote);
  const named = findDrugs(words);
  const { dci, brand, strength, dose, frequency } = fact.medication ?? {};
  const isOwn = ({ substance }: DrugMention): boolean => substance === dci;
  const amount = foldInPlace(strength ?? dose ?? '');
  // What the quote does not bear was read elsewhere: it is not weighed here.
  const bears = (part: string | undefined): boolean =>
    foldInPlace(part ?? '')
      .split(/[^a-z0-9]+/)
      .every((word) => words.includes(word));
  if (!bears(dose) || !bears(frequency)) return undefined;
  const isFollowed = ({ end }: DrugMention): boolean => amount !== '' && words.slice(end, end + NAME_TO_AMOUNT).includes(amount);
  const own =
    named.find((one) => isOwn(one) && isFollowed(one)) ??
    named.find((one) => isOwn(one) && brand !== undefined && words.slice(one.start, one.end) === foldInPlace(brand)) ??
    named.find(isOwn);
  if (own === undefined) return undefined;
  // "LYRICA (prégabaline) 75 mg" names it twice, "ADVAGRAF 3 mg + ADVAGRAF 1 mg" tells it twice.
  const next = named.find(
    ({ start, substance }) => start >= own.end && (substance !== own.substance || /\d/.test(words.slice(own.end, start))),
  );
  return words.slice(own.end, next?.start);
});
/** What these words come to, as they weigh it; and in takes, whatever one weighs. */
const toldBehind = perFact((fact) => {
  const words = wordsBehind(fact);
  return words === undefined ? undefined : amountTold(words);
});
const countedBehind = perFact((fact) => {
  const words = wordsBehind(fact);
  return words === undefined ? undefined : amountTold(words, UNITS);
});

const same = (one: number | undefined, other: number | undefined): boolean =>
  one !== undefined && other !== undefined && Math.abs(one - other) <= ROUNDED * Math.max(one, other);
/** "112 µg" is 100 and 12,5. */
const ROUNDED = 0.005;

/** A number without its unit may be of any. */
const sameUnit = (one: { readonly unit: string }, other: { readonly unit: string }): boolean =>
  one.unit === other.unit || one.unit === '' || other.unit === '';

/** The same sum of a day or of a week, however it is told: "250 : 3 cp/j (1-0-2)" and "750 mg par jour". */
function sumsAlike(a: DrugEvent, b: DrugEvent): boolean {
  const [left, right] = [toldBehind(a.fact), toldBehind(b.fact)];
  if (left === undefined || right === undefined || !sameUnit(left, right)) return false;
  return same(left.day, right.day) || same(left.week, right.week);
}

/** Two mentions that come to the same amount a day, or at a time where one tells no more: two tablets of 500 and 1 g, half a 5 and 2,5. */
export function sameAmount(a: DrugEvent, b: DrugEvent): boolean {
  if (sumsAlike(a, b)) return true;
  const [every, other] = [rhythmOf(a.medication), rhythmOf(b.medication)];
  if (every !== other && (every === undefined || other === undefined || !sameRhythm(every, other))) return isWeekOf(a, b) || isWeekOf(b, a);
  const read = mayBeOneStrength(a, b) ? countedBehind : toldBehind;
  const [left, right] = [read(a.fact), read(b.fact)];
  if (left === undefined || right === undefined || !sameUnit(left, right)) return false;
  if (left.day !== undefined && right.day !== undefined) return same(left.day, right.day);
  // "5 mg, 8 h, 20 h" is no 5 mg a day: one take is the day's only where nothing is said of when.
  const oneTake = ({ medication: { frequency } }: DrugEvent, { take }: ToldAmount): number | undefined =>
    frequency === undefined ? take : undefined;
  return same(left.take, right.take) || same(oneTake(a, left), right.day) || same(left.day, oneTake(b, right));
}

/** "750 µg par semaine" of 100 or 125 a day: the week's sum, within what two doses on different days make of it. */
function isWeekOf(week: DrugEvent, day: DrugEvent): boolean {
  if (rhythmOf(week.medication) !== WEEK || rhythmOf(day.medication) !== undefined) return false;
  const [sum, once] = [strengthOf(week.medication), strengthOf(day.medication)];
  if (sum === undefined || once === undefined || sum.unit !== once.unit) return false;
  return Math.abs(sum.amount / (once.amount * WEEK) - 1) <= WEEKLY_GIVE;
}
const WEEK = 7;
const WEEKLY_GIVE = 0.3;

/** Strengths of two substances ("200/6") that no one number of milligrams tells, written alike by both. */
const mayBeOneStrength = (a: DrugEvent, b: DrugEvent): boolean =>
  [a, b].every((event) => pairedStrength(event) !== undefined) && pairedStrength(a) === pairedStrength(b);
const pairedStrength = ({ fact }: DrugEvent): string | undefined =>
  /\b\d+(?:[.,]\d+)?\/\d+(?:[.,]\d+)?\b/.exec(fact.citations[0].quote)?.[0];

/** A pillbox that holds a drug in several of its rows, and what a letter tells of the whole day. */
export function sumsTo(row: DrugEvent, whole: DrugEvent, events: readonly DrugEvent[]): boolean {
  if (rowsSumTo(row, whole, events) || rowsSumTo(whole, row, events)) return true;
  const day = toldBehind(whole.fact)?.day;
  const rows = new Map(
    events
      .filter(({ fact }) => fact.documentId === row.fact.documentId)
      .map((event) => [event.fact.citations[0].span.start, toldBehind(event.fact)] as const),
  );
  const amounts = [...rows.values()];
  if (day === undefined || amounts.length < 2 || amounts.some((one) => one?.take === undefined || one.day !== undefined)) return false;
  return Math.abs(amounts.reduce((all, one) => all + (one?.take ?? 0), 0) - day) < 1e-6;
}

/** Characters between the rows of one drug: further apart a paper says the same again. */
const ROWS_APART = 200;

/** "ADVAGRAF 3 mg 1 gél. + ADVAGRAF 1 mg 2 gél. le matin" beside "5 mg par jour": several strengths, one beside the other. */
function rowsSumTo(row: DrugEvent, whole: DrugEvent, events: readonly DrugEvent[]): boolean {
  const day = toldBehind(whole.fact);
  if (day?.day === undefined) return false;
  const { span } = row.fact.citations[0];
  const rows = events.filter(({ fact: { citations } }) => {
    const other = citations[0].span;
    return other.documentId === span.documentId && other.page === span.page && Math.abs(other.start - span.start) <= ROWS_APART;
  });
  const strengths = new Set(rows.map(({ medication }) => strengthOf(medication)?.amount));
  if (rows.length < 2 || strengths.size < rows.length) return false;
  const told = rows.map(({ fact }) => toldBehind(fact));
  if (told.some((one) => one === undefined || one.week !== undefined || one.unit !== day.unit)) return false;
  return same(
    told.reduce((sum, one) => sum + (one?.day ?? one?.take ?? 0), 0),
    day.day,
  );
}
