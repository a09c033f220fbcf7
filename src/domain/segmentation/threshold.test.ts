import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROBABILITY_LEVELS } from '#domain/image/probabilityMap.ts';
import { minimumLevel } from '#domain/segmentation/threshold.ts';

describe('minimumLevel', () => {
  it('includes every level whose probability is the threshold itself', () => {
    for (let level = 0; level <= PROBABILITY_LEVELS; level++) {
      if (minimumLevel(level / PROBABILITY_LEVELS) !== level) expect.fail(`level ${level}`);
    }
  });

  it('is the smallest level at or above any threshold', () => {
    expect(minimumLevel(0.5)).toBe(32_768);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (threshold) => {
        const level = minimumLevel(threshold);
        expect(level / PROBABILITY_LEVELS).toBeGreaterThanOrEqual(threshold);
        if (level > 0) expect((level - 1) / PROBABILITY_LEVELS).toBeLessThan(threshold);
      }),
    );
  });
});
