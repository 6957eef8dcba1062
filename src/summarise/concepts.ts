import { ACTS, DEVICES, PROBLEMS } from '../extract/facts/concept-entries.js';

/** What the problem lexicon knows of a concept beyond its names. */
export interface ConceptTraits {
  readonly label: string;
  readonly chronic: boolean;
  readonly isA: string | undefined;
  readonly system: string | undefined;
  /** What the lexicon calls it: an illness, a symptom, a finding, an injury, or a head word ("récidive", "perte") that names nothing alone. */
  readonly nature: string | undefined;
}

const TRAITS: ReadonlyMap<string, ConceptTraits> = new Map(
  PROBLEMS.map((entry) => [
    entry.id,
    { label: entry.label, chronic: entry.chronic === true, isA: entry.isA, system: entry.system, nature: entry.class },
  ]),
);
const ACT_NAMES: ReadonlyMap<string, string> = new Map([...ACTS, ...DEVICES].map(({ id, label }) => [id, label]));

/** What the lexicon knows of an illness, a symptom or a finding. */
export const conceptTraits = (concept: string | undefined): ConceptTraits | undefined =>
  concept === undefined ? undefined : TRAITS.get(concept);

/** The vocabulary's name of an illness, an act or a device. */
export const conceptName = (concept: string | undefined): string | undefined =>
  concept === undefined ? undefined : (TRAITS.get(concept)?.label ?? ACT_NAMES.get(concept));

/** Whether `concept` is `ancestor` or one of its kinds, in the lexicon's hierarchy. */
export function isKindOf(concept: string | undefined, ancestor: string): boolean {
  let current = concept;
  for (let depth = 0; current !== undefined && depth < 8; depth += 1) {
    if (current === ancestor) return true;
    current = conceptTraits(current)?.isA;
  }
  return false;
}
