/**
 * Folding for matching: lower case, no accents, no typographic variants, and exactly the length of the input, so
 * that an offset in the folded text is an offset in the page.
 *
 * "œ" and "æ" become "e" ("cœur" → "ceur"): patterns write `o?e` to meet "coeur" too. The marks of a
 * decomposed (NFD) text cannot vanish without changing the length: the letters of a word close up and as many
 * spaces stand after them, so words begin where they began and match as written; `realEnd` gives back their true end.
 */
const LIMIT = 0x3000;
const SPACE = 0x20;

const VARIANTS: Readonly<Record<string, string>> = {
  "'": '\u2018\u2019\u02bc\u00b4\u0060\u02ca\u2032\u02c8',
  '"': '\u00ab\u00bb\u201c\u201d\u201e\u02ba\u2033',
  '-': '\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad',
  ' ': '\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u202f\u205f\u2028\u2029',
  '.': '\u2026',
  // OCR reads the sign as a copyright or an at sign.
  '∅': '\u2298\u00d8\u00f8\u2205\u00a9@',
  '☐': '\u25a1\u2751\u2750\u274f',
  '☒': '\u2611\u25a0\u2713\u2714\u2612\u2717\u2718',
  '→': '\u21d2\u27a1\u279c\u2794',
  µ: '\u03bc',
  x: '\u00d7',
  e: '\u0153\u00e6\u0152\u00c6',
  s: '\u00df',
  '0': '\u2070',
  '1': '\u00b9',
  '2': '\u00b2',
  '3': '\u00b3',
};

const buildTable = (): Uint16Array => {
  const table = new Uint16Array(LIMIT);
  for (let code = 0; code < LIMIT; code += 1) {
    const base = String.fromCharCode(code).normalize('NFD').charAt(0).toLowerCase();
    table[code] = base.length === 1 ? base.charCodeAt(0) : code;
  }
  for (const [target, sources] of Object.entries(VARIANTS)) {
    for (const source of sources) table[source.charCodeAt(0)] = target.charCodeAt(0);
  }
  return table;
};

const TABLE = buildTable();
const DECODER = new TextDecoder('utf-16le', { ignoreBOM: true });

const isMark = (code: number): boolean => code >= 0x300 && code <= 0x36f;
const isWordUnit = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);

/** Closes up the letters of each word over its combining marks; the room left goes behind the word as spaces. */
const closeUpMarks = (units: Uint16Array, text: string): void => {
  let index = 0;
  while (index < units.length) {
    if (!isWordUnit(units[index] ?? 0) && !isMark(text.charCodeAt(index))) {
      index += 1;
      continue;
    }
    let write = index;
    while (index < units.length && (isWordUnit(units[index] ?? 0) || isMark(text.charCodeAt(index)))) {
      if (!isMark(text.charCodeAt(index))) {
        units[write] = units[index] ?? SPACE;
        write += 1;
      }
      index += 1;
    }
    units.fill(SPACE, write, index);
  }
};

/**
 * Lower case without accents, ligatures or typographic variants; the result has the length of `text`.
 * Sets apart: "⊘", "Ø" and "∅" are one sign, ticked boxes are "☒", empty ones "☐".
 */
export const fold = (text: string): string => {
  const length = text.length;
  const units = new Uint16Array(length);
  let marks = false;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < LIMIT) {
      units[index] = TABLE[code] ?? code;
      if (isMark(code)) marks = true;
    } else units[index] = code;
  }
  for (let index = text.indexOf('\r'); index >= 0; index = text.indexOf('\r', index + 1)) {
    units[index] = text.charCodeAt(index + 1) === 0x0a ? SPACE : 0x0a;
  }
  if (marks) closeUpMarks(units, text);
  return DECODER.decode(units);
};

/** The end of the word that a match of folded text ends with, where combining marks left room behind it. */
export const realEnd = (text: string, folded: string, end: number): number => {
  let result = end;
  while (result < text.length && folded.charCodeAt(result) === SPACE && /[\p{L}\p{M}\p{N}]/u.test(text.charAt(result))) result += 1;
  return result;
};
