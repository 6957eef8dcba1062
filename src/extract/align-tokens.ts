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
function sameToken(a: string, b: string, fuzzy: boolean): boolean {
  if (a === b) return true;
  if (!fuzzy || isNumber(a) || isNumber(b)) return false;
  const longest = Math.max(a.length, b.length);
  if (longest < 4 || Math.abs(a.length - b.length) > 2) return false;
  if (a[0] !== b[0] && a.at(-1) !== b.at(-1)) return false;
  return editDistance(a, b) <= Math.max(1, Math.floor(longest / 5));
}

export interface TokenGap {
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

/**
 * Longest common subsequence of two token lists, words compared with OCR's slips forgiven when `fuzzy`.
 * Time and memory grow with the product of the lengths: callers cut long lists first.
 */
export function alignTokens(left: readonly string[], right: readonly string[], fuzzy: boolean): Alignment {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  const same = new Uint8Array((left.length + 1) * width);
  const cache = new Map<string, boolean>();
  const equal = (a: string, b: string): boolean => {
    if (a === b) return true;
    if (!fuzzy) return false;
    const key = `${a}\n${b}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const result = sameToken(a, b, fuzzy);
    cache.set(key, result);
    return result;
  };
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      const at = row * width + column;
      if (equal(left[row] ?? '', right[column] ?? '')) {
        same[at] = 1;
        lengths[at] = (lengths[at + width + 1] ?? 0) + 1;
      } else lengths[at] = Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
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
    gaps.push({ left: left.slice(fromRow, row), right: right.slice(fromColumn, column), outer, after: run });
    run = 0;
  };
  while (row < left.length && column < right.length) {
    const at = row * width + column;
    if (same[at] === 1) {
      close(fromRow === 0 || fromColumn === 0);
      matched++;
      run++;
      if (isNumber(left[row] ?? '')) matchedNumbers++;
      row++;
      column++;
      fromRow = row;
      fromColumn = column;
    } else if ((lengths[at + width] ?? 0) >= (lengths[at + 1] ?? 0)) row++;
    else column++;
  }
  row = left.length;
  column = right.length;
  close(true);
  return { matched, matchedNumbers, gaps: joinGaps(gaps) };
}
