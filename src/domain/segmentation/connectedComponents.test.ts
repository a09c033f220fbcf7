import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelComponents } from '#domain/segmentation/connectedComponents.ts';
import {
  countPixels,
  floodFillPieces,
  type Grid,
  masks,
  readGrid,
  showGrid,
} from '#testing/labelGrids.ts';

function label({ width, height, data }: Grid, connectivity: 4 | 8) {
  return labelComponents({ width, height, data: Uint8Array.from(data) }, 1, connectivity);
}

describe('labelComponents', () => {
  it('joins what meets further down, and numbers in raster order of first pixels', () => {
    const grid = readGrid(`
      .1.1..1
      .1.1.1.
      .111..1
      ......1
      1.1.111`);
    expect(showGrid(label(grid, 4).labels, 7)).toEqual([
      '.1.1..2',
      '.1.1.3.',
      '.111..4',
      '......4',
      '5.6.444',
    ]);
    expect(showGrid(label(grid, 8).labels, 7)).toEqual([
      '.1.1..2',
      '.1.1.2.',
      '.111..2',
      '......2',
      '3.4.222',
    ]);
  });

  it('gives one object to a full picture of any shape and none to an empty one', () => {
    for (const [width, height] of [
      [1, 1],
      [1, 9],
      [9, 1],
      [5, 4],
    ] as const) {
      const full = label({ width, height, data: new Int32Array(width * height).fill(1) }, 4);
      expect(full.count).toBe(1);
      expect([...full.areasPx]).toEqual([0, width * height]);
      expect(new Set(full.labels)).toEqual(new Set([1]));
      const empty = label({ width, height, data: new Int32Array(width * height) }, 8);
      expect(empty.count).toBe(0);
      expect([...empty.areasPx]).toEqual([0]);
    }
  });

  it('takes the smallest level asked for as foreground, and no smaller one', () => {
    const data = Uint16Array.of(32_767, 32_768, 65_535, 0);
    const { labels } = labelComponents({ width: 4, height: 1, data }, 32_768, 4);
    expect([...labels]).toEqual([0, 1, 1, 0]);
  });

  it.each([4, 8] as const)(
    'agrees with flood fill over %i neighbours, areas included',
    (connectivity) => {
      fc.assert(
        fc.property(masks, (grid) => {
          const { labels, count, areasPx } = label(grid, connectivity);
          const expected = floodFillPieces(grid, connectivity);
          expect(labels).toEqual(expected);
          expect(count).toBe(Math.max(...expected));
          expect([...areasPx].slice(1)).toEqual(countPixels(expected).slice(1));
        }),
        { numRuns: 300 },
      );
    },
  );
});
