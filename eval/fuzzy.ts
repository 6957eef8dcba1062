/**
 * The fuzzy matching of the dossiers' scorer: rapidfuzz's `partial_ratio` and `token_set_ratio` on normalised text, so that figures here
 * agree with it (`test/eval/fuzzy.test.ts` compares them number by number where Python and rapidfuzz are installed).
 */

const normalisations = new Map<string, string>();

/** Lower case, without accents, apostrophes and dashes as spaces, spaces single. */
export function normalised(text: string): string {
  const known = normalisations.get(text);
  if (known !== undefined) return known;
  const result = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’'`\-–—/]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (normalisations.size > 200_000) normalisations.clear();
  normalisations.set(text, result);
  return result;
}

/** Where each character stands in a pattern, as bits: the table of a bit-parallel longest common subsequence (Hyyrö 2004). */
class Pattern {
  readonly length: number;
  readonly #masks = new Map<number, Int32Array>();
  readonly #state: Int32Array;
  readonly #tail: number;

  constructor(text: string) {
    this.length = text.length;
    const words = Math.max(1, (text.length + 31) >> 5);
    this.#state = new Int32Array(words);
    this.#tail = text.length % 32 === 0 ? -1 : (1 << (text.length % 32)) - 1;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      const mask = this.#masks.get(code) ?? new Int32Array(words);
      this.#masks.set(code, mask);
      mask[i >> 5] = (mask[i >> 5] ?? 0) | (1 << (i & 31));
    }
  }

  has(code: number): boolean {
    return this.#masks.has(code);
  }

  /** Length of the longest common subsequence of the pattern and `text.slice(from, to)`. */
  common(text: string, from: number, to: number): number {
    const state = this.#state.fill(-1);
    for (let i = from; i < to; i += 1) {
      const mask = this.#masks.get(text.charCodeAt(i));
      if (mask === undefined) continue;
      let carry = 0;
      for (let w = 0; w < state.length; w += 1) {
        const s = state[w] ?? 0;
        const u = s & (mask[w] ?? 0);
        const sum = (s >>> 0) + (u >>> 0) + carry;
        carry = sum > 0xffffffff ? 1 : 0;
        state[w] = sum | 0 | (s - u);
      }
    }
    let count = 0;
    for (let w = 0; w < state.length; w += 1) {
      const zeros = ~(state[w] ?? 0) & (w === state.length - 1 ? this.#tail : -1);
      count += ones(zeros);
    }
    return count;
  }
}

function ones(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Indel similarity, 0 to 100. */
export function ratio(a: string, b: string): number {
  if (a.length + b.length === 0) return 100;
  return (200 * new Pattern(a).common(b, 0, b.length)) / (a.length + b.length);
}

/**
 * The best ratio of the shorter text against a window of the longer one of its length, windows cut by the ends included. Scores under
 * `cut` come back as 0.
 */
export function partialRatio(a: string, b: string, cut = 0): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return 0;
  const best = bestWindow(short, long, cut);
  return short.length === long.length ? Math.max(best, bestWindow(long, short, cut)) : best;
}

function bestWindow(short: string, long: string, cut: number): number {
  const pattern = new Pattern(short);
  const size = short.length;
  let best = 0;
  const needed = (width: number): number => Math.ceil(((Math.max(cut, best) - 1e-9) / 200) * (size + width));
  const keep = (common: number, width: number): void => {
    const score = (200 * common) / (size + width);
    if (score >= cut && score > best) best = score;
  };
  // Windows of the shorter text's length: moving one by one letter gains one common letter at most, so hopeless ones are stepped over.
  for (let start = 0; start + size <= long.length && best < 100;) {
    const common = pattern.common(long, start, start + size);
    keep(common, size);
    start += Math.max(1, needed(size) - common);
  }
  for (let end = 1; end < size && best < 100; end += 1) {
    if (end >= needed(end) && pattern.has(long.charCodeAt(end - 1))) keep(pattern.common(long, 0, end), end);
    const start = long.length - end;
    if (end >= needed(end) && pattern.has(long.charCodeAt(start))) keep(pattern.common(long, start, long.length), end);
  }
  return best;
}

/** Do two texts say the same, give or take misread letters: one holds the other, or the partial ratio reaches `cut`. */
export function near(a: string, b: string, cut: number): boolean {
  const [x, y] = [normalised(a), normalised(b)];
  return x !== '' && y !== '' && (y.includes(x) || x.includes(y) || partialRatio(x, y, cut) >= cut);
}

/** 100 where one text's words are all in the other, else the likeness of what they share and do not. Texts already normalised. */
export function tokenSetRatio(a: string, b: string): number {
  const [x, y] = [new Set(a.split(/\s+/).filter(Boolean)), new Set(b.split(/\s+/).filter(Boolean))];
  if (x.size === 0 || y.size === 0) return 0;
  const both = [...x].filter((word) => y.has(word)).sort();
  const onlyX = [...x].filter((word) => !y.has(word)).sort();
  const onlyY = [...y].filter((word) => !x.has(word)).sort();
  if (both.length > 0 && (onlyX.length === 0 || onlyY.length === 0)) return 100;
  const base = both.join(' ');
  const left = [base, ...onlyX].join(' ').trim();
  const right = [base, ...onlyY].join(' ').trim();
  return Math.max(ratio(left, right), base === '' ? 0 : ratio(base, left), base === '' ? 0 : ratio(base, right));
}
