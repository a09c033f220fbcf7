import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROBABILITY_LEVELS, type ProbabilityMap } from '#domain/image/probabilityMap.ts';
import { extractInstances } from '#domain/segmentation/extractInstances.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import {
  countPixels,
  floodFillPieces,
  type Grid,
  masks,
  neighboursOf,
  readGrid,
  showGrid,
} from '#testing/labelGrids.ts';

const PLAIN: InstanceSettings = {
  threshold: 0.5,
  minimumSizePx: 0,
  fillHoles: false,
  removeBorderObjects: false,
  splitTouching: 0,
  growToBorders: false,
};

/** Levels of 0…9 as probabilities of 0…0.9. */
function readMap(text: string): ProbabilityMap {
  const { width, height, data } = readGrid(text);
  return {
    width,
    height,
    data: Uint16Array.from(data, (value) => Math.ceil((value / 10) * PROBABILITY_LEVELS)),
  };
}

function extract(map: ProbabilityMap, settings: Partial<InstanceSettings>) {
  const { labels, count } = extractInstances(map, { ...PLAIN, ...settings });
  expect(new Set(labels.data.filter((label) => label > 0)).size).toBe(count);
  return showGrid(labels.data, map.width);
}

const SCENE = readMap(`
  ..........
  .999.66...
  .9.9.6....
  .999....99
  .....3..9.
  .77.......
  .777777...`);

describe('extractInstances', () => {
  it('numbers the components at or above the threshold', () => {
    expect(extract(SCENE, { threshold: 0.7 })).toEqual([
      '..........',
      '.111......',
      '.1.1......',
      '.111....22',
      '........2.',
      '.33.......',
      '.333333...',
    ]);
  });

  it('fills holes, removes what is small and what touches the border', () => {
    expect(
      extract(SCENE, { fillHoles: true, minimumSizePx: 4, removeBorderObjects: true }),
    ).toEqual([
      '..........',
      '.111......',
      '.111......',
      '.111......',
      '..........',
      '..........',
      '..........',
    ]);
  });

  it('counts a filled hole towards the minimum size, and fills around removed specks', () => {
    expect(extract(SCENE, { fillHoles: true, minimumSizePx: 9, threshold: 0.8 })[2]).toBe(
      '.111......',
    );
    const rows = extract(
      readMap(`
        .......
        .99999.
        .9...9.
        .9.9.9.
        .9...9.
        .99999.
        .......`),
      { fillHoles: true, minimumSizePx: 2 },
    );
    expect(rows.slice(1, 6)).toEqual(['.11111.', '.11111.', '.11111.', '.11111.', '.11111.']);
  });

  it('grows what is left over the whole image, and removes border objects only then', () => {
    const map = readMap(`
      .......
      .9...8.
      ...1...
      .......`);
    expect(extract(map, { growToBorders: true }).join('')).toMatch(/^[12]+$/);
    const small = extract(map, { growToBorders: true, threshold: 0.85 });
    expect(small.join('')).toMatch(/^1+$/);
    const cleared = extract(map, { growToBorders: true, removeBorderObjects: true });
    expect(cleared.join('')).toMatch(/^\.+$/);
  });

  it('works on pictures of one row, one column and one pixel', () => {
    const all = { ...PLAIN, fillHoles: true, splitTouching: 1, growToBorders: true };
    for (const [width, height] of [
      [1, 1],
      [1, 7],
      [7, 1],
    ] as const) {
      for (const level of [0, PROBABILITY_LEVELS]) {
        const data = new Uint16Array(width * height).fill(level);
        const { labels, count } = extractInstances({ width, height, data }, all);
        expect(new Set(labels.data)).toEqual(new Set([level > 0 ? 1 : 0]));
        expect(count).toBe(level > 0 ? 1 : 0);
      }
    }
  });

  it('refuses settings out of range and maps of the wrong size', () => {
    const map = { width: 2, height: 2, data: new Uint16Array(4) };
    for (const wrong of [
      { threshold: -0.1 },
      { threshold: Number.NaN },
      { splitTouching: 1.5 },
      { minimumSizePx: -1 },
      { minimumSizePx: Number.POSITIVE_INFINITY },
    ]) {
      expect(() => extractInstances(map, { ...PLAIN, ...wrong })).toThrow(
        expect.objectContaining({ code: 'invalid-argument' }),
      );
    }
    for (const size of [{ width: 3 }, { width: 0, height: 0, data: new Uint16Array(0) }]) {
      expect(() => extractInstances({ ...map, ...size }, PLAIN)).toThrow(
        expect.objectContaining({ code: 'shape-mismatch' }),
      );
    }
  });

  it('leaves the map as it is', () => {
    const before = SCENE.data.slice();
    extractInstances(SCENE, { ...PLAIN, splitTouching: 0.9, growToBorders: true, fillHoles: true });
    expect(SCENE.data).toEqual(before);
  });
});

