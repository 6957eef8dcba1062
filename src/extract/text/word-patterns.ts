const escape = (word: string): string =>
  word
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/ /g, '\\s+')
    .replace(/-/g, '[\\s-]+');

/** Words as the source of a regular expression over folded text, the longest first: a blank may be a line's end, a hyphen a blank. */
export const alternation = (words: readonly string[]): string =>
  words
    .toSorted((a, b) => b.length - a.length)
    .map(escape)
    .join('|');
