import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween, isAfter, onDate } from '../../dates.js';
import { fold, groupBy } from '../../text.js';
import type { DrugEvent } from '../../treatments/drug-event.js';
import type { DrugHistory } from '../../treatments/drug-history.js';
import { oneByDocument } from './drugs.js';
import { sideBySide, stillWritten, type VigilanceInput } from '../warning.js';

const RECENT_DAYS = 730;
const brandOf = (event: DrugEvent): string => /^[^ ,]*/.exec(fold(event.medication.brand ?? ''))?.[0] ?? '';

/** One paper that prescribes two brands of one substance: "STELARA" and "UZPRUVO". */
export function twoBrands({ histories, sources, reference }: VigilanceInput): readonly Vigilance[] {
  return histories.flatMap((history): readonly Vigilance[] => {
    const written = history.events.filter(
      (event) =>
        event.act === 'take' &&
        event.strength >= 2 &&
        ['prescribed', 'discharge', 'listed'].includes(event.medication.event) &&
        brandOf(event) !== '' &&
        event.date !== undefined &&
        daysBetween(event.date, reference) <= RECENT_DAYS,
    );
    for (const [, members] of [...groupBy(written, (event) => event.fact.documentId)].toReversed()) {
      const brands = [...new Map(members.map((event) => [brandOf(event), event])).values()];
      const [a, b] = brands;
      if (a === undefined || b === undefined || !onPaperOfOrders(a, sources.nature(a.fact.documentId))) continue;
      return [
        sideBySide({
          rule: 'vigilance:two-brands',
          subject: `${history.label}, deux spécialités de la même substance`,
          sides: [
            { says: a.medication.brand ?? '', fact: a.fact },
            {
              says: b.medication.brand ?? '',
              fact: b.fact,
              also: history.events.filter((event) => event.act === 'stop').map(({ fact }) => fact),
            },
          ],
          importance: 3,
          sources,
        }),
      ];
    }
    return [];
  });
}

const onPaperOfOrders = (event: DrugEvent, nature: string): boolean =>
  nature === 'prescription' || nature === 'discharge' || event.strength === 3;

/** A brand that a document replaces by another of the same substance, and that a later one still bears. */
export function replacedBrandListed({ histories, sources }: VigilanceInput): readonly Vigilance[] {
  return histories.flatMap((history) =>
    replacedBrands(history).flatMap((stop): readonly Vigilance[] => {
      const { date } = stop;
      const ofBrand = history.events.filter((event) => brandOf(event) === brandOf(stop));
      const still = oneByDocument(
        ofBrand.filter(
          (event) =>
            event.act !== 'stop' &&
            event.fact.documentId !== stop.fact.documentId &&
            event.date !== undefined &&
            date !== undefined &&
            isAfter(event.date, date) &&
            event.medication.event !== 'past' &&
            !event.fact.qualifiers.negated,
        ),
      );
      const last = still.at(-1);
      if (last === undefined || date === undefined) return [];
      const stops = ofBrand.filter((event) => event.act === 'stop').map(({ fact }) => fact);
      return [
        sideBySide({
          rule: 'vigilance:replaced-brand-listed',
          subject: `${history.label} (${stop.medication.brand ?? ''})`,
          sides: [{ says: `arrêté ou remplacé ${onDate(date)}`, fact: stop.fact, also: stops }, ...stillWritten(still)],
          importance: last.act === 'take' ? 3 : 2,
          sources,
        }),
      ];
    }),
  );
}

/** The first stop of each brand that another brand has replaced in what is taken now. */
function replacedBrands(history: DrugHistory): readonly DrugEvent[] {
  if (history.state !== 'current') return [];
  const stops = history.events.filter(
    (event) => event.act === 'stop' && event.strength === 3 && event.medication.event === 'stopped' && brandOf(event) !== '',
  );
  return [...groupBy(stops, brandOf).values()].flatMap(([first]) => {
    if (first === undefined) return [];
    const since = history.events.filter(
      (event) =>
        event.act === 'take' &&
        event.strength >= 2 &&
        brandOf(event) !== '' &&
        compareDates(event.date, first.date) >= 0 &&
        event.fact !== first.fact,
    );
    // Taken again under its own name, it was only held back.
    const last = since.findLast((event) => event.strength === 3) ?? since.at(-1);
    const back = history.events.some(
      (event) =>
        event.act === 'take' &&
        event.strength === 3 &&
        brandOf(event) === brandOf(first) &&
        event.fact.documentId === first.fact.documentId,
    );
    return last !== undefined && !back && since.some((event) => brandOf(event) !== brandOf(first)) ? [first] : [];
  });
}
