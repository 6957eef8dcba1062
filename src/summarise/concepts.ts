import { readFileSync } from 'node:fs';

/** What the problem lexicon knows of a concept beyond its names. */
export interface ConceptTraits {
  readonly label: string;
  readonly chronic: boolean;
  readonly isA: string | undefined;
  readonly system: string | undefined;
}

interface ProblemEntry {
  readonly id: string;
  readonly label: string;
  readonly chronic?: boolean;
  readonly isA?: string;
  readonly system?: string;
}

let cache: ReadonlyMap<string, ConceptTraits> | undefined;

/** The problem lexicon by concept, read once. */
export function conceptTraits(concept: string | undefined): ConceptTraits | undefined {
  if (concept === undefined) return undefined;
  if (cache === undefined) {
    const file = JSON.parse(readFileSync(new URL('../extract/vocabulary/problems.json', import.meta.url), 'utf8')) as {
      entries: readonly ProblemEntry[];
    };
    cache = new Map(
      file.entries.map((entry) => [
        entry.id,
        { label: entry.label, chronic: entry.chronic === true, isA: entry.isA, system: entry.system },
      ]),
    );
  }
  return cache.get(concept);
}

/** Whether `concept` is `ancestor` or one of its kinds, in the lexicon's hierarchy. */
export function isKindOf(concept: string | undefined, ancestor: string): boolean {
  let current = concept;
  for (let depth = 0; current !== undefined && depth < 8; depth += 1) {
    if (current === ancestor) return true;
    current = conceptTraits(current)?.isA;
  }
  return false;
}
