import { readdirSync, readFileSync } from 'node:fs';

/** What the problem lexicon knows of a concept beyond its names. */
export interface ConceptTraits {
  readonly label: string;
  readonly chronic: boolean;
  readonly isA: string | undefined;
  readonly system: string | undefined;
  /** What the lexicon calls it: an illness, a symptom, a finding, an injury, or a head word ("récidive", "perte") that names nothing alone. */
  readonly nature: string | undefined;
}

interface ProblemEntry {
  readonly id: string;
  readonly label: string;
  readonly chronic?: boolean;
  readonly isA?: string;
  readonly system?: string;
  readonly class?: string;
}

let cache: ReadonlyMap<string, ConceptTraits> | undefined;

/** Every `problems*.json` of the extraction's vocabulary. */
function readProblems(): ReadonlyMap<string, ConceptTraits> {
  const folder = new URL('../extract/vocabulary/', import.meta.url);
  const files = readdirSync(folder).filter((name) => /^problems.*\.json$/.test(name));
  const entries = files
    .toSorted()
    .flatMap((name) => (JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { entries: readonly ProblemEntry[] }).entries);
  return new Map(
    entries.map((entry) => [
      entry.id,
      { label: entry.label, chronic: entry.chronic === true, isA: entry.isA, system: entry.system, nature: entry.class },
    ]),
  );
}

/** The problem lexicon by concept, read once. */
export function conceptTraits(concept: string | undefined): ConceptTraits | undefined {
  if (concept === undefined) return undefined;
  cache ??= readProblems();
  return cache.get(concept);
}

let acts: ReadonlyMap<string, string> | undefined;

/** The vocabulary's name of an illness, an act or a device. */
export function conceptName(concept: string | undefined): string | undefined {
  if (concept === undefined) return undefined;
  acts ??= new Map(
    ['procedures.json', 'devices.json'].flatMap((name) =>
      (
        JSON.parse(readFileSync(new URL(name, new URL('../extract/vocabulary/', import.meta.url)), 'utf8')) as {
          entries: readonly ProblemEntry[];
        }
      ).entries.map(({ id, label }): [string, string] => [id, label]),
    ),
  );
  return conceptTraits(concept)?.label ?? acts.get(concept);
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
