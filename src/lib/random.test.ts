import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#lib/random.ts';

// From the same recurrences written in Python with its own logarithm.
const KNOWN_NORMALS = [0.4813926130929774, 0.34611402006144537];
const KNOWN_SHUFFLE = [5, 1, 2, 4, 3];

function draws<T>(count: number, draw: () => T): T[] {
  return Array.from({ length: count }, draw);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('createRandom', () => {
  it('gives these numbers for seed 1 in every engine and version', () => {
    const { uniform } = createRandom(1);
    expect(draws(3, () => uniform() * 2 ** 32)).toEqual([3744386412, 3295632623, 3317001727]);
    const { normal } = createRandom(1);
    expect(draws(2, () => normal())).toEqual(KNOWN_NORMALS);
    expect(createRandom(1).shuffle([1, 2, 3, 4, 5])).toEqual(KNOWN_SHUFFLE);
  });

  it('repeats itself for the same seed and stream, and differs for others', () => {
    const series = (seed: number, stream?: number) => {
      const { uniform } = createRandom(seed, stream);
      return draws(20, () => uniform()).join();
    };
    expect(series(7)).toBe(series(7, 0));
    const all = [series(7), series(8), series(7, 1), series(8, 1), series(-7), series(7, 2)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('has no correlation between neighbouring seeds or streams', () => {
    for (const [seed, stream] of [
      [4, 0],
      [3, 1],
    ] as const) {
      const first = createRandom(3);
      const second = createRandom(seed, stream);
      const products = draws(20_000, () => (first.uniform() - 0.5) * (second.uniform() - 0.5));
      // Standard error of the mean product is 1/12/√20000 = 5.9e-4.
      expect(Math.abs(mean(products))).toBeLessThan(4 * 5.9e-4);
    }
  });

  it('fills [0, 1) evenly: χ² of 256 bins within 5 deviations', () => {
    const { uniform } = createRandom(11);
    const counts = new Array<number>(256).fill(0);
    const drawCount = 256 * 1000;
    for (let i = 0; i < drawCount; i++) {
      const bin = Math.floor(uniform() * 256);
      counts[bin] = (counts[bin] ?? Number.NaN) + 1;
    }
    const chiSquared = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(Math.abs(chiSquared - 255)).toBeLessThan(5 * Math.sqrt(2 * 255));
  });

  it('draws normal numbers with the right mean, deviation and tails', () => {
    const { normal } = createRandom(12);
    const values = draws(200_000, () => normal(3, 2));
    expect(mean(values)).toBeCloseTo(3, 1);
    expect(mean(values.map((value) => (value - 3) ** 2))).toBeCloseTo(4, 1);
    const beyond = (deviations: number) =>
      values.filter((value) => Math.abs(value - 3) > 2 * deviations).length / values.length;
    expect(beyond(1)).toBeCloseTo(0.3173, 2);
    expect(beyond(2)).toBeCloseTo(0.0455, 2);
    expect(beyond(3)).toBeCloseTo(0.0027, 3);
  });

  it('stays within its bounds', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.nat({ max: 50 }), (seed, low, span) => {
        const random = createRandom(seed);
        for (const value of draws(30, () => random.integer(low, low + span))) {
          expect(Number.isInteger(value) && value >= low && value <= low + span).toBe(true);
        }
        for (const value of draws(30, () => random.uniform(-2, 5))) {
          expect(value >= -2 && value < 5).toBe(true);
        }
      }),
    );
  });

  it('reaches each integer of a range equally often', () => {
    const { integer } = createRandom(13);
    const counts = new Map<number, number>();
    for (const value of draws(60_000, () => integer(-2, 3))) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
    for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it.each([
    [3, 2],
    [0.5, 2],
    [0, 2.5],
    [0, 2 ** 32],
    [0, Number.NaN],
  ])('refuses the integer range %d … %d', (low, high) => {
    expect(() => createRandom(1).integer(low, high)).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });

  it('shuffles into a permutation, leaves the input alone, and favours no order', () => {
    const random = createRandom(14);
    const items = ['a', 'b', 'c'];
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = random.shuffle(items).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(items).toEqual(['a', 'b', 'c']);
    expect([...counts.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
