import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarizeColumn } from '#domain/measurement/columnSummary.ts';

describe('summarizeColumn', () => {
  it('gives mean, sample deviation, extremes and counts of known values', () => {
    const summary = summarizeColumn(Float64Array.of(2, 4, 4, 4, 5, 5, 7, 9), 7);
    expect(summary).toEqual({
      count: 8,
      mean: 5,
      sd: Math.sqrt(32 / 7),
      min: 2,
      max: 9,
      histogram: Uint32Array.of(1, 0, 3, 2, 0, 1, 1),
    });
  });

  it('leaves out what is not a finite number', () => {
    const values = Float64Array.of(Number.NaN, 3, Number.POSITIVE_INFINITY, 1);
    expect(summarizeColumn(values, 2)).toEqual({
      count: 2,
      mean: 2,
      sd: Math.SQRT2,
      min: 1,
      max: 3,
      histogram: Uint32Array.of(1, 1),
    });
  });

  it('has no statistics of nothing and no deviation of one value', () => {
    expect(summarizeColumn(Float64Array.of(Number.NaN), 2)).toEqual({
      count: 0,
      mean: Number.NaN,
      sd: Number.NaN,
      min: Number.NaN,
      max: Number.NaN,
      histogram: Uint32Array.of(0, 0),
    });
    const one = summarizeColumn(Float64Array.of(7), 3);
    expect(one).toMatchObject({ count: 1, mean: 7, sd: Number.NaN, min: 7, max: 7 });
    expect(one.histogram).toEqual(Uint32Array.of(1, 0, 0));
  });

  it('counts every finite value once', () => {
    fc.assert(
      fc.property(fc.float64Array({ maxLength: 50, min: -1e100, max: 1e100 }), (values) => {
        const { histogram, count } = summarizeColumn(values);
        expect(histogram.reduce((sum, n) => sum + n, 0)).toBe(count);
      }),
      { seed: 1 },
    );
  });
});
