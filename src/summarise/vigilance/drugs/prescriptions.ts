import type { Fact } from '../../../domain/fact.js';
import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween, onDate } from '../../dates.js';
import { drugKey } from '../../drug-names.js';
import type { Sources } from '../../sources.js';
import type { DrugEvent } from '../../treatments/drug-event.js';
import type { DrugHistory } from '../../treatments/drug-history.js';
import { byTopic, perItem } from '../../per-document.js';
import { fold } from '../../text.js';
import { nameAside, oneByDocument } from './drugs.js';
import { sideBySide, type Side, type VigilanceInput } from '../warning.js';
import { quoteWords } from '../../quote.js';

const IN_FORCE_DAYS = 200;

/** A drug that a letter has stopped since the last prescription, which still bears it and is the one in the patient's hands. */
export function stoppedSincePrescription({ histories, sources }: VigilanceInput): readonly Vigilance[] {
  const prescribedOn = (event: DrugEvent): boolean => sources.nature(event.fact.documentId) === 'prescription';
  const latest = histories
    .flatMap((history) => history.events)
    .filter((event) => prescribedOn(event) && event.act === 'take' && event.date !== undefined)
    .map((event) => event.date)
    .toSorted(compareDates)
    .at(-1);
  return histories.flatMap((history): readonly Vigilance[] => {
    const stop = history.state === 'stopped' ? history.events.findLast((event) => event.act === 'stop' && event.strength === 3) : undefined;
    if (stop?.date === undefined || !['stopped', 'contraindicated'].includes(stop.medication.event)) return [];
    const { date } = stop;
    // A newer prescription without it has closed the matter.
    if (latest !== undefined && compareDates(latest, date) > 0) return [];
    const bearing = oneByDocument(
      history.events.filter(
        (event) =>
          (event.act === 'take' || (event.act === 'mention' && !event.inPassing)) &&
          event.date !== undefined &&
          event.fact.documentId !== stop.fact.documentId &&
          compareDates(event.date, date) <= 0 &&
          daysBetween(event.date, date) <= IN_FORCE_DAYS,
      ),
    );
    if (!bearing.some(prescribedOn)) return [];
    return [
      sideBySide({
        rule: 'vigilance:stopped-since-prescription',
        subject: `${history.label}${nameAside(history)}`,
        sides: [
          {
            says: `arrêté ${onDate(date)}`,
            fact: stop.fact,
            also: history.events.filter((event) => event.act === 'stop').map((event) => event.fact),
          },
          ...bearing
            .slice(-2)
            .map((event, index): Side => ({ says: index === 0 ? 'écrit avant, sans nouvelle ordonnance depuis' : 'et', fact: event.fact })),
        ],
        importance: 2,
        sources,
      }),
    ];
  });
}

const NOT_STARTED =
  /\b(?:pas encore|jamais|pas) (?:ete )?(?:commence|debute|pris|achete|delivre)|\bnon (?:commence|debute|pris)|n en prend (?:pas|plus)|ne (?:la |le |les |l )?prend (?:pas|plus)|arrete\w* (?:de (?:lui|elle) meme|d elle meme|seule?\b|par (?:le |la )?patient)|\bn est pris\w* qu|(?<!\b(?:0|o|zero|aucun|d|sans|un|rares?|quelques|pas|jamais|ni n|(?:est|sont) a) )\boubli\w*\b(?! ?(?::? ?(?:0|rare|aucun|non)|un (?:seul|par)|par mois|jamais))|\b(?:pris\w*|prend\w*|saut\w*|manqu\w*) (?:qu |environ |souvent |seulement )?un jour sur deux\b|\bseulement\b[^.;]{0,12}(?:parce|car|le soir|le matin)|\ble (?:matin|soir) seulement/;

