/** Text as errors are counted on it: one space between words, dot leaders gone, one form of apostrophe and of micro sign. */
export function normalised(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\u03bc/gu, '\u00b5')
    .replace(/[’ʼ]/gu, "'")
    .replace(/(?:\s*[.…·]\s*){3,}/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Insertions, deletions and substitutions between two sequences. */
export function editDistance<T>(reference: readonly T[], read: readonly T[]): number {
  let previous = Uint32Array.from({ length: read.length + 1 }, (_, index) => index);
  let current = new Uint32Array(read.length + 1);
  for (let row = 1; row <= reference.length; row += 1) {
    current[0] = row;
    for (let column = 1; column <= read.length; column += 1) {
      const substitution = previous[column - 1]! + (reference[row - 1] === read[column - 1] ? 0 : 1);
      current[column] = Math.min(substitution, previous[column]! + 1, current[column - 1]! + 1);
    }
    [previous, current] = [current, previous];
  }
  return previous[read.length]!;
}

export interface TextErrors {
  readonly characterErrors: number;
  readonly characters: number;
  /** Numbers of the reference that the reading does not give, in their order. */
  readonly numberErrors: number;
  readonly numbers: number;
}

const numbersOf = (text: string): string[] => text.match(/\d+(?:[.,]\d+)*/gu) ?? [];

export function textErrors(reference: string, read: string): TextErrors {
  const [expected, got] = [normalised(reference), normalised(read)];
  const [numbers, found] = [numbersOf(expected), numbersOf(got)];
  return {
    characterErrors: editDistance([...expected], [...got]),
    characters: [...expected].length,
    numberErrors: numbers.length - commonLength(numbers, found),
    numbers: numbers.length,
  };
}

/** Length of the longest common subsequence. */
function commonLength(one: readonly string[], other: readonly string[]): number {
  let previous = new Uint32Array(other.length + 1);
  for (const value of one) {
    const current = new Uint32Array(other.length + 1);
    for (let column = 1; column <= other.length; column += 1) {
      current[column] = value === other[column - 1] ? previous[column - 1]! + 1 : Math.max(previous[column]!, current[column - 1]!);
    }
    previous = current;
  }
  return previous[other.length]!;
}
