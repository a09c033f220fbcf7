import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  relabelConsecutively,
  removeBorderObjects,
  removeSmallObjects,
} from '#domain/segmentation/cleanup.ts';
import { countPixels, readGrid, showGrid } from '#testing/labelGrids.ts';

describe('removeSmallObjects', () => {
  it('removes objects below the minimum size and keeps those at it', () => {
    const { data, width } = readGrid(`
      1122
      1.2.
      3..4`);
    const removedCount = removeSmallObjects(data, Int32Array.from(countPixels(data)), 3);
    expect(removedCount).toBe(2);
    expect(showGrid(data, width)).toEqual(['1122', '1.2.', '....']);
  });

  it('removes nothing at a minimum of 0 or 1 px', () => {
    for (const minimumSizePx of [0, 1]) {
      const labels = Int32Array.of(1, 0, 2, 3);
      expect(removeSmallObjects(labels, Int32Array.of(1, 1, 1, 1), minimumSizePx)).toBe(0);
      expect([...labels]).toEqual([1, 0, 2, 3]);
    }
  });
});

describe('removeBorderObjects', () => {
  it('removes objects with a pixel on any of the four sides, wherever the rest of them lies', () => {
    const { data, width } = readGrid(`
      .1....
      .1.55.
      22.5..
      ..3.46
      ..3.4.
      .7..4.`);
    removeBorderObjects(data, width);
    expect(showGrid(data, width)).toEqual([
      '......',
      '...55.',
      '...5..',
      '..3...',
      '..3...',
      '......',
    ]);
  });

  it('removes everything from pictures one pixel wide or high', () => {
    for (const width of [1, 5]) {
      const labels = Int32Array.of(1, 1, 0, 2, 0);
      removeBorderObjects(labels, width);
      expect([...labels]).toEqual([0, 0, 0, 0, 0]);
    }
  });
});

describe('relabelConsecutively', () => {
  it('numbers objects in raster order of their first pixels', () => {
    const labels = Int32Array.of(0, 70, 3, 70, 0, 9, 3);
    expect(relabelConsecutively(labels)).toBe(3);
    expect([...labels]).toEqual([0, 1, 2, 1, 0, 3, 2]);
    expect(relabelConsecutively(new Int32Array(4))).toBe(0);
  });

  it('changes names only: equal pixels stay equal, different ones different', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 1 }), (values) => {
        const labels = Int32Array.from(values);
        const count = relabelConsecutively(labels);
        const pairs = new Set(values.map((value, i) => `${value} ${labels[i]}`));
        const distinct = new Set(values);
        expect(pairs.size).toBe(distinct.size);
        expect(new Set(labels).size).toBe(distinct.size);
        expect(count).toBe(distinct.size - (distinct.has(0) ? 1 : 0));
        expect(Math.max(...labels)).toBe(count);
        expect(labels.every((label, i) => (label === 0) === (values[i] === 0))).toBe(true);
      }),
    );
  });
});
