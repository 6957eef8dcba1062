import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Component } from '../../../src/extract/read/image/components.js';
import { skewOf } from '../../../src/extract/read/image/skew.js';
import { whiten } from '../../../src/extract/read/image/whiten.js';

const LETTER = 30;
/** Twenty lines of forty letters that fall by so many degrees, some with a descender. */
function page(degrees: number): Component[] {
  const slope = Math.tan((degrees * Math.PI) / 180);
  return Array.from({ length: 800 }, (_, index) => {
    const x = 200 + (index % 40) * 45;
    const y1 = 400 + Math.floor(index / 40) * 75 + x * slope + (index % 7 === 0 ? 9 : 0);
    return { x0: x, x1: x + 25, y0: y1 - LETTER, y1, area: 300 };
  });
}

describe('skewOf', () => {
  it('finds the angle of the text to a tenth of a degree', () => {
    fc.assert(
      fc.property(fc.integer({ min: -70, max: 70 }), (tenths) => {
        expect(Math.abs(skewOf(page(tenths / 10), LETTER) - tenths / 10)).toBeLessThan(0.15);
      }),
      { numRuns: 30 },
    );
  });

  it('gives frames and rules no say, and too few letters none', () => {
    const frame: Component[] = Array.from({ length: 300 }, (_, index) => ({
      x0: 100,
      x1: 2300,
      y0: index * 10,
      y1: index * 10 + 400,
      area: 9000,
    }));
    expect(Math.abs(skewOf([...page(3), ...frame], LETTER) - 3)).toBeLessThan(0.15);
    expect(skewOf(page(3).slice(0, 30), LETTER)).toBe(0);
  });
});

describe('whiten', () => {
  it('makes paper white under a shadow and ink dark, and keeps white letters on a dark band', () => {
    const [width, height] = [480, 480];
    const pixels = new Uint8Array(width * height);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) pixels[y * width + x] = 230 - Math.round((x / width) * 90) + ((x * 7 + y * 13) % 5);
    const ink = (x: number, y: number, w: number, h: number, grey: number): void => {
      for (let row = y; row < y + h; row += 1) pixels.fill(grey, row * width + x, row * width + x + w);
    };
    for (let index = 0; index < 12; index += 1) ink(20 + index * 36, 60, 8, 24, 40);
    ink(0, 300, width, 150, 35);
    ink(60, 340, 10, 40, 225);
    whiten({ pixels, width, height });
    const at = (x: number, y: number): number => pixels[y * width + x]!;
    expect([at(5, 20), at(470, 20), at(240, 200)]).toEqual([255, 255, 255]);
    expect(Math.max(at(23, 70), at(419, 70), at(300, 375))).toBeLessThan(100);
    expect(at(65, 360)).toBe(255);
  });
});