/** Probability maps with smooth and with rough parts. */
const maps: fc.Arbitrary<ProbabilityMap> = masks.chain(({ width, height, data }) =>
  fc.array(fc.nat(20_000), { minLength: data.length, maxLength: data.length }).map((noise) => ({
    width,
    height,
    data: Uint16Array.from(data, (value, i) => 40_000 * value + (noise[i] as number)),
  })),
);
const anySettings: fc.Arbitrary<InstanceSettings> = fc.record({
  threshold: fc.double({ min: 0, max: 1, noNaN: true }),
  minimumSizePx: fc.integer({ min: 0, max: 12 }),
  fillHoles: fc.boolean(),
  removeBorderObjects: fc.boolean(),
  splitTouching: fc.double({ min: 0, max: 1, noNaN: true }),
  growToBorders: fc.boolean(),
});

/** The definition of threshold, components, minimum size and border objects, step by step. */
function extractPlainly(map: ProbabilityMap, settings: InstanceSettings): Int32Array {
  const { width, height } = map;
  const isForeground = Int32Array.from(map.data, (level) =>
    level / PROBABILITY_LEVELS >= settings.threshold ? 1 : 0,
  );
  const pieces = floodFillPieces({ width, height, data: isForeground }, 4);
  const areas = countPixels(pieces);
  const atBorder = new Set(pieces.filter((_, i) => neighboursOf(i, map, 4).length < 4));
  const kept = pieces.map((piece) =>
    (areas[piece] as number) < settings.minimumSizePx ||
    (settings.removeBorderObjects && atBorder.has(piece))
      ? 0
      : piece,
  );
  const order = [...new Set(kept)].filter((piece) => piece > 0);
  return kept.map((piece) => order.indexOf(piece) + 1);
}

describe('objects of any map', () => {
  it('are the components of the definition when nothing is filled, split or grown', () => {
    fc.assert(
      fc.property(maps, anySettings, (map, settings) => {
        const plain = { ...settings, fillHoles: false, splitTouching: 0, growToBorders: false };
        const { labels } = extractInstances(map, plain);
        expect(Int32Array.from(labels.data)).toEqual(extractPlainly(map, settings));
      }),
      { numRuns: 300 },
    );
  });

  it('are 4-connected, numbered in raster order, large enough, and the same every time', () => {
    fc.assert(
      fc.property(maps, anySettings, (map, settings) => {
        const { labels, count } = extractInstances(map, settings);
        const grid: Grid = { ...map, data: Int32Array.from(labels.data) };
        expect(floodFillPieces(grid, 4)).toEqual(grid.data);
        expect(Math.max(...grid.data)).toBe(count);
        for (const areaPx of countPixels(grid.data).slice(1)) {
          expect(areaPx).toBeGreaterThanOrEqual(settings.minimumSizePx);
        }
        expect(extractInstances(map, settings).labels).toEqual(labels);
      }),
      { numRuns: 300 },
    );
  });

  it('cover the image once grown, unless there are none', () => {
    fc.assert(
      fc.property(maps, anySettings, (map, settings) => {
        const grown = { ...settings, growToBorders: true, removeBorderObjects: false };
        const { labels, count } = extractInstances(map, grown);
        expect(labels.data.includes(0)).toBe(count === 0);
      }),
    );
  });
});
