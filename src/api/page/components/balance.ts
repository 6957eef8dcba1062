/** The lines that stand open: those that weigh, or the first details of a list of details alone. */
export function openLines<T>(items: readonly T[], shown = 6, isMinor: (item: T) => boolean = () => false): readonly T[] {
  const major = items.filter((item) => !isMinor(item));
  return (major.length === 0 ? items : major).slice(0, major.length === 0 ? 3 : shown);
}

/** Letters on a line of a card in half of a laptop's window; heights in pixels, as the style sheet makes them. */
const LETTERS = 72;
const ROW = 30;
const MORE = 22;
const FRAME = 72;
const FOLD = 36;

/** About how high a card of these lines stands. An estimate is enough: it only says where a small card fits. */
export const heightOf = (lines: readonly string[], isFolded: boolean): number =>
  FRAME + (isFolded ? FOLD : 0) + lines.reduce((sum, line) => sum + ROW + MORE * (Math.max(1, Math.ceil(line.length / LETTERS)) - 1), 0);

/**
 * Which cards close the gap under the shorter of two columns: in their order, each where it fits. Every card comes out once: in one of the
 * columns or in what is left.
 */
export function closeGap<T>(
  columns: readonly [number, number],
  cards: readonly { readonly card: T; readonly height: number }[],
): { readonly left: T[]; readonly right: T[]; readonly rest: T[] } {
  const [left, right, rest]: [T[], T[], T[]] = [[], [], []];
  const gap = Math.abs(columns[0] - columns[1]);
  const short = columns[0] < columns[1] ? left : right;
  let room = gap;
  for (const { card, height } of cards)
    if (height <= room + MORE) {
      short.push(card);
      room -= height;
    } else rest.push(card);
  return { left, right, rest };
}
