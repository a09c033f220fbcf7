import { describe, expect, it } from 'vitest';
import { varyGreyValues } from '#domain/training/greyVariation.ts';
import { presetRecipe } from '#domain/training/recipes.ts';
import { createRandom } from '#lib/random.ts';

const NONE = {
  ...presetRecipe('paper-2015').augmentation,
  greyVariation: 0,
  gammaVariation: 0,
  noise: 0,
};
const range = { low: -1, high: 1 };
const RAMP = Float32Array.from({ length: 101 }, (_, i) => -1 + i / 50);

function vary(change: Partial<typeof NONE>, seed: number): Float32Array {
  const input = RAMP.slice();
  varyGreyValues(input, 1, { ...NONE, ...change }, { range, random: createRandom(seed) });
  return input;
}

describe('varyGreyValues', () => {
  it('leaves the sample alone when nothing is to vary', () => {
    expect(vary({}, 1)).toEqual(RAMP);
  });

  it('keeps both ends of the range by gamma, and moves the middle within its limits', () => {
    const middles = Array.from({ length: 60 }, (_, seed) => {
      const varied = vary({ gammaVariation: 0.5 }, seed);
      expect(varied[0]).toBeCloseTo(-1, 6);
      expect(varied[100]).toBeCloseTo(1, 6);
      return varied[50] as number;
    });

    expect(Math.min(...middles)).toBeGreaterThanOrEqual(-1 + 2 * 0.5 ** 1.5 - 1e-6);
    expect(Math.max(...middles)).toBeLessThanOrEqual(-1 + 2 * 0.5 ** (1 / 1.5) + 1e-6);
    expect(Math.min(...middles)).toBeLessThan(-0.1);
    expect(Math.max(...middles)).toBeGreaterThan(0.1);
  });

  it('varies contrast and brightness within their limits, and is linear', () => {
    for (let seed = 0; seed < 60; seed++) {
      const varied = vary({ greyVariation: 0.2 }, seed);
      const contrast = ((varied[100] as number) - (varied[0] as number)) / 2;
      const middle = varied[50] as number;

      expect(Math.abs(contrast - 1)).toBeLessThanOrEqual(0.2 + 1e-6);
      expect(Math.abs(middle)).toBeLessThanOrEqual(0.4 + 1e-6);
      expect(varied[25]).toBeCloseTo(middle - 0.5 * contrast, 5);
    }
  });

  it('gives each channel its own draw', () => {
    const input = Float32Array.from({ length: 200 }, (_, i) => (i >> 1) / 100);
    varyGreyValues(input, 2, { ...NONE, greyVariation: 0.2 }, { range, random: createRandom(3) });

    expect(input[100]).not.toBeCloseTo(input[101] as number, 3);
  });

  it('leaves an image of one value alone', () => {
    const input = new Float32Array(9).fill(0.5);
    const flat = { low: 0.5, high: 0.5 };
    const settings = { ...NONE, greyVariation: 0.2, gammaVariation: 0.2, noise: 0.2 };
    varyGreyValues(input, 1, settings, { range: flat, random: createRandom(1) });

    expect([...input]).toEqual(Array(9).fill(0.5));
  });
});
