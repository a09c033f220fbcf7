import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finiteRange, percentiles } from '#domain/image/percentiles.ts';

/** The definition: sort, then interpolate between neighbours. */
function bySorting(values: readonly number[], percent: number): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const position = (percent / 100) * (sorted.length - 1);
  const low = sorted[Math.floor(position)] ?? 0;
  const high = sorted[Math.ceil(position)] ?? 0;
  return low + (position - Math.floor(position)) * (high - low);
}

describe('percentiles', () => {
  it('equal sorting, for floats with NaN and infinities', () => {
    const samples = fc.array(fc.float(), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(samples, fc.double({ min: 0, max: 100, noNaN: true }), (values, percent) => {
        const [actual] = percentiles(Float32Array.from(values), [percent]);
        const expected = bySorting(values, percent);
        expect(Math.abs((actual ?? 0) - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
      }),
    );
  });

  it('equal sorting, for 16-bit data', () => {
    const samples = fc.array(fc.integer({ min: 0, max: 65_535 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(samples, fc.double({ min: 0, max: 100, noNaN: true }), (values, percent) => {
        const [actual] = percentiles(Uint16Array.from(values), [percent]);
        expect(actual).toBeCloseTo(bySorting(values, percent), 8);
      }),
    );
  });

  it('are 0 when nothing is finite', () => {
    expect(percentiles(Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY), [1, 99])).toEqual([
      0, 0,
    ]);
  });
});

describe('finiteRange', () => {
  it('ignores NaN and infinities and counts them', () => {
    const values = Float32Array.of(3, Number.NaN, -2, Number.NEGATIVE_INFINITY);
    expect(finiteRange(values)).toEqual({ min: -2, max: 3, nonFiniteCount: 2 });
  });
});
