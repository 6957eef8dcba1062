import type { PartialDate } from '../../../domain/citation.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { perItem } from '../../per-document.js';
import { quoteWords } from '../../quote.js';
import type { Sources } from '../../sources.js';
import { fold } from '../../text.js';
import { doseOf, sameDose } from '../../treatments/dose.js';
import type { DrugEvent } from '../../treatments/drug-event.js';
import type { DrugHistory } from '../../treatments/drug-history.js';
import { agreesWith, otherParts } from '../../treatments/regimen.js';
import { sideBySide, type Side, type VigilanceInput } from '../warning.js';
import { sameAmount, sumsTo } from './daily-amount.js';
import { oneByDocument } from './drugs.js';

const CLOSE_DAYS = 1000;
const NEAR_DAYS = 45;

/** A drug that ended or was left out is told only where its papers are of the last year. */
const ENDED_DAYS = 400;
/** Doses told in one warning, the latest included. */
const MOST_DOSES = 4;

/** Doses of one drug that differ between documents at close dates, or since the last prescription. */
export const differingDoses = ({ histories, sources, reference }: VigilanceInput): readonly Vigilance[] =>
  dosesOf(histories, reference, sources);

const dosesOf = perItem((history: DrugHistory, reference: PartialDate, sources: Sources): readonly Vigilance[] => {
  if (history.state !== 'current' && history.state !== 'ended' && history.state !== 'unlisted') return [];
  const reach = history.state === 'current' ? CLOSE_DAYS : ENDED_DAYS;
  const dosed = history.events.filter(
    (event) =>
      (event.act !== 'stop' || event.medication.event === 'past') &&
      doseOf(event.medication) !== undefined &&
      event.date !== undefined &&
      daysBetween(event.date, reference) <= reach,
  );
  const decided = dosed.filter((event) => event.strength >= 2 && event.act !== 'stop');
  // "Matin et soir" alone tells no amount.
  const last = decided.findLast(tellsAmount) ?? decided.at(-1) ?? dosed.at(-1);
  if (last === undefined) return [];
  const parts = otherParts(dosed, last);
  const others = dosed
    .filter(
      (event) =>
        // A dose that a letter changed is a course of treatment; one that a prescription or a list still bears is a discrepancy.
        sources.nature(event.fact.documentId) === 'prescription' ||
        event.strength === 1 ||
        (daysBetween(event.date ?? reference, last.date ?? reference) <= NEAR_DAYS && !movesOn(event, last)) ||
        notCarriedOver(event, last) ||
        isOdd(event, dosed),
    )
    .filter((event) => event.fact.documentId !== last.fact.documentId || event.fact.citations[0].quote !== last.fact.citations[0].quote)
    .filter(
      (event) =>
        !agreesWith(event, last, parts) &&
        !sameAmount(event, last) &&
        !tellsItToo(event, last) &&
        !leadsTo(event, last) &&
        !isPartOf(event, last) &&
        !sumsTo(event, last, dosed),
    )
    .filter((event) => !isMomentOnly(event) && !isMomentOnly(last) && !wasChanged(event, last, history.events));
  const distinct = others.filter((event, index) => others.findLastIndex((one) => sameDose(one.medication, event.medication)) === index);
  if (distinct.length === 0) return [];
  const latestOther = distinct.at(-1);
  const changed = last.medication.event === 'changed' || last.medication.event === 'started';
  const afterwards = latestOther !== undefined && compareDates(latestOther.date, last.date) >= 0;
  const bearing = (dose: DrugEvent): readonly DrugEvent[] =>
    oneByDocument(others.filter((event) => event !== dose && sameDose(event.medication, dose.medication)).toReversed());
  return [
    sideBySide({
      rule: afterwards ? 'vigilance:dose-differs' : 'vigilance:dose-changed-since',
      subject: `${history.label}, doses différentes`,
      sides: [...distinct.slice(1 - MOST_DOSES), last].map((event): Side => ({
        says: doseOf(event.medication) ?? '',
        fact: event.fact,
        also:
          event === last
            ? oneByDocument(dosed.toReversed()).map((other) => other.fact)
            : bearing(event)
                .slice(0, 2)
                .map((other) => other.fact),
      })),
      importance: afterwards || !changed ? 3 : 2,
      sources,
    }),
  ];
});

/** "LEVOTHYROX 100 µg 1 cp + LEVOTHYROX 12,5 µg 1 cp": two parts of one take. */
const isPartOf = ({ fact: part }: DrugEvent, { fact: other }: DrugEvent): boolean =>
  part.documentId === other.documentId && [part, other].some(({ citations }) => /\d[^+]*\+\s*(?:\p{L}|$)|^\s*\+/u.test(citations[0].quote));

/** "À poursuivre le matin" of an operation, "reprise demain matin": when it is next taken, not how often. */
const NEXT_TAKE =
  /\b(?:repris\w*|reprendre|reprise|demain|poursui\w+|arret\w*|interrom\w+|suspen\w+|jour de|veille|derniere prise|a jeun|bloc|intervention|jusqu)\b/;
const isMomentOnly = (event: DrugEvent): boolean =>
  /^(?:(?:le |au |demain )?(?:matin|midi|soir|coucher))$/.test(fold(doseOf(event.medication) ?? '')) &&
  NEXT_TAKE.test(quoteWords(event.fact));

