import { describe, expect, it } from 'vitest';
import { PROBABILITY_LEVELS } from '#domain/image/probabilityMap.ts';
import { minimumLevel } from '#domain/segmentation/threshold.ts';

describe('minimumLevel', () => {
  it('includes every level whose probability is the threshold itself, and no lower one', () => {
    for (let level = 0; level <= PROBABILITY_LEVELS; level++) {
      if (minimumLevel(level / PROBABILITY_LEVELS) !== level) expect.fail(`level ${level}`);
    }
  });

  it('rounds up between levels', () => {
    expect(minimumLevel(0.5)).toBe(32_768);
    for (let level = 1; level <= PROBABILITY_LEVELS; level += 97) {
      expect(minimumLevel((level - 0.99) / PROBABILITY_LEVELS)).toBe(level);
      expect(minimumLevel((level - 0.01) / PROBABILITY_LEVELS)).toBe(level);
    }
  });
});
