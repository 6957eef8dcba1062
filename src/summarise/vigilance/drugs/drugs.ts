import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween, isAfter, onDate } from '../../dates.js';
import { drugKey } from '../../drug-names.js';
import type { Sources } from '../../sources.js';
import { fold } from '../../text.js';
import { doseOf, sameDose } from '../../treatments/dose.js';
import type { DrugEvent } from '../../treatments/drug-event.js';
import type { DrugHistory } from '../../treatments/reconcile.js';
import { sameAmount } from './daily-amount.js';
import { drugClasses, isOneOf } from './drug-classes.js';
import { sideBySide, stillWritten, type Side, type VigilanceInput } from '../warning.js';
import { quoteWords } from '../../quote.js';

/** A prescriber who writes a drug anew this long after its stop takes it up again. */
const RESUMED_DAYS = 30;

/** Found at home after its stop. */
const STILL_THERE =
  /\b(?:restait|reste encore|retrouvee?|trouvee?|encore|toujours)\b[^.;]{0,40}\b(?:pilulier|boites?|sac|placard|armoire)|\bpilulier\b[^.;]{0,30}\b(?:restait|reste|encore|contient|contenait)|\bprend(?:s|rait)? encore\b/;

/** A drug that a source stops and that a later document still lists. */
export function listedAfterStop({ histories, sources }: VigilanceInput): readonly Vigilance[] {
  const found: Vigilance[] = [];
  for (const history of histories) {
    // What is taken now was taken up again: its old stop contradicts nothing.
    if (history.state === 'current') continue;
    const stops = history.events.filter((event) => event.act === 'stop' && event.strength === 3 && event.fact.kind === 'medication');
    const first = stops[0];
    const date = first === undefined ? undefined : (first.date ?? sources.dateOf(first.fact.documentId));
    if (first === undefined || date === undefined) continue;
    // A drug taken up again by a decision is no contradiction: only what follows the last stop, and a list among the stops.
    const resumed = history.events.findLast(
      (event) =>
        event.act === 'take' &&
        event.strength === 3 &&
        event.date !== undefined &&
        isAfter(event.date, date) &&
        ['started', 'prescribed', 'discharge', 'changed'].includes(event.medication.event) &&
        (event.medication.event === 'started' || daysBetween(date, event.date) > RESUMED_DAYS),
    );
    const listed = history.events.filter(
      (event) =>
        ((event.act === 'mention' && !event.inPassing) ||
          (event.act === 'take' && event.strength >= 1 && event !== resumed) ||
          (event !== first && (STILL_THERE.test(quoteWords(event.fact)) || isUnder(event, sources)))) &&
        event.date !== undefined &&
        isAfter(event.date, date) &&
        event.fact.documentId !== first.fact.documentId &&
        (resumed?.date === undefined || compareDates(event.date, resumed.date) < 0),
    );
    const last = listed.at(-1);
    if (last === undefined) continue;
    found.push(
      sideBySide({
        rule: 'vigilance:listed-after-stop',
        subject: `${history.label}${nameAside(history)}`,
        sides: [{ says: `arrêté ${onDate(date)}`, fact: first.fact }, ...stillWritten(oneByDocument(listed))],
        importance: last.act === 'take' ? 3 : 2,
        sources,
      }),
    );
    const [only] = found.slice(-1);
    if (only !== undefined && stops.length > 1) found[found.length - 1] = withMore(only, stops.slice(1));
  }
  return found;
}

/** "Crohn sous IMUREL", copied by those who did not prescribe it. */
function isUnder(event: DrugEvent, sources: Sources): boolean {
  const nature = sources.nature(event.fact.documentId);
  if ((nature !== 'emergency' && nature !== 'peripheral') || event.fact.qualifiers.negated || event.fact.status === 'stopped') return false;
  const words = quoteWords(event.fact);
  const name = [event.medication.brand, event.medication.dci]
    .map((one) => fold(one ?? ''))
    .find((one) => one !== '' && words.includes(one));
  if (name === undefined) return false;
  return new RegExp(
    `(?<!(?:pancreatite|toux|eruption|neuropathie|allergie|urticaire|hepatite|confusion|saignement|malaise|oedeme|hemorragie)[^.;,]{0,20})\\bsous (?:\\w+ (?:et |\\+ )?)?${name.replace(/[^a-z0-9 ]/g, '.')}`,
  ).test(words);
}

/** The brand where the substance alone would not tell which. */
export const nameAside = ({ brand, label }: { readonly brand: string | undefined; readonly label: string }): string =>
  brand === undefined || fold(label).includes(fold(brand)) ? '' : ` (${brand})`;

export const oneByDocument = (events: readonly DrugEvent[]): readonly DrugEvent[] =>
  events.filter((event, index) => events.findIndex((other) => other.fact.documentId === event.fact.documentId) === index);

