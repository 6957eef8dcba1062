import type { CheckBox } from './check-boxes.js';
import { findCheckBoxes } from './check-boxes.js';
import type { Component, GreyImage } from './components.js';
import { components, inkMask } from './components.js';
import { erase, findDotLeaders } from './dot-leaders.js';
import { clearZeros } from './zero-dots.js';
import { median } from '../layout/word.js';

/** The ink of a page: where it is, its connected pieces, and how high a small letter is (undefined on an empty page). */
export interface PageInk {
  readonly mask: Uint8Array;
  readonly pieces: readonly Component[];
  readonly letter: number | undefined;
}

export function inkOf(image: GreyImage): PageInk {
  const mask = inkMask(image);
  const pieces = components(mask, image.width, image.height);
  return { mask, pieces, letter: letterHeight(pieces) };
}

/**
 * Takes out of a page's image, in place, what recognition reads as letters and is none: dot leaders, ruled lines, boxes
 * to tick. The boxes are returned, to be put back as ☐ and ☒ where they stood.
 */
export function cleanPage(image: GreyImage, { mask, pieces, letter }: PageInk = inkOf(image)): readonly CheckBox[] {
  const { width } = image;
  if (letter === undefined) return [];
  const dotLimit = Math.max(5, Math.round(letter * 0.42));
  const boxes = findCheckBoxes(pieces, mask, width, letter);
  erase(image, [...findDotLeaders(pieces, dotLimit), ...findRules(pieces, letter), ...findSpecks(pieces, letter), ...boxes]);
  clearZeros(image, pieces, letter);
  return boxes;
}

/** Height of a small letter: the median of what is neither speck nor picture; undefined on an empty page. */
function letterHeight(pieces: readonly Component[]): number | undefined {
  const heights = pieces.map((piece) => piece.y1 - piece.y0).filter((height) => height >= 9 && height <= 120);
  return heights.length >= 20 ? median(heights) : undefined;
}

/** Long thin strokes: underlines to fill in, rules between parts. A slight slope is allowed for. */
function findRules(pieces: readonly Component[], letter: number): Component[] {
  return pieces.filter((piece) => {
    const [w, h] = [piece.x1 - piece.x0, piece.y1 - piece.y0];
    return w >= letter * 4 && h <= letter * 0.4 + w * 0.03 && piece.area / w <= letter * 0.4;
  });
}

/** Dirt: pieces no bigger than a full stop with no letter near enough to be its full stop, accent or dot. */
function findSpecks(pieces: readonly Component[], letter: number): Component[] {
  const cell = Math.max(8, Math.round(letter * 2));
  const grid = new Map<number, Component[]>();
  const key = (x: number, y: number): number => Math.floor(x / cell) + Math.floor(y / cell) * 4096;
  for (const piece of pieces) {
    if (piece.y1 - piece.y0 < letter * 0.6) continue;
    for (let x = Math.floor(piece.x0 / cell); x <= Math.floor(piece.x1 / cell); x += 1) {
      for (let y = Math.floor(piece.y0 / cell); y <= Math.floor(piece.y1 / cell); y += 1) {
        const members = grid.get(x + y * 4096);
        if (members) members.push(piece);
        else grid.set(x + y * 4096, [piece]);
      }
    }
  }
  // French parts a colon from its word: a colon must not pass for two specks.
  const [reachX, reachY] = [letter * 1.7, letter * 0.8];
  const touches = (speck: Component, other: Component): boolean =>
    other.x0 - reachX < speck.x1 && other.x1 + reachX > speck.x0 && other.y0 - reachY < speck.y1 && other.y1 + reachY > speck.y0;
  const small = pieces.filter((piece) => piece.y1 - piece.y0 <= letter * 0.45 && piece.x1 - piece.x0 <= letter * 0.45);
  const isColon = (speck: Component): boolean =>
    small.some(
      (other) =>
        other !== speck &&
        Math.abs(other.x0 - speck.x0) <= 4 &&
        Math.abs(other.y0 - speck.y0) > letter * 0.3 &&
        Math.abs(other.y0 - speck.y0) < letter * 1.1,
    );
  return pieces.filter((piece) => {
    if (piece.y1 - piece.y0 > letter * 0.45 || piece.x1 - piece.x0 > letter * 0.45) return false;
    const [x, y] = [(piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2];
    for (const dx of [-reachX, 0, reachX])
      for (const dy of [-reachY, 0, reachY])
        if (grid.get(key(x + dx, y + dy))?.some((other) => touches(piece, other)) === true) return false;
    return !isColon(piece);
  });
}
