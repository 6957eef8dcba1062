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
 * Which of two columns takes each card: in their order, each under the shorter one, so that no gap stands but at the end. Heights are those
 * that the columns already have. Every card comes out once.
 */
export function spread<T>(
  columns: readonly [number, number],
  cards: readonly { readonly card: T; readonly height: number }[],
): { readonly left: readonly T[]; readonly right: readonly T[] } {
  const [left, right]: [T[], T[]] = [[], []];
  let [leftEnd, rightEnd] = columns;
  for (const { card, height } of cards)
    if (leftEnd <= rightEnd) {
      left.push(card);
      leftEnd += height;
    } else {
      right.push(card);
      rightEnd += height;
    }
  return { left, right };
}