function withMore(item: Vigilance, events: readonly DrugEvent[]): Vigilance {
  const extra = events
    .flatMap((event) => event.fact.citations)
    .filter(
      (citation) =>
        !item.citations.some((other) => other.span.documentId === citation.span.documentId && other.span.start === citation.span.start),
    );
  return {
    ...item,
    factIds: [...new Set([...item.factIds, ...events.map((event) => event.fact.id)])],
    citations: [...item.citations, ...extra].slice(0, 10),
  };
}

const CLOSE_DAYS = 1000;
const NEAR_DAYS = 45;

/** A course that its prescription ended, and that a later list still holds; a drug that a letter says was never taken. */
export function listedAfterEnd({ histories, sources }: VigilanceInput): readonly Vigilance[] {
  const found: Vigilance[] = [];
  for (const history of histories) {
    const end = history.state === 'ended' ? history.stopped?.date : undefined;
    const denial = history.events.find(
      (event) =>
        event.act === 'stop' &&
        history.state !== 'current' &&
        /jamais|(?:est|sont) (?:une |des )?erreur|erratum|n a pas pris|pas pris|\bnon c est\b/.test(quoteWords(event.fact)) &&
        event.fact.qualifiers.negated &&
        !event.fact.concept?.startsWith('class:'),
    );
    const before = history.events.findLast(
      (event) => event.act === 'take' && (event.medication.duration !== undefined || event.medication.durationDays !== undefined),
    );
    const against = denial ?? (end === undefined ? undefined : before);
    if (against === undefined) continue;
    const listed = history.events.filter(
      (event) =>
        event !== against &&
        event.act !== 'stop' &&
        !event.inPassing &&
        event.fact.documentId !== against.fact.documentId &&
        (denial !== undefined || (event.date !== undefined && end !== undefined && compareDates(event.date, end) > 0)),
    );
    const last = listed.at(-1);
    if (last === undefined) continue;
    found.push(
      sideBySide({
        rule: denial === undefined ? 'vigilance:listed-after-end' : 'vigilance:written-and-denied',
        subject: `${history.label}${nameAside(history)}`,
        sides: [
          {
            says:
              denial === undefined
                ? `prescrit jusqu'à une fin écrite${end === undefined ? '' : `, ${onDate(end)}`}`
                : 'démenti ou non pris',
            fact: against.fact,
            also: history.events.filter((event) => event.act === 'stop').map((event) => event.fact),
          },
          { says: denial === undefined ? 'encore écrit' : 'écrit', fact: last.fact, also: listed.map((event) => event.fact) },
        ],
        importance: 2,
        sources,
      }),
    );
  }
  return found;
}

/** A drug that ended or was left out is told only where its papers are of the last year. */
const ENDED_DAYS = 400;
/** Doses told in one warning, the latest included. */
const MOST_DOSES = 4;

/** Doses of one drug that differ between documents at close dates, or since the last prescription. */
export function differingDoses({ histories, sources, reference }: VigilanceInput): readonly Vigilance[] {
  const found: Vigilance[] = [];
  for (const history of histories) {
    if (history.state !== 'current' && history.state !== 'ended' && history.state !== 'unlisted') continue;
    const reach = history.state === 'current' ? CLOSE_DAYS : ENDED_DAYS;
    const dosed = history.events.filter(
      (event) =>
        (event.act !== 'stop' || event.medication.event === 'past') &&
        doseOf(event.medication) !== undefined &&
        event.date !== undefined &&
        daysBetween(event.date, reference) <= reach,
    );
    const last = dosed.findLast((event) => event.strength >= 2 && event.act !== 'stop') ?? dosed.at(-1);
    if (last === undefined) continue;
    const others = dosed
      .filter(
        (event) =>
          // A dose that a letter changed is a course of treatment; one that a prescription or a list still bears is a discrepancy.
          sources.nature(event.fact.documentId) === 'prescription' ||
          event.strength === 1 ||
          daysBetween(event.date ?? reference, last.date ?? reference) <= NEAR_DAYS ||
          notCarriedOver(event, last),
      )
      .filter((event) => event.fact.documentId !== last.fact.documentId || event.fact.citations[0].quote !== last.fact.citations[0].quote)
      .filter((event) => !sameDose(event.medication, last.medication) && !sameAmount(event, last) && !leadsTo(event, last))
      .filter((event) => !isMomentOnly(event) && !isMomentOnly(last) && !wasChanged(event, last, history.events));
    const distinct = others.filter((event, index) => others.findLastIndex((one) => sameDose(one.medication, event.medication)) === index);
    if (distinct.length === 0) continue;
    const latestOther = distinct.at(-1);
    const changed = last.medication.event === 'changed' || last.medication.event === 'started';
    const afterwards = latestOther !== undefined && compareDates(latestOther.date, last.date) >= 0;
    const bearing = (dose: DrugEvent): readonly DrugEvent[] =>
      oneByDocument(others.filter((event) => event !== dose && sameDose(event.medication, dose.medication)).toReversed());
    found.push(
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
    );
  }
  return found;
}