/** The words around the drug's name, so that what a list says of another drug is not said of it. */
function wordsAround(fact: Fact): string {
  const words = quoteWords(fact);
  const name = [fact.medication?.brand, fact.medication?.dci, fact.label]
    .map((one) => fold(one ?? ''))
    .find((one) => one !== '' && words.includes(one));
  if (name === undefined) return words.length > 160 ? '' : words;
  const at = words.indexOf(name);
  return words.slice(Math.max(0, at - 70), at + name.length + 90);
}

const notTaken = byTopic((fact: Fact) =>
  fact.kind === 'medication' &&
  !fact.qualifiers.otherPerson &&
  !fact.qualifiers.family &&
  NOT_STARTED.test(wordsAround(fact)) &&
  !/\b(?:si|au cas ou)\b/.test(wordsAround(fact))
    ? drugKey(fact)
    : undefined,
);

/** A drug that is prescribed, and that a later letter, list or message says is not taken. */
export function takenOtherwise({ histories, facts, sources }: VigilanceInput): readonly Vigilance[] {
  const denied = notTaken(facts);
  return histories.flatMap((history): readonly Vigilance[] => {
    if (history.state !== 'current') return [];
    const denials = denied.get(history.key) ?? [];
    const last = denials.at(-1);
    // What was not taken before it was prescribed is no contradiction.
    const prescribed = history.events.findLast(
      (event) =>
        event.act === 'take' &&
        event.strength === 3 &&
        last !== undefined &&
        event.fact.documentId !== last.documentId &&
        compareDates(sources.dateOf(last.documentId), event.date) >= 0,
    );
    if (prescribed === undefined || last === undefined) return [];
    return [
      sideBySide({
        rule: 'vigilance:prescribed-not-taken',
        subject: `${history.label}${nameAside(history)}`,
        sides: [
          { says: 'prescrit', fact: prescribed.fact },
          { says: 'dit non pris ou non commencé', fact: last, also: denials.slice(0, -1) },
        ],
        importance: 3,
        sources,
      }),
    ];
  });
}

const BY_THEMSELVES =
  /\b(?:arret\w*|interrom\w+|stopp\w+|abandonn\w+|suspend\w+)\b[^.;]{0,24}(?:par (?:elle|lui|les parents|ses parents|la mere|le pere|la maman|le papa|la patiente?|le patient|sa famille)|d(?:e lui|e elle| elle) memes?|par (?:lui|elle|eux)|de (?:sa|son) propre|spontanement)\b/;

const STOPPED_EVENTS: ReadonlySet<string> = new Set(['stopped', 'not-taken', 'past', 'refused']);

const leftOff = byTopic((fact: Fact) =>
  fact.kind === 'medication' &&
  !fact.qualifiers.otherPerson &&
  // Of a list, only the drug of which it is said.
  STOPPED_EVENTS.has(fact.medication?.event ?? '') &&
  BY_THEMSELVES.test(quoteWords(fact))
    ? drugKey(fact)
    : undefined,
);

/** What was stopped before that is an old story. */
const LATELY_DAYS = 800;

/** A drug that the patient or the family stopped by themselves, beside the doctor's hand that has it taken, before or after. */
export function stoppedByThePatient({ histories, facts, sources, reference }: VigilanceInput): readonly Vigilance[] {
  const stops = leftOff(facts);
  return histories.flatMap((history): readonly Vigilance[] => {
    const stop = stops.get(history.key)?.at(-1);
    const stoppedOn = stop?.date ?? sources.dateOf(stop?.documentId ?? '');
    if (stoppedOn === undefined || daysBetween(stoppedOn, reference) > LATELY_DAYS) return [];
    const taken = history.events.findLast(
      (event) => event.act === 'take' && event.strength >= 2 && event.fact.citations[0].quote !== stop?.citations[0].quote,
    );
    if (stop === undefined || taken === undefined) return [];
    const writtenOn = sources.dateOf(stop.documentId);
    const resumed = history.events.filter(
      (event) => event.act === 'take' && event.strength === 3 && event !== taken && compareDates(event.date, writtenOn) >= 0,
    );
    return [
      sideBySide({
        rule: 'vigilance:stopped-by-patient',
        subject: `${history.label}${nameAside(history)}`,
        sides: [
          { says: 'arrêté sans avis médical', fact: stop },
          { says: 'prescrit', fact: taken.fact, also: resumed.slice(0, 2).map((event) => event.fact) },
        ],
        importance: 2,
        sources,
      }),
    ];
  });
}

