import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linePixels } from '#domain/annotation/regions/linePixels.ts';
import { floodFillPieces } from '#testing/labelGrids.ts';

const SIZE = { width: 14, height: 10 };

/** Length of the segment's part inside a pixel as a fraction of it; negative when it passes by. */
function partInside(from: readonly number[], to: readonly number[], corner: readonly number[]) {
  let enter = 0;
  let leave = 1;
  for (const axis of [0, 1]) {
    const start = from[axis] as number;
    const step = (to[axis] as number) - start;
    const low = corner[axis] as number;
    if (step === 0 && (start < low || start >= low + 1)) return -1;
    if (step === 0) continue;
    enter = Math.max(enter, Math.min((low - start) / step, (low + 1 - start) / step));
    leave = Math.min(leave, Math.max((low - start) / step, (low + 1 - start) / step));
  }
  return leave - enter;
}

const points = (reach: number) => {
  const coordinate = fc.integer({ min: -reach, max: 100 + reach }).map((x) => x * 0.1 + 0.0137);
  return fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 5 });
};

describe('linePixels', () => {
  it('finds the pixels that the line passes through, and no other', () => {
    fc.assert(
      fc.property(fc.oneof(points(20), points(5000)), (line) => {
        const found = new Set(linePixels(line.flat(), SIZE));
        const wrong: number[] = [];
        for (let i = 0; i < SIZE.width * SIZE.height; i++) {
          const corner = [i % SIZE.width, Math.floor(i / SIZE.width)];
          const parts = line.slice(1).map((to, at) => partInside(line[at] ?? [], to, corner));
          // Rounding decides where a line meets a corner.
          const longest = Math.max(...parts);
          if (found.has(i) ? longest < -1e-9 : longest > 1e-9) wrong.push(i);
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('goes from pixel to pixel across edges, through corners as well', () => {
    const coordinate = fc.integer({ min: 0, max: 9 });
    const line = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(line, (corners) => {
        const data = new Int32Array(SIZE.width * SIZE.height);
        for (const i of linePixels(corners.flat(), SIZE)) data[i] = 1;
        expect(Math.max(...floodFillPieces({ ...SIZE, data }, 4))).toBe(1);
      }),
    );
  });

  it('takes only the part inside the image', () => {
    expect(linePixels([-1e9, 2.5, 1e9, 2.5], SIZE)).toEqual(
      Array.from({ length: 14 }, (_, x) => 2 * 14 + x),
    );
    expect(linePixels([-5, 3, -2, 8], SIZE)).toEqual([]);
  });

  it.each([[[]], [[1, 2]], [[1, 2, 3]], [[1, 2, Number.NaN, 4]]])('refuses %j', (list) => {
    expect(() => linePixels(list, SIZE)).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });
});