/** "À poursuivre le matin" of an operation, "reprise demain matin": when it is next taken, not how often. */
const NEXT_TAKE =
  /\b(?:repris\w*|reprendre|reprise|demain|poursui\w+|arret\w*|interrom\w+|suspen\w+|jour de|veille|derniere prise|a jeun|bloc|intervention|jusqu)\b/;
const isMomentOnly = (event: DrugEvent): boolean =>
  /^(?:(?:le |au |demain )?(?:matin|midi|soir|coucher))$/.test(fold(doseOf(event.medication) ?? '')) && NEXT_TAKE.test(quoteWords(event.fact));

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
  /\b(?:augment\w+|diminu\w+|reduit\w*|reduction|baiss\w+|major\w+|monte\w*|passe\w*|porte\w*|palier|titr\w+|repris\w*|remplac\w+|adapt\w+|ajust\w+|modifi\w+|chang\w+|decroiss\w+|redui\w+|doubl\w+|desormais|relais|relev\w+)\b/;

/** A prescriber decided on a dose, and what is written afterwards bears another without saying that it changes it. */
const notCarriedOver = (decided: DrugEvent, written: DrugEvent): boolean =>
  decided.strength >= 2 &&
  decided.act === 'take' &&
  decided.date !== undefined &&
  written.date !== undefined &&
  compareDates(decided.date, written.date) < 0 &&
  daysBetween(decided.date, written.date) <= DECISION_DAYS &&
  !['changed', 'started'].includes(written.medication.event) &&
  !CHANGES.test(quoteWords(written.fact));

const TOGETHER_DAYS = 730;
/** Taken, or decided on by a prescriber: not only named in a message or a copied list. */
const isTaken = (history: DrugHistory): boolean =>
  history.state === 'current' || history.events.some((event) => event.act === 'take' && event.strength === 3);

/** Two drugs of a listed association, both written within two years and neither stopped before the other began. */
export function associations({ histories, sources, reference }: VigilanceInput): readonly Vigilance[] {
  const found: Vigilance[] = [];
  const alive = histories.filter((history) =>
    history.events.some(
      (event) =>
        event.date !== undefined &&
        daysBetween(event.date, reference) <= TOGETHER_DAYS &&
        (event.act !== 'stop' || event.medication.event === 'stopped'),
    ),
  );
  for (const association of drugClasses().associations) {
    for (const left of alive.filter((history) => isOneOf(history, association.left) && isTaken(history))) {
      for (const right of alive.filter((history) => history !== left && isOneOf(history, association.right))) {
        const [a, b] = [left.events.findLast((event) => event.act !== 'stop'), right.events.at(-1)];
        if (a === undefined || b === undefined) continue;
        found.push(
          sideBySide({
            rule: `vigilance:association:${association.id}`,
            subject: `${left.label} et ${right.label}, ${association.source}`,
            sides: [
              { says: left.label, fact: a.fact },
              { says: right.label, fact: b.fact, also: right.events.map((event) => event.fact) },
            ],
            importance: 3,
            sources,
          }),
        );
      }
    }
  }
  return found;
}

/** A drug written or planned, beside a kidney function below the limit of its leaflet. */
export function kidneyLimits({ histories, series, sources, facts, reference }: VigilanceInput): readonly Vigilance[] {
  const clearance = series.filter(
    (one) => /cockcroft|clairance|dfg|ckd|mdrd|filtration/.test(fold(one.analyte)) && /ml/.test(fold(one.unit)),
  );
  const planned = facts.filter((fact) => fact.kind === 'plan');
  const medications = facts.filter((fact) => fact.kind === 'medication' && !fact.qualifiers.otherPerson);
  const found: Vigilance[] = [];
  for (const limit of drugClasses().renalLimits) {
    for (const history of histories.filter(
      (one) =>
        isOneOf(one, limit) && one.events.some((event) => event.date !== undefined && daysBetween(event.date, reference) <= TOGETHER_DAYS),
    )) {
      const lows = clearance.flatMap((one) => {
        const point = one.points.at(-1);
        return point?.value.number !== undefined && point.value.number < limit.below ? [{ one, point }] : [];
      });
      const [low] = lows;
      const last = history.events.at(-1);
      if (low === undefined || last === undefined) continue;
      const [measure] = low.point.facts;
      const plans = planned.filter((fact) =>
        [history.key, fold(history.brand ?? history.key)].some((name) => fold(fact.label).includes(name)),
      );
      const sameDrug = medications.filter((fact) => drugKey(fact) === history.key).toReversed();
      found.push({
        ...sideBySide({
          rule: 'vigilance:kidney-limit',
          subject: `${history.label}, ${limit.source}`,
          kind: 'safety',
          sides: [
            { says: `${low.one.analyte} ${low.point.value.text} ${low.one.unit} ${onDate(low.point.date)}`, fact: measure },
            { says: history.label, fact: last.fact, also: [...sameDrug, ...plans] },
          ],
          importance: 3,
          sources,
        }),
      });
    }
  }
  return found;
}