const FOR_GOOD =
  /\b(?:definiti\w+|a vie|ne plus|plus jamais|jamais|contre indiqu\w*|proscri\w*|interdi\w*|insuffisance|allergi\w*|intoleran\w*|a bannir|pas de reprise|ne pas reprendre|a ne pas)\b/;
const RESUMED = /\b(?:repris\w*|reintrodui\w*|reprend\w*|reprise)\b/;

/** Held back for a time, or until something. */
const FOR_A_TIME =
  /\b(?:tempor\w+|momentan\w+|transitoire\w*|pendant|le temps|jusqu|peri ?operatoire|avant (?:l |la |le )?(?:intervention|geste|operation|examen)|provisoire\w*|a reprendre|reprise|hospitalisation)\b/;
/** Why it was stopped, or what took its place: what happened under it, a relay, that nothing replaces it. */
const WITH_REASON =
  /\b(?:devant|en raison|a cause|suite a|car|compte tenu|impute\w*|responsable|relais|relaye\w*|remplac\w+|au profit|switch\w*|inutile\w*|inefficac\w+|sans (?:benefice|remplacant|effet|relais))\b|\b(?!(?:mis|mise|toujours|evolue|patient|patiente|laisse|bien|vit|suivi|suivie) )[a-z]{5,}(?: (?:a|de) \d[\d.,]*)? sous [a-z]/;
const stoppedWithReason = (event: DrugEvent): boolean =>
  event.medication.event === 'stopped' &&
  (event.medication.reason !== undefined || WITH_REASON.test(quoteWords(event.fact))) &&
  !FOR_A_TIME.test(quoteWords(event.fact));

/** Later, what it was stopped for may have passed. */
const REASON_LASTS_DAYS = 400;

/** A drug stopped for good, with its reason, that a later paper prescribes again without a word of it. */
export const resumedAfterStop = ({ histories, sources }: VigilanceInput): readonly Vigilance[] => resumed(histories, undefined, sources);

const resumed = perItem((history: DrugHistory, _: undefined, sources: Sources): readonly Vigilance[] => {
  const stops = history.events.filter((event) => event.act === 'stop' && event.strength === 3 && event.fact.kind === 'medication');
  const stop = stops.find((event) => FOR_GOOD.test(quoteWords(event.fact)) || stoppedWithReason(event));
  if (stop?.date === undefined) return [];
  const { date } = stop;
  const again = history.events.filter(
    (event) =>
      event.act === 'take' &&
      event.strength === 3 &&
      ['prescribed', 'discharge'].includes(event.medication.event) &&
      event.fact.documentId !== stop.fact.documentId &&
      event.date !== undefined &&
      compareDates(event.date, date) > 0 &&
      (FOR_GOOD.test(quoteWords(stop.fact)) || daysBetween(date, event.date) <= REASON_LASTS_DAYS),
  );
  const last = again.at(-1);
  if (
    last === undefined ||
    history.events.some((event) => event.act === 'take' && compareDates(event.date, date) > 0 && RESUMED.test(quoteWords(event.fact)))
  )
    return [];
  return [
    sideBySide({
      rule: 'vigilance:prescribed-after-stop',
      subject: `${history.label}${nameAside(history)}`,
      sides: [
        { says: `arrêté ${onDate(date)}`, fact: stop.fact, also: stops.map(({ fact }) => fact) },
        { says: 'prescrit de nouveau', fact: last.fact, also: again.map(({ fact }) => fact) },
      ],
      importance: 3,
      sources,
    }),
  ];
});
