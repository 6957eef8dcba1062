import type { Vigilance } from '../../domain/synthesis.js';
import { compareDates, daysBetween, onDate } from '../dates.js';
import { drugKey } from '../drug-names.js';
import type { DrugEvent } from '../treatments/drug-event.js';
import { groupBy } from '../text.js';
import { nameAside, oneByDocument } from './drugs.js';
import { sideBySide, type Side, type VigilanceInput } from './warning.js';
import { quoteWords } from '../quote.js';

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
  /\b(?:pas encore|jamais|pas) (?:ete )?(?:commence|debute|pris|achete|delivre)|\bnon (?:commence|debute|pris)|n'en prend (?:pas|plus)|ne (?:la |le |les |l )?prend (?:pas|plus)|arrete\w* (?:de (?:lui|elle) meme|d elle meme|seule?\b|par (?:le |la )?patient)/;

/** A drug that is prescribed, and that a later letter, list or message says is not taken. */
export function takenOtherwise({ histories, facts, sources }: VigilanceInput): readonly Vigilance[] {
  const denied = groupBy(
    facts.filter(
      (fact) =>
        fact.kind === 'medication' &&
        !fact.qualifiers.otherPerson &&
        !fact.qualifiers.family &&
        NOT_STARTED.test(quoteWords(fact)) &&
        !/\b(?:si|au cas ou)\b/.test(quoteWords(fact)),
    ),
    drugKey,
  );
  return histories.flatMap((history): readonly Vigilance[] => {
    if (history.state !== 'current') return [];
    const prescribed = history.events.findLast((event) => event.act === 'take' && event.strength === 3);
    const denials = denied.get(history.key) ?? [];
    const last = denials.at(-1);
    if (prescribed === undefined || last === undefined || last.documentId === prescribed.fact.documentId) return [];
    // What was not taken before it was prescribed is no contradiction.
    if (compareDates(sources.dateOf(last.documentId), prescribed.date) < 0) return [];
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
  /\b(?:arret\w*|interrom\w+|stopp\w+|abandonn\w+|suspend\w+)\b[^.;]{0,24}(?:par (?:elle|lui|les parents|ses parents|la mere|le pere|la maman|le papa|la patiente?|le patient|sa famille)|d(?:e lui|e lui |'elle| elle)[ -]?memes?|de (?:sa|son) propre|spontanement)\b/;

/** A drug that the patient or the family stopped by themselves, beside the doctor's hand that has it taken, before or after. */
export function stoppedByThePatient({ histories, facts, sources }: VigilanceInput): readonly Vigilance[] {
  const stops = groupBy(
    facts.filter((fact) => fact.kind === 'medication' && !fact.qualifiers.otherPerson && BY_THEMSELVES.test(quoteWords(fact))),
    drugKey,
  );
  return histories.flatMap((history): readonly Vigilance[] => {
    const stop = stops.get(history.key)?.at(-1);
    const taken = history.events.findLast(
      (event) => event.act === 'take' && event.strength >= 2 && event.fact.citations[0].quote !== stop?.citations[0].quote,
    );
    if (stop === undefined || taken === undefined) return [];
    return [
      sideBySide({
        rule: 'vigilance:stopped-by-patient',
        subject: `${history.label}${nameAside(history)}`,
        sides: [
          { says: 'arrêté sans avis médical', fact: stop },
          { says: 'prescrit', fact: taken.fact },
        ],
        importance: 2,
        sources,
      }),
    ];
  });
}
