import type { Component } from './components.js';

/** Degrees sought on either side: beyond, a page lies on its side. */
const WIDEST = 8;
const COARSE = 0.5;
const FINE = 0.05;
/** Fewer letters tell no line. */
const LEAST = 60;
const MOST = 4000;

/**
 * Degrees by which the lines of text fall to the right (positive) or rise (negative), from the pieces of ink as high as letters: their feet
 * are projected at every angle, and the angle that gathers them in the fewest rows is the text's (Postl 1986). Frames, rules and pictures are no
 * letters and have no say. 0 where there are too few letters, or no angle stands out.
 */
export function skewOf(pieces: readonly Component[], letter: number): number {
  const letters = pieces.filter(({ x0, x1, y0, y1 }) => y1 - y0 >= letter * 0.6 && y1 - y0 <= letter * 2.2 && x1 - x0 <= letter * 4);
  if (letters.length < LEAST) return 0;
  const every = Math.ceil(letters.length / MOST);
  const feet = letters.filter((_, index) => index % every === 0).map(({ x0, x1, y1 }) => [(x0 + x1) / 2, y1] as const);
  const bin = Math.max(2, letter / 5);
  const gathered = (degrees: number): number => {
    const slope = Math.tan((degrees * Math.PI) / 180);
    const rows = new Map<number, number>();
    for (const [x, y] of feet) {
      const row = Math.round((y - x * slope) / bin);
      rows.set(row, (rows.get(row) ?? 0) + 1);
    }
    let sum = 0;
    for (const count of rows.values()) sum += count * count;
    return sum;
  };
  const best = (from: number, to: number, step: number): number => {
    let [angle, most] = [0, -1];
    for (let degrees = from; degrees <= to + 1e-9; degrees += step) {
      const sum = gathered(degrees);
      if (sum > most) [angle, most] = [degrees, sum];
    }
    return angle;
  };
  const coarse = best(-WIDEST, WIDEST, COARSE);
  const fine = best(coarse - COARSE, coarse + COARSE, FINE);
  // At the edge of what is sought nothing was found.
  return Math.abs(coarse) >= WIDEST || gathered(fine) < gathered(0) * 1.15 ? 0 : Math.round(fine * 100) / 100;
}
