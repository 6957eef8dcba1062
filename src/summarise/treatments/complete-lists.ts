import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import { compareDates } from '../dates.js';
import { drugKey, isClass } from '../drug-names.js';
import { perDocument, perList } from '../per-document.js';
import type { Sources } from '../sources.js';
import { groupBy } from '../text.js';
import type { DrugEvent } from './drug-event.js';

/** What a first reading of a drug says of it. */
interface Taken {
  readonly key: string;
  readonly state: string;
  readonly events: readonly DrugEvent[];
}

export interface CompleteList {
  readonly documentId: string;
  readonly date: PartialDate;
  readonly keys: ReadonlySet<string>;
}

const LISTED: ReadonlySet<string> = new Set(['prescribed', 'listed', 'discharge', 'continued', 'started', 'changed']);
const TREATMENT_SECTIONS: ReadonlySet<string> = new Set(['10160-0', '10183-2', '57828-6']);
/** A list holds the whole treatment when it holds this share of what is taken at its date. */
const COMPLETE_SHARE = 0.5;

/** Prescriptions, discharge lists, and the one passage of a letter where at least four drugs stand together. */
export function completeLists(
  facts: readonly Fact[],
  first: readonly Taken[],
  sources: Sources,
  reference: PartialDate,
): readonly CompleteList[] {
  const current = first.filter(({ state }) => state === 'current').map(({ key, events: own }) => ({ key, from: earliest(own)[0] }));
  return listsIn(facts, undefined, sources)
    .filter(({ date, keys }) => {
      const alive = current.filter(({ from }) => from !== undefined && compareDates(from, date) <= 0);
      return compareDates(date, reference) <= 0 && alive.filter(({ key }) => keys.has(key)).length >= COMPLETE_SHARE * alive.length;
    })
    .toSorted((a, b) => compareDates(a.date, b.date));
}

/** The first day that a drug is heard of. */
const earliest = perList((events: readonly DrugEvent[]) =>
  events
    .flatMap(({ date }) => date ?? [])
    .toSorted(compareDates)
    .slice(0, 1),
);

/** The longest list of one document, where it may be complete. */
const listsIn = perDocument((own: readonly Fact[], _: undefined, sources: Sources): readonly CompleteList[] => {
  const documentId = own[0]?.documentId ?? '';
  const nature = sources.nature(documentId);
  const date = sources.dateOf(documentId);
  if (date === undefined || (nature !== 'prescription' && nature !== 'discharge' && nature !== 'letter')) return [];
  const taken = own.filter(
    (fact) => fact.medication !== undefined && !isClass(fact) && LISTED.has(fact.medication.event) && fact.status !== 'unknown',
  );
  const together =
    nature === 'prescription'
      ? [taken]
      : [
          taken.filter((fact) => fact.section !== undefined && TREATMENT_SECTIONS.has(fact.section)),
          ...groupBy(taken, (fact) => fact.citations[0].quote).values(),
        ];
  const keys = together
    .map((facts) => new Set(facts.map(drugKey)))
    .reduce((best, one) => (one.size > best.size ? one : best), new Set<string>());
  return keys.size >= 4 ? [{ documentId, date, keys }] : [];
});
