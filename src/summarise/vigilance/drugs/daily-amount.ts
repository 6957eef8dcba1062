import { findDrugs, type DrugMention } from '../../../extract/facts/medications/medication-lexicon.js';
import { fold as foldInPlace } from '../../../extract/text/fold.js';
import { portionOf } from '../../../extract/text/number-words.js';
import { perFact } from '../../per-fact.js';
import { amountTold } from '../../treatments/told-amount.js';
import type { DrugEvent } from '../../treatments/drug-event.js';
import { rhythmOf, sameRhythm, strengthOf, type Strength } from '../../treatments/dose.js';
import { quoteWords } from '../../quote.js';
import { fold } from '../../text.js';

const NUMBER = String.raw`(?:un(?:e)? )?(\d{1,2}(?:[.,]5)?|une?|deux|trois|quatre|demie?|½|¼)`;
const UNIT = String.raw`(?:comprimes?|cp[rs]?|cps?|gelules?|sachets?|bouffees?|gouttes?|ampoules?|inhalations?|unites?)`;
/** "2 comprimés matin", "1 matin et soir", "un demi-comprimé le matin": counts and the moments that they are of. */
const PIECE = new RegExp(
  String.raw`(?<![\d.,] ?)\b${NUMBER} ?(?:${UNIT})?(?= ?(?:le |au |a |par |chaque |tous les )?(?:matin|midi|soir|coucher|jour|j\b|et|, ))|\b(matin|midi|soir|coucher)\b`,
  'g',
);
/** "1 - 0 - 1". */
const GRID = /(?<![\d.,] ?)\b([0-4]) ([0-4]) ([0-4])(?: ([0-4]))?(?![\d.,])/;
const TIMES = /\b(?:x|en) ?(\d|deux|trois|quatre) ?(?:prises?|fois)?\b|\b(\d|deux|trois|quatre) (?:fois|prises?) (?:par jour|j\b)/;
const A_DAY = /\b(?:par jour|par 24 ?h|j\b|quotidien\w*)/;
const NOT_DAILY =
  /\b(?:semaines?|mois|mensuel\w*|hebdo\w*|hebdomadaire|(?:les|chaque) \d+ ?(?:jours|j)|jeudi|lundi|mardi|mercredi|vendredi|samedi|dimanche|si (?:besoin|douleurs?)|a la demande)\b/;
/** Letters behind the name in which its dose is told. */
const REACH = 90;
const MOST_A_TAKE = 6;

/** "LEVOTHYROX 100": the unit goes without saying. */
function bareStrength(written: string | undefined): Strength | undefined {
  const number = /^\d+(?:[.,]\d+)?$/.exec(written?.trim() ?? '')?.[0];
  return number === undefined ? undefined : { amount: Number(number.replace(',', '.')), unit: '' };
}

const AND_HALF = /\b(\d|une?|deux|trois) (?:comprimes? |cpr?s? )?et (?:une? )?demie?\b/g;
/** Another name with its strength, behind the first one's. */
const NEXT_DRUG = /(?<=\d.*?) [a-z]{6,}(?: lp)? \d+(?:[.,]\d+)? ?(?:mg|g|ui|µg)\b.*$/;

interface Amounts {
  readonly day?: number;
  readonly take?: number;
  readonly unit: string;
}

const ownStrength = ({ medication }: DrugEvent): Strength | undefined => strengthOf(medication) ?? bareStrength(medication.strength);

/** Milligrams (or units) that a mention tells a day, and in one take; what it does not tell is absent. */
function amountsOf(event: DrugEvent): Amounts | undefined {
  const strength = ownStrength(event);
  return strength === undefined ? undefined : amountsAt(event, strength);
}

/** "2 bouffées matin et soir" of "200/6" are as many puffs as "4 inhalations par jour". */
const UNITS: Strength = { amount: 1, unit: 'prise' };

