import { describe, expect, it } from 'vitest';
import { cleanPage } from '../../../src/extract/read/image/clean-page.js';

const [WIDTH, HEIGHT] = [800, 400];

function blank(): { pixels: Uint8Array; width: number; height: number } {
  return { pixels: new Uint8Array(WIDTH * HEIGHT).fill(240), width: WIDTH, height: HEIGHT };
}
function ink(image: { pixels: Uint8Array }, x: number, y: number, w: number, h: number): void {
  for (let row = y; row < y + h; row += 1) image.pixels.fill(20, row * WIDTH + x, row * WIDTH + x + w);
}
/** Letters enough for a page to have a size of its own: stems of 20 pixels. */
function letters(image: { pixels: Uint8Array }, y: number, count = 30): void {
  for (let index = 0; index < count; index += 1) ink(image, 20 + index * 18, y, 6, 20);
}
const isBlank = (image: { pixels: Uint8Array }, x: number, y: number): boolean => image.pixels[y * WIDTH + x]! > 200;

describe('cleanPage', () => {
  it('takes out dot leaders and leaves an ellipsis and full stops', () => {
    const image = blank();
    letters(image, 100);
    for (let index = 0; index < 12; index += 1) ink(image, 300 + index * 16, 216, 5, 5);
    for (let index = 0; index < 3; index += 1) ink(image, 30 + index * 16, 216, 5, 5);
    ink(image, 10, 200, 6, 20);
    cleanPage(image);
    expect(isBlank(image, 302, 218)).toBe(true);
    expect(isBlank(image, 302 + 11 * 16, 218)).toBe(true);
    expect(isBlank(image, 32, 218)).toBe(false);
    expect(isBlank(image, 22, 110)).toBe(false);
  });

  it('finds boxes to tick and tells which are', () => {
    const image = blank();
    letters(image, 100);
    for (const x of [100, 200]) {
      ink(image, x, 200, 30, 3);
      ink(image, x, 227, 30, 3);
      ink(image, x, 200, 3, 30);
      ink(image, x + 27, 200, 3, 30);
    }
    for (let index = 3; index < 27; index += 1) {
      ink(image, 200 + index, 200 + index, 3, 2);
      ink(image, 229 - index, 200 + index, 3, 2);
    }
    expect(cleanPage(image).map(({ x0, checked }) => [x0, checked])).toEqual([
      [100, false],
      [200, true],
    ]);
    expect(isBlank(image, 101, 210)).toBe(true);
  });

  it('takes out rules and dirt, not the colon that French parts from its word', () => {
    const image = blank();
    letters(image, 100);
    ink(image, 40, 300, 500, 3);
    ink(image, 700, 350, 4, 4);
    ink(image, 20 + 29 * 18 + 6 + 22, 104, 5, 5);
    cleanPage(image);
    expect(isBlank(image, 300, 301)).toBe(true);
    expect(isBlank(image, 701, 351)).toBe(true);
    expect(isBlank(image, 20 + 29 * 18 + 6 + 24, 106)).toBe(false);
  });
});
