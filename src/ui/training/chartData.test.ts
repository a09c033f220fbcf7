import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lossCurves,
  positiveOnly,
  smoothedLoss,
  validationCurves,
} from '#ui/training/chartData.ts';

const history = (values: readonly number[]) =>
  values.map((value, index) => [index + 1, value] as const);

describe('lossCurves', () => {
  it('shows every step while there are few', () => {
    const [steps, raw] = lossCurves(history([3, 2, 1]), 10);
    expect(steps).toEqual([1, 2, 3]);
    expect(raw).toEqual([3, 2, 1]);
  });

  it('joins stretches of steps by their mean, the last stretch too', () => {
    const [steps, raw] = lossCurves(history([4, 2, 6, 2, 7]), 3);
    expect(steps).toEqual([2, 4, 5]);
    expect(raw).toEqual([3, 4, 7]);
  });

  it('smooths as the weighted mean 0.95ⁿ, so that the first value is already right', () => {
    const [, , smoothed] = lossCurves(history([1, 2]), 10);
    expect(smoothed[0]).toBe(1);
    expect(smoothed[1]).toBeCloseTo((0.95 * 1 + 2) / 1.95, 12);
  });

  it('leaves gaps where the loss is not finite', () => {
    const [, raw, smoothed] = lossCurves(history([Number.NaN, 2, Number.POSITIVE_INFINITY]), 10);
    expect(raw).toEqual([null, 2, null]);
    expect(smoothed).toEqual([null, 2, 2]);
  });

  it('keeps to the limit, ends at the last step and stays within the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1, maxLength: 500 }),
        fc.integer({ min: 1, max: 50 }),
        (values, limit) => {
          const [steps, raw, smoothed] = lossCurves(history(values), limit);
          expect(steps.length).toBeLessThanOrEqual(limit);
          expect(steps.at(-1)).toBe(values.length);
          const low = Math.min(...values) - 1e-9;
          const high = Math.max(...values) + 1e-9;
          for (const value of [...raw, ...smoothed]) {
            expect(value).not.toBeNull();
            expect(value).toBeGreaterThanOrEqual(low);
            expect(value).toBeLessThanOrEqual(high);
          }
        },
      ),
    );
  });
});

it('smoothedLoss is the end of the smoothed curve', () => {
  const values = [5, 4, 3, 2, 1];
  expect(smoothedLoss(history(values))).toBe(lossCurves(history(values), 10)[2].at(-1));
  expect(smoothedLoss([])).toBeNull();
});

it('validationCurves takes the two scores and reaches to the last step', () => {
  const point = { iteration: 5, iou: 0.5, f1_50: 0.25, seg: 0.1, loss: null };
  expect(validationCurves([point], 5)).toEqual([[5], [0.5], [0.25]]);
  expect(validationCurves([point], 9)).toEqual([
    [5, 9],
    [0.5, null],
    [0.25, null],
  ]);
});

it('positiveOnly leaves out what has no logarithm', () => {
  expect(positiveOnly([1, 0, null, -1, 0.5])).toEqual([1, null, null, null, 0.5]);
});
