import { editDistance } from './identity/names.js';
import { fold } from './text/fold.js';

/** Words and numbers of a text, folded; a decimal keeps its fraction ("0,94" → "0.94"). */
export function tokensOf(text: string): readonly string[] {
  return (
    fold(text)
      .match(/\d+(?:[.,]\d+)?|[a-z]+/g)
      ?.map((token) => token.replace(',', '.')) ?? []
  );
}

export const isNumber = (token: string): boolean => /^\d/.test(token);

/** What OCR makes of a word of this length: one slip in five letters; numbers must be read exactly. */
function isSlip(a: string, b: string): boolean {
  if (isNumber(a) || isNumber(b)) return false;
  const longest = Math.max(a.length, b.length);
  if (longest < 4 || Math.abs(a.length - b.length) > 2) return false;
  if (a[0] !== b[0] && a.at(-1) !== b.at(-1)) return false;
  return editDistance(a, b) <= Math.max(1, Math.floor(longest / 5));
}

/** Above any count of words, and small enough for a pair of them to make one safe integer. */
const PAIR = 2 ** 26;
/** Pairs of words remembered; then all are forgotten. */
const REMEMBERED = 2_000_000;

/** Tokens as numbers, so that equal words are compared at the price of a number and a slip is judged once. */
export class TokenTable {
  readonly #ids = new Map<string, number>();
  readonly #tokens: string[] = [];
  readonly #slips = new Map<number, boolean>();

  idsOf(tokens: readonly string[]): Int32Array {
    return Int32Array.from(tokens, (token) => {
      const known = this.#ids.get(token);
      if (known !== undefined) return known;
      this.#ids.set(token, this.#tokens.length);
      return this.#tokens.push(token) - 1;
    });
  }

  tokens(ids: Int32Array): readonly string[] {
    return Array.from(ids, (id) => this.#tokens[id] ?? '');
  }

  isNumber(id: number): boolean {
    return isNumber(this.#tokens[id] ?? '');
  }

  /** The same word, OCR's slips forgiven. */
  alike(a: number, b: number): boolean {
    if (a === b) return true;
    const key = a < b ? a * PAIR + b : b * PAIR + a;
    const known = this.#slips.get(key);
    if (known !== undefined) return known;
    if (this.#slips.size >= REMEMBERED) this.#slips.clear();
    const slip = isSlip(this.#tokens[a] ?? '', this.#tokens[b] ?? '');
    this.#slips.set(key, slip);
    return slip;
  }
}

interface TokenGap {
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** At the head or the foot of either text: a stamp, a banner, a margin cut off. */
  readonly outer: boolean;
}

export interface Alignment {
  readonly matched: number;
  readonly matchedNumbers: number;
  readonly gaps: readonly TokenGap[];
}

/** Two gaps that so few matched tokens part ("il", "a", "et") are one rewritten passage. */
const ISLAND = 3;

function joinGaps(gaps: readonly (TokenGap & { readonly after: number })[]): readonly TokenGap[] {
  const joined: (TokenGap & { after: number })[] = [];
  for (const gap of gaps) {
    const last = joined.at(-1);
    if (last === undefined || gap.after >= ISLAND) joined.push(gap);
    else
      joined[joined.length - 1] = {
        left: [...last.left, ...gap.left],
        right: [...last.right, ...gap.right],
        outer: last.outer || gap.outer,
        after: last.after,
      };
  }
  return joined;
}

/** Lengths of the longest common subsequences of what follows each cell, on the diagonals of a band alone. */
class Band {
  readonly #below: number;
  readonly #width: number;
  readonly #lengths: Uint16Array;

  /** `slack`: diagonals on either side of those that lead from corner to corner. */
  constructor(left: Int32Array, right: Int32Array, slack: number, equal: (a: number, b: number) => boolean) {
    this.#below = Math.max(0, left.length - right.length) + slack;
    this.#width = this.#below + Math.max(0, right.length - left.length) + slack + 1;
    this.#lengths = new Uint16Array((left.length + 1) * this.#width);
    for (let row = left.length - 1; row >= 0; row--) {
      const first = Math.max(0, row - this.#below);
      const token = left[row] ?? 0;
      for (let column = Math.min(right.length - 1, row - this.#below + this.#width - 1); column >= first; column--) {
        this.#lengths[row * this.#width + column - row + this.#below] = equal(token, right[column] ?? 0)
          ? this.at(row + 1, column + 1) + 1
          : Math.max(this.at(row + 1, column), this.at(row, column + 1));
      }
    }
  }

  /** 0 outside the band, where the true length may be more. */
  at(row: number, column: number): number {
    const diagonal = column - row + this.#below;
    return diagonal < 0 || diagonal >= this.#width ? 0 : (this.#lengths[row * this.#width + diagonal] ?? 0);
  }
}

const FIRST_SLACK = 16;

/**
 * The lengths that lead along every longest common subsequence, or undefined where it is shorter than `least`. A path that leaves out n tokens
 * of the shorter text stays within n diagonals of the corners': the band widens until it holds all the best (Ukkonen 1985).
 */
function bestBand(left: Int32Array, right: Int32Array, least: number, equal: (a: number, b: number) => boolean): Band | undefined {
  const shorter = Math.min(left.length, right.length);
  for (let slack = Math.min(FIRST_SLACK, shorter); ; slack = Math.min(2 * slack, shorter)) {
    const band = new Band(left, right, slack, equal);
    const found = band.at(0, 0);
    if (shorter - found <= slack) return found < least ? undefined : band;
    if (shorter - slack <= least) return undefined;
  }
}

/**
 * Longest common subsequence of two token lists of one table, words compared with OCR's slips forgiven when `fuzzy`; undefined where fewer than
 * `least` tokens match. Time and memory grow with the length times the differences.
 */
export function alignTokens(table: TokenTable, left: Int32Array, right: Int32Array, fuzzy: boolean, least = 0): Alignment | undefined {
  const equal = fuzzy ? (a: number, b: number): boolean => table.alike(a, b) : (a: number, b: number): boolean => a === b;
  const lengths = bestBand(left, right, least, equal);
  if (lengths === undefined) return undefined;
  const gaps: (TokenGap & { after: number })[] = [];
  let run = 0;
  let matched = 0;
  let matchedNumbers = 0;
  let row = 0;
  let column = 0;
  let fromRow = 0;
  let fromColumn = 0;
  const close = (outer: boolean): void => {
    if (row === fromRow && column === fromColumn) return;
    gaps.push({
      left: table.tokens(left.subarray(fromRow, row)),
      right: table.tokens(right.subarray(fromColumn, column)),
      outer,
      after: run,
    });
    run = 0;
  };
  while (row < left.length && column < right.length) {
    const token = left[row] ?? 0;
    if (equal(token, right[column] ?? 0)) {
      close(fromRow === 0 || fromColumn === 0);
      matched++;
      run++;
      if (table.isNumber(token)) matchedNumbers++;
      row++;
      column++;
      fromRow = row;
      fromColumn = column;
    } else if (lengths.at(row + 1, column) >= lengths.at(row, column + 1)) row++;
    else column++;
  }
  row = left.length;
  column = right.length;
  close(true);
  return { matched, matchedNumbers, gaps: joinGaps(gaps) };
}
