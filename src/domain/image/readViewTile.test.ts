import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readIntensityTile,
  readLabelTile,
  readProbabilityTile,
} from '#domain/image/readViewTile.ts';
import { VIEW_TILE_EDGE, viewLevelCount } from '#domain/image/viewTile.ts';

const exact = { codeOffset: 0, codeStep: 1 };

describe('view tiles', () => {
  it('put together are the image, at level 0', () => {
    const sizes = fc.integer({ min: 1, max: 1200 });
    fc.assert(
      fc.property(sizes, sizes, (width, height) => {
        const data = Uint16Array.from({ length: width * height }, (_, i) => i * 31);
        const whole = new Uint16Array(width * height);
        for (let row = 0; row * VIEW_TILE_EDGE < height; row++) {
          for (let column = 0; column * VIEW_TILE_EDGE < width; column++) {
            const tile = readIntensityTile({ width, height, data }, exact, {
              level: 0,
              column,
              row,
            });
            for (let y = 0; y < tile.height; y++) {
              const start = (row * VIEW_TILE_EDGE + y) * width + column * VIEW_TILE_EDGE;
              whole.set(tile.data.subarray(y * tile.width, (y + 1) * tile.width), start);
            }
          }
        }
        expect(whole.every((code, i) => code === data[i])).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  it('hold the mean of each block above level 0, also of cut blocks at the edge', () => {
    const source = { width: 3, height: 3, data: Uint8Array.of(0, 2, 10, 4, 6, 20, 7, 9, 30) };
    const tile = readIntensityTile(source, exact, { level: 1, column: 0, row: 0 });
    expect(tile).toMatchObject({ width: 2, height: 2 });
    expect([...tile.data]).toEqual([3, 15, 8, 30]);
  });

  it('show NaN as code 0 and leave it out of means', () => {
    const source = { width: 2, height: 1, data: Float32Array.of(Number.NaN, 5) };
    const code = { codeOffset: 0, codeStep: 0.5 };
    expect([...readIntensityTile(source, code, { level: 0, column: 0, row: 0 }).data]).toEqual([
      0, 10,
    ]);
    expect([...readIntensityTile(source, code, { level: 1, column: 0, row: 0 }).data]).toEqual([
      10,
    ]);
  });

  it('round 16-bit probabilities to 8 bits', () => {
    const source = { width: 3, height: 1, data: Uint16Array.of(0, 32_768, 65_535) };
    expect([...readProbabilityTile(source, { level: 0, column: 0, row: 0 }).data]).toEqual([
      0, 128, 255,
    ]);
  });

  it('never invent a label id', () => {
    const source = { width: 4, height: 2, data: Uint32Array.of(7, 7, 70_000, 70_000, 7, 7, 0, 0) };
    expect([...readLabelTile(source, { level: 1, column: 0, row: 0 }).data]).toEqual([7, 70_000]);
  });
});

describe('viewLevelCount', () => {
  it.each([
    [1, 1, 1],
    [512, 512, 1],
    [513, 10, 2],
    [8192, 8192, 5],
    [10_000, 10_000, 6],
  ])('of %i × %i px is %i', (width, height, expected) => {
    expect(viewLevelCount(width, height)).toBe(expected);
  });
});
