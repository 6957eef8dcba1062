import type { Component } from './components.js';

export interface CheckBox extends Component {
  readonly checked: boolean;
}

/** Share of each side that must be inked for four sides to make a frame. */
const SIDE = 0.93;
/** Sides of a box in heights of a letter of the page, small ones and capitals mixed. */
const SMALLEST = 0.9;
const LARGEST = 2.8;
/** Share of ink inside from which a box counts as ticked. */
const TICKED = 0.12;

/**
 * Boxes to tick, and whether they are: recognition takes them for letters (O, D, &), and ☒ non ☐ oui reads the other
 * way round. A box is a square frame as high as a capital letter, inked on its four sides to the corners.
 */
export function findCheckBoxes(pieces: readonly Component[], mask: Uint8Array, width: number, letter: number): CheckBox[] {
  return pieces.flatMap((piece) => {
    const [w, h] = [piece.x1 - piece.x0, piece.y1 - piece.y0];
    if (Math.min(w, h) < letter * SMALLEST || Math.max(w, h) > letter * LARGEST || Math.abs(w - h) > 0.18 * Math.max(w, h)) return [];
    const ink = (x: number, y: number): number => mask[(piece.y0 + y) * width + piece.x0 + x]!;
    // The frame may lean by a pixel or two on a scan: a side is inked where one of its outer rows is.
    const depth = Math.max(2, Math.round(Math.min(w, h) * 0.1));
    const any = (test: (offset: number) => number): boolean =>
      Array.from({ length: depth }, (_, offset) => test(offset)).some((value) => value === 1);
    let [top, bottom, left, right] = [0, 0, 0, 0];
    for (let x = 0; x < w; x += 1) {
      if (any((offset) => ink(x, offset))) top += 1;
      if (any((offset) => ink(x, h - 1 - offset))) bottom += 1;
    }
    for (let y = 0; y < h; y += 1) {
      if (any((offset) => ink(offset, y))) left += 1;
      if (any((offset) => ink(w - 1 - offset, y))) right += 1;
    }
    const corner = (x: number, y: number): boolean => {
      for (let dx = 0; dx < depth; dx += 1)
        for (let dy = 0; dy < depth; dy += 1) if (ink(x < 0 ? w - 1 - dx : dx, y < 0 ? h - 1 - dy : dy) === 1) return true;
      return false;
    };
    if (Math.min(top, bottom) < SIDE * w || Math.min(left, right) < SIDE * h) return [];
    if (![corner(0, 0), corner(-1, 0), corner(0, -1), corner(-1, -1)].every(Boolean)) return [];
    let inside = 0;
    let size = 0;
    const inset = depth + Math.max(1, Math.round(w * 0.06));
    for (let y = inset; y < h - inset; y += 1) for (let x = inset; x < w - inset; x += 1, size += 1) inside += ink(x, y);
    const share = inside / Math.max(1, size);
    // A filled square is a bullet, a redaction or a letter without light.
    return share > 0.85 ? [] : [{ ...piece, checked: share > TICKED }];
  });
}
