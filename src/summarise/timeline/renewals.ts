import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import { TAKEN } from '../../extract/facts/medications/taken.js';
import { compareDates } from '../dates.js';
import { among } from '../per-document.js';
import type { Sources } from '../sources.js';
import { fold } from '../text.js';

const named = among(({ medication }: Fact) => medication?.dci !== undefined);

/** Since when the papers name each drug, and what each prescription holds: read once for all the days of a timeline. */
export class ToldDrugs {
  readonly #named = new Map<string, PartialDate | undefined>();
  readonly #taken = new Map<string, PartialDate | undefined>();
  /** Drugs of a prescription, by its document. */
  readonly #prescribed = new Map<string, { readonly date: PartialDate | undefined; drugs: number }>();

  constructor(facts: readonly Fact[], sources: Sources) {
    for (const { medication, documentId } of named(facts)) {
      if (medication?.dci === undefined) continue;
      const date = sources.dateOf(documentId);
      const dci = fold(medication.dci);
      keepEarliest(this.#named, dci, date);
      if (!TAKEN.has(medication.event)) continue;
      keepEarliest(this.#taken, dci, date);
      if (sources.nature(documentId) !== 'prescription') continue;
      const known = this.#prescribed.get(documentId);
      if (known === undefined) this.#prescribed.set(documentId, { date, drugs: 1 });
      else known.drugs += 1;
    }
  }

  /**
   * A prescription that brings in no drug and changes none, each of its drugs told by a document before it, is no event
   * of its day where a later one of its length gives what is taken since.
   */
  renews(own: readonly Fact[], date: PartialDate): boolean {
    const drugs = own.flatMap(({ medication }) => (medication?.dci === undefined ? [] : [{ ...medication, dci: fold(medication.dci) }]));
    if (drugs.length === 0 || drugs.some(({ event }) => event === 'started' || event === 'changed')) return false;
    const later = [...this.#prescribed.values()].filter((one) => compareDates(one.date, date) > 0);
    const longest = Math.max(0, ...later.map((one) => one.drugs));
    const before = (known: ReadonlyMap<string, PartialDate | undefined>, dci: string): boolean =>
      known.has(dci) && compareDates(known.get(dci), date) < 0;
    return longest * 2 >= drugs.length && drugs.every(({ dci, event }) => before(TAKEN.has(event) ? this.#taken : this.#named, dci));
  }
}

function keepEarliest(known: Map<string, PartialDate | undefined>, dci: string, date: PartialDate | undefined): void {
  if (!known.has(dci) || compareDates(date, known.get(dci)) < 0) known.set(dci, date);
}
