import type { PartialDate } from '../../../domain/citation.js';
import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, compatibleDates, daysBetween, isAfter, onDate } from '../../dates.js';
import { drugKey } from '../../drug-names.js';
import { among, byTopic, perItem } from '../../per-document.js';
import type { Sources } from '../../sources.js';
import { fold } from '../../text.js';
import type { DrugEvent } from '../../treatments/drug-event.js';
import type { DrugHistory } from '../../treatments/drug-history.js';
import { drugClasses, isOneOf } from './drug-classes.js';
import { sideBySide, stillWritten, type VigilanceInput } from '../warning.js';
import { quoteWords } from '../../quote.js';

/** A prescriber who writes a drug anew this long after its stop takes it up again. */
const RESUMED_DAYS = 30;

/** Found at home after its stop. */
const STILL_THERE =
  /\b(?:restait|reste encore|retrouvee?|trouvee?|encore|toujours)\b[^.;]{0,40}\b(?:pilulier|boites?|sac|placard|armoire)|\bpilulier\b[^.;]{0,30}\b(?:restait|reste|encore|contient|contenait)|\bprend(?:s|rait)? encore\b/;

/** A drug that a source stops and that a later document still lists. */
export const listedAfterStop = ({ histories, sources }: VigilanceInput): readonly Vigilance[] => afterStop(histories, undefined, sources);

const afterStop = perItem((history: DrugHistory, _: undefined, sources: Sources): readonly Vigilance[] => {
  // What is taken now was taken up again: its old stop contradicts nothing.
  if (history.state === 'current') return [];
  const stops = history.events.filter((event) => event.act === 'stop' && event.strength === 3 && event.fact.kind === 'medication');
  for (const stop of stops) {
    const told = listedAfter(stop, history, sources);
    if (told !== undefined) return [stops.length > 1 ? withMore(told, stops.slice(1)) : told];
  }
  return [];
});

function listedAfter(first: DrugEvent, history: DrugHistory, sources: Sources): Vigilance | undefined {
  const date = first.date ?? sources.dateOf(first.fact.documentId);
  if (date === undefined) return undefined;
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
      !saysStopped(event) &&
      !isOfTheSameTime(event, date) &&
      (resumed?.date === undefined || compareDates(event.date, resumed.date) < 0),
  );
  const last = listed.at(-1);
  if (last === undefined) return undefined;
  return sideBySide({
    rule: 'vigilance:listed-after-stop',
    subject: `${history.label}${nameAside(history)}`,
    sides: [{ says: `arrêté ${onDate(date)}`, fact: first.fact }, ...stillWritten(oneByDocument(listed))],
    importance: last.act === 'take' ? 3 : 2,
    sources,
  });
}

/** "Lévofloxacine, juillet 2023 : tendinopathie", of a drug stopped on 17 July 2023: what was taken then, told afterwards. */
const isOfTheSameTime = ({ fact }: DrugEvent, stop: PartialDate): boolean =>
  fact.dateSource === 'text' && fact.date !== undefined && fact.date.length >= 7 && compatibleDates(fact.date, stop);

/** "Plaquenil 200 : non, arrêté par l'ophtalmologue": a row of its own that knows of the stop. */
const saysStopped = ({ fact, medication }: DrugEvent): boolean => {
  const words = quoteWords(fact);
  const at = [medication.brand, medication.dci].map((name) => words.indexOf(fold(name ?? '-'))).find((place) => place >= 0);
  return (
    at !== undefined &&
    /^[^,;]{0,40}\bnon\b ?[.:]? ?(?:arret|stopp)|^[^,;]{0,30}\b(?:arretee?|stoppee?) (?:par|depuis|le|en|il)\b/.test(words.slice(at))
  );
};

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

/** Told as over is told as taken. */
const wasTaken = ({ medication, fact }: DrugEvent): boolean =>
  (medication.event === 'stopped' || medication.event === 'past') && !fact.qualifiers.negated;

/** A course that its prescription ended, and that a later list still holds; a drug that a letter says was never taken. */
export const listedAfterEnd = ({ histories, sources }: VigilanceInput): readonly Vigilance[] => afterEnd(histories, undefined, sources);

const afterEnd = perItem((history: DrugHistory, _: undefined, sources: Sources): readonly Vigilance[] => {
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
  if (against === undefined) return [];
  const written = history.events.filter(
    (event) =>
      event !== against &&
      (event.act !== 'stop' || (denial !== undefined && wasTaken(event))) &&
      !event.inPassing &&
      event.fact.documentId !== against.fact.documentId &&
      (denial !== undefined || (event.date !== undefined && end !== undefined && compareDates(event.date, end) > 0)),
  );
  const taken = written.filter(({ act }) => act !== 'stop');
  const listed = taken.length > 0 ? taken : written;
  const last = listed.at(-1);
  if (last === undefined) return [];
  return [
    sideBySide({
      rule: denial === undefined ? 'vigilance:listed-after-end' : 'vigilance:written-and-denied',
      subject: `${history.label}${nameAside(history)}`,
      sides: [
        {
          says:
            denial === undefined ? `prescrit jusqu'à une fin écrite${end === undefined ? '' : `, ${onDate(end)}`}` : 'démenti ou non pris',
          fact: against.fact,
          also: history.events.filter((event) => event.act === 'stop').map((event) => event.fact),
        },
        { says: denial === undefined ? 'encore écrit' : 'écrit', fact: last.fact, also: listed.map((event) => event.fact) },
      ],
      importance: 2,
      sources,
    }),
  ];
});

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
    const taken = alive.filter((history) => isOneOf(history, association.left) && isTaken(history));
    const now = taken.filter(({ state }) => state === 'current');
    // Of two anticoagulants, that which is taken is the one that bleeds.
    for (const left of now.length > 0 ? now : taken) {
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

const planned = among(({ kind }: Fact) => kind === 'plan');
const ofDrug = byTopic((fact: Fact) => (fact.kind === 'medication' && !fact.qualifiers.otherPerson ? drugKey(fact) : undefined));

/** A drug written or planned, beside a kidney function below the limit of its leaflet. */
export function kidneyLimits({ histories, series, sources, facts, reference }: VigilanceInput): readonly Vigilance[] {
  const clearance = series.filter(
    (one) => /cockcroft|clairance|dfg|ckd|mdrd|filtration/.test(fold(one.analyte)) && /ml/.test(fold(one.unit)),
  );
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
      const plans = planned(facts).filter((fact) =>
        [history.key, fold(history.brand ?? history.key)].some((name) => fold(fact.label).includes(name)),
      );
      const sameDrug = (ofDrug(facts).get(history.key) ?? []).toReversed();
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
