import type { Component, GreyImage } from './components.js';

/** By how many grey levels the dot must be darker than the ring around it, and the outline darker than that ring. */
const STEP = 14;

/**
 * Takes out the dot that fonts of fixed pitch put inside a zero, which recognition takes for a 6 or an 8: inside a figure
 * closed on its four sides, a centre darker than everything around it. In an 8, a 6, an 9 or an e the centre runs into
 * the outline; an O has nothing there.
 */
export function clearZeros(image: GreyImage, pieces: readonly Component[], letter: number): void {
  for (const piece of pieces) {
    const [w, h] = [piece.x1 - piece.x0, piece.y1 - piece.y0];
    if (h < letter * 1.05 || h > letter * 2.2 || w < h * 0.4 || w > h * 0.85) continue;
    if (isDottedZero(image, piece)) clearInside(image, piece);
  }
}

function isDottedZero({ pixels, width }: GreyImage, { x0, x1, y0, y1 }: Component): boolean {
  const [w, h] = [x1 - x0, y1 - y0];
  const at = (fx: number, fy: number): number =>
    pixels[(y0 + Math.min(h - 1, Math.round(fy * (h - 1)))) * width + x0 + Math.min(w - 1, Math.round(fx * (w - 1)))]!;
  const darkest = (points: readonly (readonly [number, number])[]): number => Math.min(...points.map(([x, y]) => at(x, y)));
  const lightest = (points: readonly (readonly [number, number])[]): number => Math.max(...points.map(([x, y]) => at(x, y)));
  const centre = darkest([
    [0.5, 0.5],
    [0.5, 0.45],
    [0.5, 0.55],
    [0.45, 0.5],
    [0.55, 0.5],
  ]);
  // Between the dot and the outline, on each side.
  const ring = [
    lightest([
      [0.3, 0.5],
      [0.26, 0.5],
      [0.34, 0.5],
    ]),
    lightest([
      [0.7, 0.5],
      [0.74, 0.5],
      [0.66, 0.5],
    ]),
    lightest([
      [0.5, 0.28],
      [0.5, 0.24],
      [0.5, 0.32],
    ]),
    lightest([
      [0.5, 0.72],
      [0.5, 0.76],
      [0.5, 0.68],
    ]),
  ];
  const diagonal = [
    lightest([
      [0.34, 0.3],
      [0.34, 0.36],
    ]),
    lightest([
      [0.66, 0.3],
      [0.66, 0.36],
    ]),
    lightest([
      [0.34, 0.7],
      [0.34, 0.64],
    ]),
    lightest([
      [0.66, 0.7],
      [0.66, 0.64],
    ]),
  ];
  const outline = [
    darkest([
      [0.05, 0.5],
      [0.1, 0.5],
      [0.15, 0.5],
    ]),
    darkest([
      [0.95, 0.5],
      [0.9, 0.5],
      [0.85, 0.5],
    ]),
    darkest([
      [0.5, 0.03],
      [0.5, 0.07],
      [0.5, 0.11],
    ]),
    darkest([
      [0.5, 0.97],
      [0.5, 0.93],
      [0.5, 0.89],
    ]),
  ];
  const faintestRing = Math.min(...ring, ...diagonal);
  return centre + STEP < faintestRing && Math.max(...outline) + STEP < faintestRing;
}

function clearInside({ pixels, width }: GreyImage, { x0, x1, y0, y1 }: Component): void {
  const [w, h] = [x1 - x0, y1 - y0];
  const [left, right] = [x0 + Math.round(w * 0.32), x0 + Math.round(w * 0.68)];
  const [top, bottom] = [y0 + Math.round(h * 0.3), y0 + Math.round(h * 0.7)];
  let paper = 0;
  for (let y = top; y <= bottom; y += 1) for (let x = left; x <= right; x += 1) paper = Math.max(paper, pixels[y * width + x]!);
  for (let y = top; y <= bottom; y += 1) pixels.fill(paper, y * width + left, y * width + right + 1);
}