/** A prescriber changed it in between to what the latest paper bears, and nothing bears the older dose since. */
const wasChanged = (event: DrugEvent, last: DrugEvent, events: readonly DrugEvent[]): boolean =>
  events.some(
    (one) =>
      one !== last &&
      one.fact.documentId !== event.fact.documentId &&
      one.fact.documentId !== last.fact.documentId &&
      (one.medication.event === 'changed' || CHANGES.test(quoteWords(one.fact))) &&
      one.act !== 'stop' &&
      compareDates(event.date, one.date) < 0 &&
      compareDates(one.date, last.date) <= 0 &&
      doseOf(one.medication) !== undefined &&
      (sameDose(one.medication, last.medication) || sameAmount(one, last)) &&
      !events.some(
        (later) =>
          compareDates(one.date, later.date) < 0 &&
          (sameDose(later.medication, event.medication) || sameAmount(later, event)) &&
          !sameDose(later.medication, last.medication),
      ),
  );

const tellsAmount = ({ medication }: DrugEvent): boolean => /\d/.test(`${medication.strength ?? ''}${medication.dose ?? ''}`);

/** What one paper tells between two that agree, and that no word of change explains: copied wrong. */
function isOdd(event: DrugEvent, dosed: readonly DrugEvent[]): boolean {
  if (
    event.whenNeeded ||
    !tellsAmount(event) ||
    ['changed', 'started'].includes(event.medication.event) ||
    CHANGES.test(quoteWords(event.fact))
  )
    return false;
  const others = dosed.filter((one) => one.fact.documentId !== event.fact.documentId && tellsAmount(one));
  const before = others.findLast((one) => compareDates(one.date, event.date) < 0);
  const after = others.find((one) => compareDates(one.date, event.date) > 0);
  return (
    before !== undefined &&
    after !== undefined &&
    daysBetween(before.date ?? '', after.date ?? '') <= CLOSE_DAYS &&
    !['changed', 'started'].includes(after.medication.event) &&
    !CHANGES.test(quoteWords(after.fact)) &&
    (sameDose(before.medication, after.medication) || sameAmount(before, after)) &&
    !sameDose(event.medication, before.medication) &&
    !sameAmount(event, before)
  );
}

/** A letter says that it moves the dose, or the one before that it is to be moved: a course, no discrepancy. */
const movesOn = (event: DrugEvent, last: DrugEvent): boolean =>
  compareDates(event.date, last.date) < 0 &&
  (last.medication.event === 'changed' || CHANGES.test(quoteWords(last.fact)) || TO_BE_MOVED.test(quoteWords(event.fact)));
const TO_BE_MOVED =
  /\b(?:a (?:doubler|augmenter|majorer|titrer|adapter|ajuster|monter|diminuer|baisser|reduire|reevaluer)|titration|paliers?|(?:selon|en fonction de|d apres) (?:les? |la |l )?(?:glycemies?|dextros?|inr|tolerance|tension|reponse|poids)|de \d+ en \d+)\b/;

/** "6,4 mL matin et soir, soit 640 mg par prise": both ways of telling one amount. */
const tellsItToo = (a: DrugEvent, b: DrugEvent): boolean => isAmountOf(a, b) || isAmountOf(b, a);
function isAmountOf({ fact }: DrugEvent, { medication }: DrugEvent): boolean {
  const [, amount, unit] = /\bsoit (\d+(?:[.,]\d+)?) ?(mg|g|ui|unites?|microgrammes?|[µμu]g)\b/.exec(quoteWords(fact)) ?? [];
  return amount !== undefined && fold(doseOf(medication) ?? '').includes(`${amount} ${unit ?? ''}`);
}

/** "25 mg 7 jours puis 50 mg": the step before the dose that is written afterwards. */
function leadsTo(event: DrugEvent, last: DrugEvent): boolean {
  const [amount] = /\d+(?:[.,]\d+)?/.exec(doseOf(last.medication) ?? '') ?? [];
  if (amount === undefined) return false;
  return new RegExp(
    String.raw`\b(?:puis|ensuite|jusqu a|avant de passer a|a augmenter|augmenter|progressi\w+|paliers?)\b[^.;]{0,40}(?<![\d.,])${amount.replace('.', '[.,]')}(?![\d]|[.,]\d)`,
  ).test(quoteWords(event.fact));
}

/** A decision this old may have been changed by another that is not in the record. */
const DECISION_DAYS = 400;
const CHANGES =
  /\b(?:(?:en suivant|suivant|selon) (?:le |son )?(?:protocole|schema)|augment\w+|diminu\w+|reduit\w*|reduction|baiss\w+|major\w+|monte\w*|passe\w*|porte\w*|palier|titr\w+|repris\w*|remplac\w+|adapt\w+|ajust\w+|modifi\w+|chang\w+|decroiss\w+|redui\w+|doubl\w+|desormais|relais|relev\w+)\b/;

/** A prescriber decided on a dose, and what is written afterwards bears another without saying that it changes it. */
const notCarriedOver = (decided: DrugEvent, written: DrugEvent): boolean =>
  decided.strength >= 2 &&
  decided.act === 'take' &&
  !TO_BE_MOVED.test(quoteWords(decided.fact)) &&
  decided.date !== undefined &&
  written.date !== undefined &&
  compareDates(decided.date, written.date) < 0 &&
  daysBetween(decided.date, written.date) <= DECISION_DAYS &&
  !['changed', 'started'].includes(written.medication.event) &&
  !CHANGES.test(quoteWords(written.fact));
