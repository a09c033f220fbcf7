import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squaredDistances } from '#domain/segmentation/distanceTransform.ts';
import { type Grid, masks, readGrid, showGrid } from '#testing/labelGrids.ts';

const FAR = 32_767 ** 2;

/** Every pixel against every background pixel. */
function searchDistances({ width, data }: Grid): Int32Array {
  return data.map((value, i) => {
    let nearest = value === 0 ? 0 : FAR;
    for (let j = 0; j < data.length; j++) {
      if (data[j] !== 0) continue;
      const dx = (i % width) - (j % width);
      const dy = Math.floor(i / width) - Math.floor(j / width);
      nearest = Math.min(nearest, dx * dx + dy * dy);
    }
    return nearest;
  });
}

describe('squaredDistances', () => {
  it('measures from pixel centre to pixel centre, and not to the image border', () => {
    const { data, width } = readGrid(`
      1111
      1111
      1101
      1111`);
    expect(showGrid(squaredDistances(data, width), width)).toEqual([
      '8545',
      '5212',
      '41.1',
      '5212',
    ]);
  });

  it('agrees with a search over all background pixels', () => {
    fc.assert(
      fc.property(masks, (grid) => {
        expect(squaredDistances(grid.data, grid.width)).toEqual(searchDistances(grid));
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with the search on a large disc with holes', () => {
    const width = 61;
    const data = Int32Array.from({ length: width * 47 }, (_, i) => {
      const x = i % width;
      const y = Math.floor(i / width);
      return (x - 30) ** 2 + (y - 25) ** 2 < 27 ** 2 && (x * 31 + y * 17) % 97 !== 0 ? 1 : 0;
    });
    expect(squaredDistances(data, width)).toEqual(searchDistances({ width, height: 47, data }));
  });

  it('counts distances above 32,767 px, and those to nowhere, as 32,767 px', () => {
    const full = new Int32Array(12).fill(1);
    expect(new Set(squaredDistances(full, 4))).toEqual(new Set([FAR]));
    const line = new Int32Array(40_000).fill(1);
    line[0] = 0;
    for (const width of [1, 40_000]) {
      const distances = squaredDistances(line, width);
      for (const i of [1, 30_000, 32_767, 32_768, 39_999]) {
        expect(distances[i]).toBe(Math.min(i, 32_767) ** 2);
      }
    }
  });
});
