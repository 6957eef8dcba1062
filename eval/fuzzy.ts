/** The fuzzy matching of the dossiers' scorer (rapidfuzz's ratios on normalised text), so that figures here agree with it. */

export const normalised = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’'`\-–—/]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Length of the longest common subsequence. */
const common = (a: string, b: string): number => {
  let previous = new Uint16Array(b.length + 1);
  let current = new Uint16Array(b.length + 1);
  for (let i = 0; i < a.length; i += 1) {
    const code = a.charCodeAt(i);
    for (let j = 0; j < b.length; j += 1) {
      current[j + 1] = code === b.charCodeAt(j) ? (previous[j] ?? 0) + 1 : Math.max(previous[j + 1] ?? 0, current[j] ?? 0);
    }
    [previous, current] = [current, previous];
  }
  return previous[b.length] ?? 0;
};

/** Indel similarity, 0 to 100. */
export const ratio = (a: string, b: string): number => (a.length + b.length === 0 ? 100 : (200 * common(a, b)) / (a.length + b.length));

const gramsOf = (text: string): Set<string> => {
  const grams = new Set<string>();
  for (let i = 0; i + 3 <= text.length; i += 1) grams.add(text.slice(i, i + 3));
  return grams;
};

/** The best ratio of the shorter text against a window of the longer one of its length. */
export const partialRatio = (a: string, b: string, cut = 0): number => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return 0;
  // Texts that share few trigrams cannot come near the cut: the windows are spared.
  const grams = gramsOf(short);
  const others = gramsOf(long);
  let shared = 0;
  for (const gram of grams) if (others.has(gram)) shared += 1;
  if (grams.size > 8 && shared / grams.size < Math.max(0, cut / 100 - 0.55)) return 0;
  let best = 0;
  const step = short.length > 60 ? 3 : 1;
  for (let start = -Math.floor(short.length / 4); start <= long.length - Math.ceil((short.length * 3) / 4); start += step) {
    const score = ratio(short, long.slice(Math.max(0, start), Math.max(0, start) + short.length + Math.min(0, start)));
    if (score > best) best = score;
    if (best === 100) break;
  }
  return best;
};

export const near = (a: string, b: string, cut: number): boolean => {
  const [x, y] = [normalised(a), normalised(b)];
  return x !== '' && y !== '' && (y.includes(x) || x.includes(y) || partialRatio(x, y, cut) >= cut);
};

/** rapidfuzz's token_set_ratio: 100 where one text's words are all in the other. */
export const tokenSetRatio = (a: string, b: string): number => {
  const [x, y] = [new Set(a.split(' ').filter(Boolean)), new Set(b.split(' ').filter(Boolean))];
  const both = [...x].filter((word) => y.has(word)).sort();
  const onlyX = [...x].filter((word) => !y.has(word)).sort();
  const onlyY = [...y].filter((word) => !x.has(word)).sort();
  if (both.length > 0 && (onlyX.length === 0 || onlyY.length === 0)) return 100;
  const base = both.join(' ');
  const left = [base, ...onlyX].join(' ').trim();
  const right = [base, ...onlyY].join(' ').trim();
  return Math.max(ratio(left, right), base === '' ? 0 : ratio(base, left), base === '' ? 0 : ratio(base, right));
};
