import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitEllipses } from '#domain/measurement/ellipses.ts';
import { indexLabels } from '#domain/measurement/labelIndex.ts';
import { sumRegions } from '#domain/measurement/regionSums.ts';

const WIDTH = 9;

/** Ellipse of one object given by its pixels. */
function ellipseOf(mask: readonly number[]) {
  const data = Uint32Array.from(mask);
  const labels = { width: WIDTH, height: mask.length / WIDTH, data };
  const ellipses = fitEllipses(sumRegions(labels, indexLabels(data)));
  const [axisMajor = Number.NaN] = ellipses.axisMajor;
  const [axisMinor = Number.NaN] = ellipses.axisMinor;
  const [orientation = Number.NaN] = ellipses.orientation;
  return { axisMajor, axisMinor, orientation };
}

/** Variance of the pixel centres along the direction (sin angle, cos angle). */
function varianceAlong(mask: readonly number[], angle: number): number {
  const positions = mask.flatMap((value, i) =>
    value === 0 ? [] : [(i % WIDTH) * Math.sin(angle) + Math.floor(i / WIDTH) * Math.cos(angle)],
  );
  const mean = positions.reduce((sum, position) => sum + position, 0) / positions.length;
  return positions.reduce((sum, position) => sum + (position - mean) ** 2, 0) / positions.length;
}

const masks = fc
  .array(fc.constantFrom(0, 1), { minLength: WIDTH * 7, maxLength: WIDTH * 7 })
  .filter((mask) => mask.includes(1));

describe('fitEllipses', () => {
  it('has the variance of the object along its axes', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        const { axisMajor, axisMinor, orientation } = ellipseOf(mask);
        expect((axisMajor / 4) ** 2).toBeCloseTo(varianceAlong(mask, orientation), 9);
        expect((axisMinor / 4) ** 2).toBeCloseTo(varianceAlong(mask, orientation + Math.PI / 2), 9);
        expect(axisMajor).toBeGreaterThanOrEqual(axisMinor);
      }),
      { seed: 1 },
    );
  });

  it('points along the largest variance when the variances along x and y are equal', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        // Joined with its own transpose, an object varies along x as much as along y.
        const symmetric = Array.from({ length: WIDTH * WIDTH }, (_, i) => {
          const transposed = (i % WIDTH) * WIDTH + Math.floor(i / WIDTH);
          return (mask[i] ?? 0) | (mask[transposed] ?? 0);
        });
        const { axisMajor, orientation } = ellipseOf(symmetric);
        expect(Math.abs(orientation)).toBe(Math.PI / 4);
        expect((axisMajor / 4) ** 2).toBeCloseTo(varianceAlong(symmetric, orientation), 9);
      }),
      { seed: 2 },
    );
  });
});
