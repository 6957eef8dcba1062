import type { Component, GreyImage } from './components.js';

/** Fewest dots in a row that make a leader: an ellipsis has three. */
const FEWEST = 5;

/**
 * Dots that lead the eye from a label to its value. Recognition takes them for letters and loses the label beside them:
 * on the lab tables of the written dossiers they cost a fifth of all characters. Found as small pieces of ink, alike,
 * evenly spaced on one line.
 */
export function findDotLeaders(pieces: readonly Component[], dotLimit: number): Component[] {
  const dots = pieces
    .filter((piece) => {
      const [w, h] = [piece.x1 - piece.x0, piece.y1 - piece.y0];
      return w <= dotLimit && h <= dotLimit && w >= 2 && h >= 2 && w <= h * 2.2 && h <= w * 2.2;
    })
    .sort((a, b) => a.x0 - b.x0);
  const cell = dotLimit * 3;
  const grid = new Map<string, number[]>();
  dots.forEach((dot, index) => {
    const key = `${String(Math.floor(dot.x0 / cell))}:${String(Math.floor(dot.y1 / cell))}`;
    const members = grid.get(key);
    if (members) members.push(index);
    else grid.set(key, [index]);
  });
  const near = (x: number, y: number): number[] => {
    const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)];
    return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => grid.get(`${String(column + dx)}:${String(row + dy)}`) ?? []));
  };
  /** The next dot to the right, on the same line, no further than three dots' breadth. */
  const next = dots.map((dot, index) => {
    let best = -1;
    for (const other of near(dot.x0 + dotLimit, dot.y1)) {
      const candidate = dots[other]!;
      const step = candidate.x0 - dot.x0;
      if (other === index || step <= 2 || step > dotLimit * 3.2 || Math.abs(candidate.y1 - dot.y1) > dotLimit * 0.5) continue;
      if (best === -1 || candidate.x0 < dots[best]!.x0) best = other;
    }
    return best;
  });
  const found: Component[] = [];
  const used = new Uint8Array(dots.length);
  for (let start = 0; start < dots.length; start += 1) {
    if (used[start] === 1) continue;
    const chain: number[] = [start];
    let step = 0;
    for (let at = next[start]!; at !== -1 && used[at] === 0; at = next[at]!) {
      const gap = dots[at]!.x0 - dots[chain.at(-1)!]!.x0;
      if (step > 0 && Math.abs(gap - step) > Math.max(2.5, step * 0.35)) break;
      step = step === 0 ? gap : (step * (chain.length - 1) + gap) / chain.length;
      chain.push(at);
    }
    if (chain.length < FEWEST) continue;
    for (const index of chain) used[index] = 1;
    found.push(...chain.map((index) => dots[index]!));
  }
  return found;
}

/** Pixels around a piece that its ink has greyed. */
const MARGIN = 2;

/** Paints pieces over with what surrounds them. */
export function erase({ pixels, width, height }: GreyImage, pieces: readonly Component[]): void {
  for (const piece of pieces) {
    const [x0, x1] = [Math.max(0, piece.x0 - MARGIN), Math.min(width, piece.x1 + MARGIN)];
    const [y0, y1] = [Math.max(0, piece.y0 - MARGIN), Math.min(height, piece.y1 + MARGIN)];
    const around: number[] = [];
    for (let x = x0; x < x1; x += 1) {
      if (y0 > 0) around.push(pixels[(y0 - 1) * width + x]!);
      if (y1 < height) around.push(pixels[y1 * width + x]!);
    }
    const paper = around.sort((a, b) => a - b)[Math.floor(around.length * 0.6)] ?? 255;
    for (let y = y0; y < y1; y += 1) pixels.fill(paper, y * width + x0, y * width + x1);
  }
}
