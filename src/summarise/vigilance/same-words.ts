import vocabulary from '../vocabulary/same-words.json' with { type: 'json' };

/** A word that carries meaning, under the name of the thing that it tells. */
export interface Term {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const COMMON: ReadonlySet<string> = new Set(vocabulary.common.split(' '));
const byBeginning = vocabulary.same.flatMap(([name = '', ...others]) => [name, ...others].map((beginning) => ({ name, beginning })));
/** Beginnings of several words are looked for as they stand; the others word by word, the longest first. */
const phrases = byBeginning
  .filter(({ beginning }) => beginning.includes(' '))
  .map(({ name, beginning }) => ({
    name,
    pattern: new RegExp(String.raw`\b${beginning.replaceAll(' ', String.raw` (?:(?:de|du|d|la|l|le|des) )*`)}[a-z]*`, 'g'),
  }));
const single = new Map<string, readonly { readonly name: string; readonly beginning: string }[]>();
for (const one of byBeginning
  .filter(({ beginning }) => !beginning.includes(' '))
  .toSorted((a, b) => b.beginning.length - a.beginning.length)) {
  const key = one.beginning.slice(0, 2);
  single.set(key, [...(single.get(key) ?? []), one]);
}
/** Shorter beginnings are whole words: "ep", "pac". */
const SHORTEST_BEGINNING = 4;
const SHORTEST = 4;
/** Letters in which words of one family agree: "lithotritie", "lithotripsie". */
const STEM = 7;

function nameOf(word: string): string | undefined {
  const known = single
    .get(word.slice(0, 2))
    ?.find(({ beginning }) => (beginning.length < SHORTEST_BEGINNING ? word === beginning : word.startsWith(beginning)));
  if (known !== undefined) return known.name;
  return word.length < SHORTEST || COMMON.has(word) ? undefined : word.replace(/[sx]$/, '').slice(0, STEM);
}

/** The terms of folded words, in their order. */
export function termsIn(words: string): readonly Term[] {
  const found: Term[] = phrases.flatMap(({ name, pattern }) =>
    [...words.matchAll(pattern)].map((match) => ({ name, start: match.index, end: match.index + match[0].length })),
  );
  for (const match of words.matchAll(/[a-z][a-z0-9]+/g)) {
    const [start, end] = [match.index, match.index + match[0].length];
    if (found.some((one) => start < one.end && end > one.start)) continue;
    const name = nameOf(match[0]);
    if (name !== undefined) found.push({ name, start, end });
  }
  return found.toSorted((a, b) => a.start - b.start);
}

/** What tells each name, in its order. */
export function byNames<T extends { readonly names: readonly string[] }>(told: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const all = new Map<string, T[]>();
  for (const one of told)
    for (const name of one.names) {
      const known = all.get(name);
      if (known === undefined) all.set(name, [one]);
      else known.push(one);
    }
  return all;
}

const beginnings = new Map<string, readonly string[]>(vocabulary.same.map(([name = '', ...others]) => [name, [name, ...others]]));

/** How the words begin that tell a name. */
export const beginningsOf = (name: string): readonly string[] => beginnings.get(name) ?? [name];

/** Whether a name stands for several words: a thing that the vocabulary knows. */
export const isNamed = (name: string): boolean => beginnings.has(name);
