import type { PartialDate } from '../../domain/citation.js';
import type { Fact } from '../../domain/fact.js';
import { compareDates } from '../dates.js';
import type { Sources } from '../sources.js';
import { fold, groupBy } from '../text.js';

const TAKEN: ReadonlySet<string> = new Set(['prescribed', 'listed', 'discharge', 'started', 'changed', 'continued']);

/**
 * A prescription that brings in no drug and changes none, each of its drugs told by a document before it, is no event
 * of its day where a later one of its length gives what is taken since.
 */
export function renews(own: readonly Fact[], date: PartialDate, facts: readonly Fact[], sources: Sources): boolean {
  const drugs = own.flatMap(({ medication }) => (medication?.dci === undefined ? [] : [{ ...medication, dci: fold(medication.dci) }]));
  if (drugs.length === 0 || drugs.some(({ event }) => event === 'started' || event === 'changed')) return false;
  const named = facts.filter(({ medication }) => medication?.dci !== undefined);
  const told = named.filter(({ medication }) => TAKEN.has(medication?.event ?? ''));
  const before = (among: readonly Fact[]): ReadonlySet<string> =>
    new Set(
      among
        .filter(({ documentId }) => compareDates(sources.dateOf(documentId), date) < 0)
        .map(({ medication }) => fold(medication?.dci ?? '')),
    );
  const known = { ended: before(named), taken: before(told) };
  const later = told.filter(
    ({ documentId }) => sources.nature(documentId) === 'prescription' && compareDates(sources.dateOf(documentId), date) > 0,
  );
  const longest = Math.max(0, ...[...groupBy(later, (fact) => fact.documentId).values()].map((facts) => facts.length));
  return longest * 2 >= drugs.length && drugs.every(({ dci, event }) => (TAKEN.has(event) ? known.taken : known.ended).has(dci));
}
