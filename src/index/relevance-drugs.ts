import type { PartialDate } from '../domain/citation.js';
import type { Document } from '../domain/document.js';
import type { Fact, Medication } from '../domain/fact.js';
import { TAKEN } from '../extract/facts/medications/taken.js';
import { yearsBetween } from './relevance-features.js';

/** What a document says of the drugs that matter for a reason, each from 0 to 1. */
export interface DrugFeatures {
  /** Drugs of the reason's organ systems, by their ATC groups: two are enough. */
  readonly drugs: number;
  /** Drugs that it stops, first of all documents, and that were not taken up again: a renewal must not bring them back. */
  readonly stops: number;
}

const UNSAID: ReadonlySet<Medication['event']> = new Set(['not-taken', 'proposed']);
/** Years after which a drug last seen as taken is no longer current: a year's prescription and its delay. */
const CURRENT_YEARS = 1.3;
const ENOUGH = 2;

/** By document id; documents without a drug are left out. `groups` are beginnings of ATC codes ("N03"). */
export function drugFeatures(
  facts: readonly Fact[],
  documents: readonly Document[],
  groups: readonly string[],
  referenceDate: PartialDate,
): Map<string, DrugFeatures> {
  const dates = new Map(documents.map((document) => [document.id, document.metadata.actDate?.value]));
  const mentions = facts.filter(
    (fact) => fact.medication !== undefined && dates.has(fact.documentId) && !fact.qualifiers.family && !fact.qualifiers.otherPerson,
  );
  const codes = new Map<string, Set<string>>();
  const byDrug = new Map<string, Fact[]>();
  for (const fact of mentions) {
    const { atc, event } = fact.medication as Medication;
    if (fact.concept !== undefined) {
      const known = byDrug.get(fact.concept);
      if (known === undefined) byDrug.set(fact.concept, [fact]);
      else known.push(fact);
    }
    if (atc === undefined || UNSAID.has(event) || !groups.some((group) => atc.startsWith(group))) continue;
    codes.set(fact.documentId, (codes.get(fact.documentId) ?? new Set()).add(atc));
  }
  const stops = new Map<string, number>();
  const dateOf = (fact: Fact): string => dates.get(fact.documentId) ?? '';
  for (const list of byDrug.values()) {
    const told = list
      .filter(({ medication }) => medication !== undefined && (TAKEN.has(medication.event) || medication.event === 'stopped'))
      .sort((a, b) => (dateOf(a) < dateOf(b) ? -1 : dateOf(a) > dateOf(b) ? 1 : 0));
    const last = told.at(-1);
    if (last === undefined) continue;
    const current =
      TAKEN.has((last.medication as Medication).event) && yearsBetween(dates.get(last.documentId), referenceDate) < CURRENT_YEARS;
    const stop = told.find(({ medication }) => medication?.event === 'stopped');
    if (!current && stop !== undefined) stops.set(stop.documentId, (stops.get(stop.documentId) ?? 0) + 1);
  }
  return new Map(
    [...new Set([...codes.keys(), ...stops.keys()])].map((id) => [
      id,
      { drugs: Math.min(1, (codes.get(id)?.size ?? 0) / ENOUGH), stops: Math.min(1, (stops.get(id) ?? 0) / ENOUGH) },
    ]),
  );
}
