import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tileCost } from '#domain/unet/tileCost.ts';
import { trainingCost } from '#domain/unet/trainingCost.ts';
import { inputEdgeFor } from '#domain/unet/validShape.ts';

const paper = { depth: 4, baseFeatures: 64, inputChannels: 1, classCount: 2 };

it('counts three times the forward pass, less the gradient by the image', () => {
  const forward = tileCost(paper, 572, 572).flops;
  const firstConv = 2 * 570 * 570 * 9 * 64;
  expect(trainingCost(paper, 572, 1).flops).toBe(3 * forward - firstConv);
});

it('needs about 1.3 GB for the paper’s network on a 572 px tile', () => {
  // Its maps take 0.85 GB; 31 million weights with Adam's two moments 0.37 GB.
  const { peakBytes } = trainingCost(paper, 572, 1);
  expect(peakBytes / 1e9).toBeGreaterThan(1.1);
  expect(peakBytes / 1e9).toBeLessThan(1.6);
});

it('grows with edge, batch, depth and features', () => {
  fc.assert(
    fc.property(
      fc.record({
        depth: fc.integer({ min: 1, max: 4 }),
        baseFeatures: fc.integer({ min: 1, max: 64 }),
        wanted: fc.integer({ min: 1, max: 400 }),
        batchSize: fc.integer({ min: 1, max: 8 }),
      }),
      ({ depth, baseFeatures, wanted, batchSize }) => {
        const spec = { depth, baseFeatures, inputChannels: 1, classCount: 2 };
        const edge = inputEdgeFor(wanted, depth);
        const cost = trainingCost(spec, edge, batchSize);
        const larger = [
          trainingCost(spec, edge + 2 ** depth, batchSize),
          trainingCost(spec, edge, batchSize + 1),
          trainingCost({ ...spec, baseFeatures: baseFeatures + 1 }, edge, batchSize),
        ];
        for (const { flops, peakBytes } of larger) {
          expect(flops).toBeGreaterThan(cost.flops);
          expect(peakBytes).toBeGreaterThanOrEqual(cost.peakBytes);
        }
      },
    ),
  );
});

it('refuses an edge that does not fit', () => {
  expect(() => trainingCost(paper, 570, 1)).toThrow(
    expect.objectContaining({ code: 'shape-mismatch' }),
  );
});
