import type { Vigilance } from '../../../domain/synthesis.js';
import { compareDates, daysBetween } from '../../dates.js';
import { quoteWords } from '../../quote.js';
import type { DrugEvent } from '../../treatments/drug-event.js';
import type { DrugHistory } from '../../treatments/drug-history.js';
import { sideBySide, type VigilanceInput } from '../warning.js';

/** Classes of which nobody takes two at once, by ATC. */
const ALONE: readonly (readonly [string, RegExp])[] = [
  ['anticoagulants', /^B01A[AEF]/],
  ['inhibiteurs de la pompe à protons', /^A02BC/],
  ['statines', /^C10AA/],
  ['inhibiteurs de l’enzyme de conversion ou sartans', /^C09(?!DX04)/],
  ['bêtabloquants', /^C07/],
  ['anti-inflammatoires', /^M01A/],
  ['inhibiteurs de la recapture de la sérotonine', /^N06AB/],
  ['gliptines', /^A10BH/],
  ['sulfamides hypoglycémiants', /^A10BB/],
  ['gliflozines', /^A10BK/],
  ['hypnotiques', /^N05C[DF]/],
];
/** Papers this close tell what is taken together. */
const TOGETHER_DAYS = 60;
const RECENT_DAYS = 730;
const REPLACED = /\b(?:remplac\w+|relais|relay\w+|a la place|au lieu|substitu\w+|switch\w*|puis)\b/;
const DECIDED: ReadonlySet<string> = new Set(['prescribed', 'discharge', 'listed', 'continued', 'started']);

interface Taken {
  readonly history: DrugHistory;
  readonly event: DrugEvent;
}

/** Two substances of one class, or two products that share a substance, prescribed at one time, neither stopped for the other. */
export function sameClassTwice({ histories, sources, reference }: VigilanceInput): readonly Vigilance[] {
  const taken = histories.flatMap((history): readonly Taken[] => {
    const event = history.events.findLast(
      (one) =>
        one.act === 'take' &&
        one.strength >= 2 &&
        one.fact.kind === 'medication' &&
        DECIDED.has(one.medication.event) &&
        one.fact.concept?.startsWith('class:') !== true &&
        one.date !== undefined &&
        daysBetween(one.date, reference) <= RECENT_DAYS,
    );
    return event === undefined ? [] : [{ history, event }];
  });
  return taken.flatMap((a, index) =>
    taken.slice(index + 1).flatMap((b): readonly Vigilance[] => {
      const name = className(a.history, b.history) ?? (onOnePaper(a, b) ? sharedName(a.history, b.history) : undefined);
      if (name === undefined || !together(a, b)) return [];
      return [
        sideBySide({
          rule: 'vigilance:same-class-twice',
          subject: `${a.history.label} et ${b.history.label}, ${name}`,
          sides: [a, b].map(({ history, event }) => ({ says: history.label, fact: event.fact })),
          importance: 3,
          sources,
        }),
      ];
    }),
  );
}

function className({ key, atc = '' }: DrugHistory, other: DrugHistory): string | undefined {
  const found = ALONE.find(([, pattern]) => pattern.test(atc) && pattern.test(other.atc ?? ''));
  // "Atorvastatine + ézétimibe" in one paper may be its two substances in the other.
  const overlap = substancesOf(key).some((one) => substancesOf(other.key).includes(one));
  return found === undefined || overlap ? undefined : `deux ${found[0]}`;
}

/** Vitamins and minerals are given in several ways at once. */
const SUPPLEMENT = /^A1[12]/;
const substancesOf = (key: string): readonly string[] => key.split('+').map((one) => one.trim());
const sharedName = (a: DrugHistory, b: DrugHistory): string | undefined =>
  ![a, b].some(({ atc = '' }) => SUPPLEMENT.test(atc)) && substancesOf(a.key).some((one) => substancesOf(b.key).includes(one))
    ? 'une substance en commun'
    : undefined;
const onOnePaper = (a: Taken, b: Taken): boolean => a.event.fact.documentId === b.event.fact.documentId;

function together(a: Taken, b: Taken): boolean {
  const [first, last] = compareDates(a.event.date, b.event.date) <= 0 ? [a, b] : [b, a];
  const [from, to] = [first.event.date ?? '', last.event.date ?? ''];
  if (daysBetween(from, to) > TOGETHER_DAYS || [a, b].some(({ event }) => REPLACED.test(quoteWords(event.fact)))) return false;
  // A stop of either closes the matter; a course that was to end has ended.
  if ([a, b].some(({ history }) => history.events.some((event) => event.act === 'stop'))) return false;
  const days = first.event.medication.durationDays;
  return days === undefined || days >= daysBetween(from, to);
}
