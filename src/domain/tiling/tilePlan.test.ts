import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseTilePlan } from '#domain/tiling/chooseTileSize.ts';
import { planTiles, type Tile, type TilePlan } from '#domain/tiling/tilePlan.ts';
import { tileCost } from '#domain/unet/tileCost.ts';
import { haloPx } from '#domain/unet/validShape.ts';

const cases = fc.record({
  region: fc.record({
    x: fc.nat(300),
    y: fc.nat(300),
    width: fc.integer({ min: 1, max: 900 }),
    height: fc.integer({ min: 1, max: 900 }),
  }),
  depth: fc.integer({ min: 1, max: 5 }),
  maxInputWidth: fc.integer({ min: 1, max: 800 }),
  maxInputHeight: fc.integer({ min: 1, max: 800 }),
});

function coverage(plan: TilePlan, width: number, height: number): Uint8Array {
  const counts = new Uint8Array(width * height);
  for (const { write } of plan.tiles) {
    for (let y = write.y; y < write.y + write.height; y++) {
      for (let x = write.x; x < write.x + write.width; x++) {
        counts[y * width + x] = (counts[y * width + x] ?? 0) + 1;
      }
    }
  }
  return counts;
}

describe('planTiles', () => {
  it('writes every pixel of the region exactly once, and no other', () => {
    fc.assert(
      fc.property(cases, (options) => {
        const { region } = options;
        const width = region.x + region.width + 8;
        const height = region.y + region.height + 8;
        const counts = coverage(planTiles(options), width, height);
        let outside = 0;
        counts.forEach((count, i) => {
          const x = i % width;
          const y = (i - x) / width;
          const inside =
            x >= region.x &&
            y >= region.y &&
            x < region.x + region.width &&
            y < region.y + region.height;
          if (count !== (inside ? 1 : 0)) outside++;
        });
        expect(outside).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('reads on the pooling grid of the whole image and keeps a full halo round each write window', () => {
    fc.assert(
      fc.property(cases, (options) => {
        const plan = planTiles(options);
        const step = 2 ** options.depth;
        const halo = haloPx(options.depth);
        const isWrong = ({ read, write }: Tile) =>
          (read.x + halo) % step !== 0 ||
          (read.y + halo) % step !== 0 ||
          write.x - read.x < halo ||
          write.y - read.y < halo ||
          write.x + write.width + halo > read.x + read.width ||
          write.y + write.height + halo > read.y + read.height;
        expect(plan.tiles.filter(isWrong)).toEqual([]);
      }),
    );
  });

  it('takes one 572 px tile for the paper’s 388 px output', () => {
    const region = { x: 0, y: 0, width: 388, height: 388 };
    const plan = planTiles({ region, depth: 4, maxInputWidth: 2000, maxInputHeight: 2000 });
    expect(plan).toMatchObject({ inputWidth: 572, outputWidth: 388 });
    expect(plan.tiles).toHaveLength(1);
  });
});

describe('chooseTilePlan', () => {
  const spec = { depth: 4, baseFeatures: 16, inputChannels: 1, classCount: 2 };
  const budget = { maxBufferBytes: null, workerBytes: 1e9, workerCount: 1, maxInputEdge: 1000 };

  it('keeps every tile within the memory given', () => {
    const region = { x: 0, y: 0, width: 5000, height: 4000 };
    for (const workerBytes of [3e7, 1e8, 4e8]) {
      const plan = chooseTilePlan(spec, region, { ...budget, workerBytes });
      expect(tileCost(spec, plan.inputWidth, plan.inputHeight).peakBytes).toBeLessThan(workerBytes);
    }
  });

  it('never takes a tile larger than useful', () => {
    const plan = chooseTilePlan(spec, { x: 0, y: 0, width: 120, height: 120 }, budget);
    expect(plan).toMatchObject({ inputWidth: 316, inputHeight: 316 });
  });

  it('cuts an image in two for two workers', () => {
    const region = { x: 0, y: 0, width: 512, height: 512 };
    expect(chooseTilePlan(spec, region, { ...budget, workerCount: 2 }).tiles).toHaveLength(2);
  });
});