function amountsAt(event: DrugEvent, strength: Strength): Amounts | undefined {
  const words = quoteWords(event.fact);
  const named = [event.medication.brand, event.medication.dci].map((name) =>
    name === undefined ? -1 : words.indexOf(name.toLowerCase().slice(0, 6)),
  );
  const from = Math.max(0, Math.min(...named.map((at) => (at < 0 ? Infinity : at))));
  const own = words
    .slice(Number.isFinite(from) ? from : 0)
    .slice(0, REACH)
    .replace(NEXT_DRUG, '')
    // "1 et demi le matin".
    .replace(AND_HALF, (_, whole: string) => `${portionOf(whole)}.5`);
  // What the quote does not bear was read elsewhere: it is not weighed here.
  const read = fold(`${event.medication.dose ?? ''} ${event.medication.frequency ?? ''}`).split(' ');
  if (NOT_DAILY.test(own) || read.some((word) => word !== '' && !words.includes(word))) return undefined;
  let [sum, count, first]: [number, number, number | undefined] = [0, 1, undefined];
  for (const match of own.matchAll(PIECE)) {
    if (match[1] !== undefined) {
      const number = portionOf(match[1]) ?? Number.NaN;
      // "Apixaban 2,5 matin et soir": that is the strength.
      if (!(number > 0) || number > MOST_A_TAKE || (sum === 0 && number === strength.amount)) continue;
      count = number;
      first ??= number;
    } else sum += count;
  }
  const { amount, unit } = strength;
  const grid = GRID.exec(own)
    ?.slice(1)
    .map((one) => Number(one ?? '0'));
  if (grid !== undefined) return { day: amount * grid.reduce((all, one) => all + one, 0), take: amount * Math.max(...grid), unit };
  const times = TIMES.exec(own);
  const written = times?.[1] ?? times?.[2];
  const takes = written === undefined ? undefined : portionOf(written);
  if (sum > 0) return { day: amount * sum, take: amount * (first ?? 1), unit };
  // "800 mg par jour en deux prises" is the whole day's.
  if (A_DAY.test(own) && (takes === undefined || /\ben (?:\d|deux|trois|quatre) (?:prises|fois)/.test(own)))
    return { day: amount * (first ?? 1), unit };
  return takes === undefined
    ? { take: amount * (first ?? 1), unit }
    : { day: amount * (first ?? 1) * takes, take: amount * (first ?? 1), unit };
}

/** Letters between a name and the amount that is its own: " LP cp à ". */
const NAME_TO_AMOUNT = 20;
/** What the words behind the drug's own name come to, up to the next drug of the quote. */
const toldBehind = perFact((fact) => {
  const words = foldInPlace(fact.citations[0].quote);
  const named = findDrugs(words);
  const { dci, brand, strength, dose } = fact.medication ?? {};
  const isOwn = ({ substance }: DrugMention): boolean => substance === dci;
  const amount = foldInPlace(strength ?? dose ?? '');
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
  return amountTold(words.slice(own.end, next?.start));
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
  const inUnits = ownStrength(a) === undefined || ownStrength(b) === undefined;
  if (inUnits && !mayBeOneStrength(a, b)) return false;
  const [left, right] = inUnits ? [amountsAt(a, UNITS), amountsAt(b, UNITS)] : [amountsOf(a), amountsOf(b)];
  if (left === undefined || right === undefined || !sameUnit(left, right)) return false;
  if (left.day !== undefined && right.day !== undefined) return same(left.day, right.day);
  // "5 mg, 8 h, 20 h" is no 5 mg a day: one take is the day's only where nothing is said of when.
  const oneTake = ({ medication: { frequency } }: DrugEvent, { take }: Amounts): number | undefined =>
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
  const day = amountsOf(whole)?.day;
  const rows = new Map(
    events
      .filter(({ fact }) => fact.documentId === row.fact.documentId)
      .map((event) => [event.fact.citations[0].span.start, amountsOf(event)] as const),
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
