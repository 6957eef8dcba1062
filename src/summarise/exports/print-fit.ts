import type { OutlineBlock, OutlineItem } from './outline.js';

/** What is printed of a block, in its order, and how many of its lines are not. */
export interface FittedBlock {
  readonly block: OutlineBlock;
  readonly items: readonly OutlineItem[];
  readonly left: number;
}

/**
 * Two A4 pages of two columns, in lines of the body, as the style sheet of `print-html.ts` makes them with a wide letter (DejaVu Sans, the
 * widest of its fonts), less what headings and unbreakable lines leave empty at the foot of a column.
 */
const CAPACITY = 4 * 79 - 6;
/** Letters on a line of a column, of the whole width, and of a column of the sources. */
const COLUMN = 53;
const WIDE = 112;
const SOURCE = 36;
/** Letters that the numbers of its sources take after a line. */
const NUMBERS = 6;
/** Lines: a heading with its margins, an item's own margin, the header and the footer's fixed parts over both columns. */
const HEADING = 2;
const ITEM = 0.15;
const FIXED = 2 * 12;
/** A line of the sources, in lines of the body, over both columns, a third of the width each. */
const SOURCE_LINE = (2 * 0.8) / 3;

const TIMELINE = 'Frise';
const DETAILS = 3;
/** How much of the paper a block may claim against the others; those that are not here claim one. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'Points de vigilance': 4,
  'Problèmes actifs': 4,
  Résultats: 2.5,
  [TIMELINE]: 3,
  'Traitements arrêtés': 2.5,
  'Biologie et mesures suivies': 2,
  'Antécédents médicaux, chirurgicaux et gynéco-obstétricaux': 1.5,
};
const NEWS = 2.5;

export interface FitOptions {
  /** Numbers of the sources that a line cites, as the footer lists them. */
  readonly sourcesOf: (item: OutlineItem) => readonly { readonly key: string; readonly text: string }[];
  /** The words of a line as it is printed, over the whole width or in a column. */
  readonly wordsOf: (item: OutlineItem, wide: boolean) => string;
  /** Titles of the blocks that are never cut: what is taken, what is not borne. The first block, what to remember, is not either. */
  readonly whole: ReadonlySet<string>;
}

/**
 * Chooses what is printed so that it holds on two pages: what is never cut first, one line of every block, then line after line to the block
 * that has the least for its weight, while there is room.
 */
export function fitTwoPages(blocks: readonly OutlineBlock[], { sourcesOf, wordsOf, whole }: FitOptions): FittedBlock[] {
  const sources = new Set<string>();
  let room = CAPACITY - FIXED;
  const costOf = (item: OutlineItem, wide: boolean): number => {
    const fresh = new Map(sourcesOf(item).map(({ key, text }) => [key, text]));
    for (const key of sources) fresh.delete(key);
    const listed = [...fresh.values()].reduce((sum, text) => sum + Math.ceil(text.length / SOURCE) * SOURCE_LINE, 0);
    return (Math.ceil((wordsOf(item, wide).length + NUMBERS) / (wide ? WIDE : COLUMN)) + ITEM) * (wide ? 2 : 1) + listed;
  };
  const states = blocks.map((block, index) => {
    const major = block.items.filter(({ minor }) => !minor);
    const isTimeline = block.title === TIMELINE;
    // Of details alone, a few; of a timeline, the newest.
    const lines = major.length > 0 ? major : isTimeline ? block.items.slice(-DETAILS) : block.items.slice(0, DETAILS);
    const order = isTimeline ? lines.toReversed() : lines;
    room -= HEADING * (index === 0 ? 2 : 1);
    return { block, order, index, kept: 0, isFull: order.length === 0 };
  });
  const take = (state: (typeof states)[number], evenBeyond: boolean): void => {
    const item = state.order[state.kept];
    if (item === undefined) {
      state.isFull = true;
      return;
    }
    const cost = costOf(item, state.index === 0);
    if (cost > room && !evenBeyond) {
      state.isFull = true;
      return;
    }
    room -= cost;
    for (const { key } of sourcesOf(item)) sources.add(key);
    state.kept += 1;
  };
  for (const state of states) if (state.index === 0 || whole.has(state.block.title)) while (!state.isFull) take(state, true);
  for (const state of states) if (!state.isFull) take(state, true);
  const claim = ({ block, kept }: (typeof states)[number]): number =>
    kept / (block.title.startsWith('Nouveau') ? NEWS : (WEIGHTS[block.title] ?? 1));
  for (;;) {
    const next = states.filter(({ isFull }) => !isFull).toSorted((a, b) => claim(a) - claim(b))[0];
    if (next === undefined) break;
    take(next, false);
  }
  return states.map(({ block, order, kept }) => {
    const items = order.slice(0, kept);
    return { block, items: block.title === TIMELINE ? items.toReversed() : items, left: block.items.length - kept };
  });
}
