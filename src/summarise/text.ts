/** Labels repeat: what was folded is kept, up to this many, then all is forgotten. */
const REMEMBERED = 200_000;
const LONGEST_REMEMBERED = 200;
const folded = new Map<string, string>();
const split = new Map<string, readonly string[]>();

function remember<T>(memory: Map<string, T>, text: string, make: (text: string) => T): T {
  if (text.length > LONGEST_REMEMBERED) return make(text);
  const known = memory.get(text);
  if (known !== undefined) return known;
  if (memory.size >= REMEMBERED) memory.clear();
  const made = make(text);
  memory.set(text, made);
  return made;
}

/** Lower case, no accents, one space: the form in which two labels are compared. Never shown, never sliced. */
export function fold(text: string): string {
  return remember(folded, text, foldAfresh);
}

function foldAfresh(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/gi, 'oe')
    .replace(/[’'`´\-–—/_]/g, ' ')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** "Nodule (6 mm", as a line of its page cut it, reads on with its bracket closed. */
export const closed = (text: string): string => (text.lastIndexOf('(') > text.lastIndexOf(')') ? `${text})` : text);

const EMPTY_WORDS = new Set(
  'de du des d la le les l un une et en au aux a avec sur sous pour par dans chez il elle est ce cette son sa ses leur qui que'.split(' '),
);

/** The words that carry a label's meaning, folded, without plural marks. */
export function significantWords(text: string): readonly string[] {
  return remember(split, text, splitAfresh);
}

function splitAfresh(text: string): readonly string[] {
  return fold(text)
    .replaceAll('æ', 'ae')
    .split(/[^a-z0-9,.%+]+/)
    .map((word) => word.replace(/^[,.]+|[,.]+$/g, ''))
    .filter((word) => word.length > 0 && !EMPTY_WORDS.has(word))
    .map((word) => (word.length > 4 ? word.replace(/[sx]$/, '') : word));
}

/** Numbers of a text with the decimal point, trailing zeros kept off: "1,250" and "1.25" are one number. */
export function numbersIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const joined = text.replace(/(\d)[\u0020\u00a0\u202f](?=\d{3}(?!\d))/g, '$1');
  for (const source of [text, joined]) {
    for (const match of source.matchAll(/\d+(?:[.,]\d+)?/g)) found.add(canonicalNumber(match[0]));
  }
  return found;
}

export function canonicalNumber(written: string): string {
  const number = Number(written.replace(',', '.'));
  return Number.isFinite(number) ? String(number) : written;
}

/** Share of the smaller label's words found in the other, 0 to 1. */
export function containment(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const [small, large] = a.length <= b.length ? [a, b] : [b, a];
  // Labels hold few words: looking through them takes less than making a set of them.
  let common = 0;
  for (const word of small) if (large.includes(word)) common += 1;
  return common / small.length;
}

export function capitalise(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
}

/** For the middle of a sentence; an acronym keeps its capitals: "AINS contre-indiqués". */
export function decapitalise(text: string): string {
  return /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase('fr') + text.slice(1);
}

/** Names in capitals of more than five letters that are acronyms. */
const ACRONYMS = new Set(['recist', 'tirads', 'eutirads', 'birads', 'pirads', 'lirads', 'scorad', 'chadsvasc', 'meldna', 'quantiferon']);

/**
 * "ANGIOPLASTIE", "résection ILÉO-caecale", "IRM DE L'épaule", "col fémoral GAUCHE": what a heading or a secretary wrote in capitals, in small
 * letters. Five letters or fewer in a row may be an acronym and stay.
 */
export function inSmallLetters(text: string): string {
  return text
    .replace(/(?<![\p{L}\d])\p{Lu}{6,}(?![\p{L}\d])|(?<![\p{L}\d])\p{Lu}{2,}O(?=-\p{Ll})/gu, (word) =>
      ACRONYMS.has(word.toLocaleLowerCase('fr')) ? word : word.toLocaleLowerCase('fr'),
    )
    .replace(/(?<=\s)(?:DE|DU|DES|ET|AU|AUX|SUR|AVEC|[DL]['’])(?=\s|(?<=['’])\p{L})/gu, (word) => word.toLocaleLowerCase('fr'));
}

/** A short stable key for ids: FNV-1a, enough to tell the lines of one synthesis apart. */
export function shortHash(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  for (let index = 0; index < text.length; index += 1) {
    a = Math.imul(a ^ text.charCodeAt(index), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(index), 0x85ebca6b);
  }
  return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0').slice(0, 4);
}

/** Groups in order of first appearance (Map.groupBy is not in Node 20). */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
