import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import { compareDates } from '../dates.js';
import { drugKey } from '../drug-names.js';
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
  medications: readonly Fact[],
  first: readonly Taken[],
  sources: Sources,
  reference: PartialDate,
): readonly CompleteList[] {
  const lists: CompleteList[] = [];
  for (const [documentId, members] of groupBy(medications, (fact) => fact.documentId)) {
    const nature = sources.nature(documentId);
    const date = sources.dateOf(documentId);
    if (
      date === undefined ||
      compareDates(date, reference) > 0 ||
      (nature !== 'prescription' && nature !== 'discharge' && nature !== 'letter')
    )
      continue;
    const taken = members.filter((fact) => fact.medication !== undefined && LISTED.has(fact.medication.event) && fact.status !== 'unknown');
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
    const alive = first.filter(
      (history) =>
        history.state === 'current' && history.events.some((event) => event.date !== undefined && compareDates(event.date, date) <= 0),
    );
    const held = alive.filter((history) => keys.has(history.key)).length;
    if (keys.size >= 4 && held >= COMPLETE_SHARE * alive.length) lists.push({ documentId, date, keys });
  }
  return lists.toSorted((a, b) => compareDates(a.date, b.date));
}
