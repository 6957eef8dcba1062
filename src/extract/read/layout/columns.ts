import { groupByBaseline } from './segments.js';
import type { Segment } from './word.js';
import { median } from './word.js';

/**
 * Finds columns of prose and leaves tables alone: a table's rows must stay whole, a column's lines must not be mixed
 * with its neighbour's. A gutter is accepted when both sides read as prose (one piece a row, mostly letters, lines that
 * run to the gutter), or when a side bar stands beside prose with baselines of its own. Everything else stays in rows.
 */
export function splitColumns(segments: readonly Segment[], depth = 0): Segment[][] {
  if (segments.length < 8 || depth > 3) return [[...segments]];
  for (const gutter of gutterCandidates(segments)) {
    const band = longestBand(segments, gutter);
    if (!band) continue;
    const left = band.inside.filter((segment) => segment.x1 <= gutter);
    const right = band.inside.filter((segment) => segment.x0 >= gutter - 1e-6);
    if (!areColumns(left, right, gutter)) continue;
    return [
      ...(band.above.length > 0 ? splitColumns(band.above, depth + 1) : []),
      ...splitColumns(left, depth + 1),
      ...splitColumns(right, depth + 1),
      ...(band.below.length > 0 ? splitColumns(band.below, depth + 1) : []),
    ];
  }
  return [[...segments]];
}

/** Left edges shared by several segments that have something on their left, most shared first. */
function gutterCandidates(segments: readonly Segment[]): number[] {
  const size = median(segments.map((segment) => segment.size));
  const minX = Math.min(...segments.map((segment) => segment.x0));
  const maxX = Math.max(...segments.map((segment) => segment.x1));
  const edges = segments.map((segment) => segment.x0).sort((a, b) => a - b);
  const clusters: { x: number; count: number }[] = [];
  for (const edge of edges) {
    const last = clusters.at(-1);
    if (last && edge - last.x <= size * 0.8) last.count += 1;
    else clusters.push({ x: edge, count: 1 });
  }
  return clusters
    .filter(({ x, count }) => count >= 2 && x > minX + (maxX - minX) * 0.12 && x < minX + (maxX - minX) * 0.88)
    .sort((a, b) => b.count - a.count)
    .slice(0, 6)
    .map(({ x }) => x - size * 0.15);
}

interface Band {
  readonly above: Segment[];
  readonly inside: Segment[];
  readonly below: Segment[];
}

/** The tallest run of rows that no segment of which crosses x. */
function longestBand(segments: readonly Segment[], x: number): Band | undefined {
  const rows = groupByBaseline(segments);
  let best: { from: number; to: number; segments: number } | undefined;
  let from = 0;
  for (let index = 0; index <= rows.length; index += 1) {
    const row = rows[index];
    const crossed = row === undefined || row.some((segment) => segment.x0 < x && segment.x1 > x);
    if (!crossed) continue;
    if (index > from) {
      const count = rows.slice(from, index).reduce((sum, members) => sum + members.length, 0);
      if (!best || count > best.segments) best = { from, to: index, segments: count };
    }
    from = index + 1;
  }
  if (!best || best.segments < 6) return undefined;
  return { above: rows.slice(0, best.from).flat(), inside: rows.slice(best.from, best.to).flat(), below: rows.slice(best.to).flat() };
}

interface Side {
  readonly rows: number;
  /** Share of rows made of one piece. */
  readonly whole: number;
  /** Mean characters a row. */
  readonly characters: number;
  /** Share of letters among the characters that are not spaces. */
  readonly letters: number;
  /** Share of rows that run to within a quarter of the side's width of its right edge. */
  readonly reach: number;
}

function measure(segments: readonly Segment[], edge?: number): Side {
  const rows = groupByBaseline(segments);
  const texts = segments.map((segment) => segment.words.map((word) => word.text).join(''));
  const joined = texts.join('');
  const x0 = Math.min(...segments.map((segment) => segment.x0));
  const x1 = edge ?? Math.max(...segments.map((segment) => segment.x1));
  return {
    rows: rows.length,
    whole: rows.filter((row) => row.length === 1).length / rows.length,
    characters: segments.reduce((sum, segment) => sum + segment.length, 0) / rows.length,
    letters: (joined.match(/\p{L}/gu)?.length ?? 0) / Math.max(1, joined.length),
    reach: rows.filter((row) => Math.max(...row.map((segment) => segment.x1)) >= x1 - (x1 - x0) * 0.25).length / rows.length,
  };
}

/** Thresholds were set on the two-column letters of the written dossiers and on tables that must not be split. */
function areColumns(left: readonly Segment[], right: readonly Segment[], gutter: number): boolean {
  if (left.length < 3 || right.length < 2) return false;
  const l = measure(left, gutter);
  const r = measure(right);
  if (l.whole < 0.8 || r.whole < 0.8) return false;
  const prose = l.characters >= 22 && l.letters >= 0.6 && l.reach >= 0.4 && r.characters >= 18 && r.letters >= 0.6;
  const startsTogether = median(right.map((segment) => Math.abs(segment.x0 - gutter))) <= median(right.map((segment) => segment.size)) * 2;
  // A form of pairs side by side has short sides and is written row by row.
  const certain = (l.rows >= 8 && r.rows >= 8) || (l.rows >= 5 && areApart(left, right));
  if (prose && certain && startsTogether) return true;
  return isSideBar(left, right, l, r);
}

/** A narrow list of names beside a letter: its baselines are its own, and the source wrote it apart. */
function isSideBar(left: readonly Segment[], right: readonly Segment[], l: Side, r: Side): boolean {
  const body = r.characters >= 40 && r.rows >= 5;
  const bodyOnLeft = l.characters >= 40 && l.rows >= 5;
  if (!body && !bodyOnLeft) return false;
  const [bar, text] = body ? [left, right] : [right, left];
  const aligned =
    bar.filter((segment) => text.some((other) => Math.abs(other.baseline - segment.baseline) < 0.3 * segment.size)).length / bar.length;
  return aligned <= 0.5 && areApart(bar, text);
}

/** Whether the source wrote one side whole before the other. */
function areApart(one: readonly Segment[], other: readonly Segment[]): boolean {
  const range = (segments: readonly Segment[]): readonly [number, number] => {
    const orders = segments.flatMap((segment) => segment.words.map((word) => word.order));
    return [Math.min(...orders), Math.max(...orders)];
  };
  const [[firstOfOne, lastOfOne], [firstOfOther, lastOfOther]] = [range(one), range(other)];
  return lastOfOne < firstOfOther || firstOfOne > lastOfOther;
}
