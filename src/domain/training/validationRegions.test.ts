import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKGROUND, isObjectLabel } from '#domain/annotation/annotationValues.ts';
import {
  annotatedBounds,
  chooseValidationRegions,
  cropLabels,
} from '#domain/training/validationRegions.ts';

const filled = (width: number, height: number, value = 1) => ({
  width,
  height,
  data: new Uint32Array(width * height).fill(value),
});

describe('chooseValidationRegions', () => {
  it('takes whole images where there is time for all', () => {
    const images = [filled(500, 300), filled(200, 700)];
    expect(chooseValidationRegions(images, 1e9, 1)).toEqual([
      { x: 0, y: 0, width: 500, height: 300 },
      { x: 0, y: 0, width: 200, height: 700 },
    ]);
  });

  it('takes pieces of some images where there is less, but never nothing', () => {
    const images = Array.from({ length: 6 }, () => filled(700, 500));
    const regions = chooseValidationRegions(images, 1, 3);
    const chosen = regions.filter((region) => region !== null);
    expect(chosen).toHaveLength(1);
    expect(chosen[0]).toMatchObject({ width: 320, height: 320 });
  });

  it('leaves out images without annotation', () => {
    const regions = chooseValidationRegions([filled(400, 400, 0), filled(90, 90)], 1e6, 1);
    expect(regions).toEqual([null, { x: 0, y: 0, width: 90, height: 90 }]);
  });

  it('looks where the annotation is', () => {
    const image = filled(1500, 1500, 0);
    for (let y = 900; y < 1000; y++) image.data.fill(5, y * 1500 + 700, y * 1500 + 900);
    expect(chooseValidationRegions([image], 1, 1)).toEqual([
      { x: 700, y: 900, width: 200, height: 100 },
    ]);
  });

  it('never takes a piece in which nothing is annotated, and prefers objects to background', () => {
    const sparse = filled(1600, 1600, 0);
    sparse.data.set([1, 1, 1], 10 * 1600 + 20);
    sparse.data.set([2, 2], 1590 * 1600 + 1570);
    const mostlyEmpty = filled(1600, 1600, BACKGROUND);
    mostlyEmpty.data.set([7, 7, 7], 900 * 1600 + 1100);
    for (let seed = 0; seed < 3; seed++) {
      for (const image of [sparse, mostlyEmpty]) {
        const [region] = chooseValidationRegions([image], 1, seed);
        if (!region) throw new Error('no region');
        expect(cropLabels(image, region).data.some(isObjectLabel)).toBe(true);
      }
    }
  });

  it('stays inside the images and near the budget, the same for the same seed', () => {
    const sizes = fc.array(
      fc.record({
        width: fc.integer({ min: 1, max: 480 }),
        height: fc.integer({ min: 1, max: 480 }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 600_000 }), fc.nat(), (all, budget, seed) => {
        const images = all.map(({ width, height }) => filled(width, height));
        const regions = chooseValidationRegions(images, budget, seed);
        expect(chooseValidationRegions(images, budget, seed)).toEqual(regions);
        let pixels = 0;
        for (const [index, region] of regions.entries()) {
          if (!region) continue;
          const image = all[index] as { width: number; height: number };
          expect(region.x >= 0 && region.y >= 0).toBe(true);
          expect(region.x + region.width).toBeLessThanOrEqual(image.width);
          expect(region.y + region.height).toBeLessThanOrEqual(image.height);
          pixels += region.width * region.height;
        }
        expect(pixels).toBeGreaterThan(0);
        expect(pixels).toBeLessThanOrEqual(budget + 2 * 320 ** 2);
      }),
      { numRuns: 20 },
    );
  });
});

describe('annotatedBounds', () => {
  it('is the smallest rectangle with every annotated pixel', () => {
    const image = filled(10, 8, 0);
    image.data[3 * 10 + 4] = 1;
    image.data[6 * 10 + 2] = 9;
    expect(annotatedBounds(image)).toEqual({ x: 2, y: 3, width: 3, height: 4 });
    expect(annotatedBounds(filled(4, 4, 0))).toBeNull();
  });
});

describe('cropLabels', () => {
  it('cuts a rectangle out', () => {
    const image = { width: 3, height: 3, data: Uint32Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9]) };
    const cropped = cropLabels(image, { x: 1, y: 1, width: 2, height: 2 });
    expect(cropped).toEqual({ width: 2, height: 2, data: Uint32Array.from([5, 6, 8, 9]) });
  });
});
