import { describe, expect, it } from 'vitest';
import {
  controlShares,
  displacementsOfRow,
  drawElasticField,
} from '#domain/training/elasticField.ts';
import { createRandom } from '#lib/random.ts';

describe('drawElasticField', () => {
  it('draws control points with mean 0 and the deviation asked for', () => {
    const drawn: number[] = [];
    for (let seed = 0; seed < 500; seed++) {
      const { x, y } = drawElasticField(10, createRandom(seed));
      drawn.push(...x, ...y);
    }

    const mean = drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    const variance = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / drawn.length;
    expect(drawn).toHaveLength(9000);
    expect(Math.abs(mean)).toBeLessThan(0.4);
    expect(Math.sqrt(variance)).toBeGreaterThan(9.7);
    expect(Math.sqrt(variance)).toBeLessThan(10.3);
  });

  it('draws nothing for σ = 0', () => {
    const { x, y } = drawElasticField(0, createRandom(1));

    expect([...x, ...y]).toEqual(Array(18).fill(0));
  });
});

describe('controlShares', () => {
  const EDGE = 9;
  const shares = controlShares(EDGE);
  const at = (position: number) => [...shares.subarray(3 * position, 3 * position + 3)];

  it('gives the drawn displacement at the control points', () => {
    expect(at(0)).toEqual([1, 0, 0]);
    expect(at(4)).toEqual([0, 1, 0]);
    expect(at(8)).toEqual([0, 0, 1]);
  });

  it('follows the cubic convolution kernel between them, outermost points repeated', () => {
    const [left, middle, right] = at(2);

    expect(left).toBeCloseTo(0.5625 - 0.0625, 12);
    expect(middle).toBeCloseTo(0.5625, 12);
    expect(right).toBeCloseTo(-0.0625, 12);
  });

  it('moves every position alike when all control points do', () => {
    for (let position = 0; position < EDGE; position++) {
      expect(at(position).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    }
  });

  it('has rows of control points displace rows of the sample', () => {
    const controls = Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9]);

    expect(displacementsOfRow(controls, shares, 0)).toEqual([1, 2, 3]);
    expect(displacementsOfRow(controls, shares, 4)).toEqual([4, 5, 6]);
    expect(displacementsOfRow(controls, shares, 8)).toEqual([7, 8, 9]);
  });
});
