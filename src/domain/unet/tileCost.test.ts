import { expect, it } from 'vitest';
import { tileCost } from '#domain/unet/tileCost.ts';

const paper = { depth: 4, baseFeatures: 64, inputChannels: 1, classCount: 2 };

it('counts 300.9 GFLOP for the paper’s network on a 572 px tile', () => {
  expect(tileCost(paper, 572, 572).flops / 1e9).toBeCloseTo(300.86, 1);
});

it('counts 3.792 GFLOP for 16 features on a 316 px tile', () => {
  expect(tileCost({ ...paper, baseFeatures: 16 }, 316, 316).flops / 1e9).toBeCloseTo(3.792, 2);
});

it('finds the first level’s maps to be the largest: 570 × 570 × 64 floats', () => {
  expect(tileCost(paper, 572, 572).largestMapBytes).toBe(4 * 570 * 570 * 64);
});

it('needs more memory at the worst moment than two of the largest maps', () => {
  const cost = tileCost(paper, 572, 572);
  expect(cost.peakBytes).toBeGreaterThan(1.9 * cost.largestMapBytes);
  expect(cost.peakBytes).toBeLessThan(4 * cost.largestMapBytes);
});
