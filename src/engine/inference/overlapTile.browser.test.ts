import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { parameterCount, weightShapes } from '#domain/model/weights.ts';
import { mirrorIndices } from '#domain/tiling/mirrorIndex.ts';
import { cropToWriteWindow, planTiles, type TilePlan } from '#domain/tiling/tilePlan.ts';
import { startBackend } from '#engine/backend.ts';
import { predictTile } from '#engine/inference/predictTile.ts';
import { disposeWeights, uploadWeights } from '#engine/network/unetWeights.ts';
import { expectNoLeak } from '#engine/testing/expectNoLeak.ts';
import { createRandom } from '#lib/random.ts';

interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** He-initialised weights: signals keep their size through the layers, so that errors would show. */
function randomWeights(spec: UnetSpec): Float32Array {
  const random = createRandom(7);
  const values = new Float32Array(parameterCount(spec));
  for (const { shape, offset, length } of weightShapes(spec)) {
    const fanIn = shape.length === 4 ? length / Math.max(...shape.slice(2)) : 1;
    const deviation = shape.length === 4 ? Math.sqrt(2 / fanIn) : 0.1;
    for (let i = 0; i < length; i++) values[offset + i] = deviation * random.normal();
  }
  return values;
}

function noise(width: number, height: number): Grey {
  const random = createRandom(width * 1000 + height);
  return {
    width,
    height,
    data: Float32Array.from({ length: width * height }, () => random.normal()),
  };
}

async function segment(
  spec: UnetSpec,
  values: Float32Array,
  image: Grey,
  plan: TilePlan,
  average = false,
) {
  const weights = uploadWeights(spec, values);
  const map = new Float32Array(image.width * image.height);
  for (const tile of plan.tiles) {
    const { read, write } = tile;
    const columns = mirrorIndices(read.x, read.width, image.width);
    const rows = mirrorIndices(read.y, read.height, image.height);
    const pixels = new Float32Array(read.width * read.height);
    rows.forEach((row, y) => {
      columns.forEach((column, x) => {
        pixels[y * read.width + x] = image.data[row * image.width + column] as number;
      });
    });
    const input = { pixels, width: read.width, height: read.height, averageSymmetries: average };
    const output = await predictTile(spec, weights, input);
    const kept = cropToWriteWindow(output, plan.outputWidth, tile, spec.depth);
    for (let y = 0; y < write.height; y++) {
      map.set(
        kept.subarray(y * write.width, (y + 1) * write.width),
        (write.y + y) * image.width + write.x,
      );
    }
  }
  disposeWeights(weights);
  return map;
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] as number))), 0);
}

describe('overlap-tile inference', () => {
  beforeAll(async () => {
    await startBackend('wasm');
  });

  const sizes = [
    { width: 1, height: 1 },
    { width: 3, height: 200 },
    { width: 120, height: 120 },
    { width: 197, height: 243 },
    { width: 300, height: 90 },
  ];
  const depths = [1, 2, 3, 4];
  const cases = sizes.flatMap((size) => depths.map((depth) => ({ ...size, depth })));

  it.each(cases)(
    'gives the untiled result for $width × $height px at depth $depth',
    async ({ width, height, depth }) => {
      const spec = { depth, baseFeatures: 2, inputChannels: 1, classCount: 2 };
      const values = randomWeights(spec);
      const image = noise(width, height);
      const region = { x: 0, y: 0, width, height };
      const plan = (edge: number) =>
        planTiles({ region, depth, maxInputWidth: edge, maxInputHeight: edge });
      await expectNoLeak(async () => {
        const whole = await segment(spec, values, image, plan(2000));
        for (const edge of [220, 270]) {
          const tiled = await segment(spec, values, image, plan(edge));
          expect(largestDifference(whole, tiled)).toBeLessThan(1e-5);
        }
        const variation = Math.max(...whole) - Math.min(...whole);
        if (width * height > 100) expect(variation).toBeGreaterThan(1e-3);
        return 0;
      });
    },
  );

  it('gives the untiled result when averaging rotations and mirrors too', async () => {
    const spec = { depth: 3, baseFeatures: 2, inputChannels: 1, classCount: 2 };
    const values = randomWeights(spec);
    const image = noise(150, 97);
    const region = { x: 0, y: 0, width: 150, height: 97 };
    const plan = (edge: number) =>
      planTiles({ region, depth: 3, maxInputWidth: edge, maxInputHeight: edge });
    await expectNoLeak(async () => {
      const whole = await segment(spec, values, image, plan(2000), true);
      const tiled = await segment(spec, values, image, plan(140), true);
      const single = await segment(spec, values, image, plan(2000), false);
      expect(largestDifference(whole, tiled)).toBeLessThan(1e-5);
      expect(largestDifference(whole, single)).toBeGreaterThan(1e-4);
      return 0;
    });
  });

  it('averages to a map that turns with the image', async () => {
    const spec = { depth: 2, baseFeatures: 2, inputChannels: 1, classCount: 2 };
    const weights = uploadWeights(spec, randomWeights(spec));
    const edge = 60;
    const pixels = noise(edge, edge).data;
    const mirrored = pixels.map((_, i) => pixels[i - (i % edge) + edge - 1 - (i % edge)] as number);
    const run = (data: Float32Array) =>
      predictTile(spec, weights, {
        pixels: data,
        width: edge,
        height: edge,
        averageSymmetries: true,
      });
    const straight = await run(pixels);
    const turned = await run(mirrored);
    const outEdge = Math.sqrt(straight.length);
    const back = turned.map(
      (_, i) => turned[i - (i % outEdge) + outEdge - 1 - (i % outEdge)] as number,
    );
    expect(largestDifference(straight, back)).toBeLessThan(1e-5);
    disposeWeights(weights);
  });

  it('refuses pixels that do not fill the tile, naming both sizes', async () => {
    const spec = { depth: 1, baseFeatures: 2, inputChannels: 1, classCount: 2 };
    const weights = uploadWeights(spec, randomWeights(spec));
    const tile = { pixels: new Float32Array(5), width: 20, height: 20, averageSymmetries: false };
    await expect(predictTile(spec, weights, tile)).rejects.toMatchObject({
      code: 'shape-mismatch',
    });
    disposeWeights(weights);
  });

  it('throws a tile of NaN away instead of returning it', async () => {
    const spec = { depth: 1, baseFeatures: 2, inputChannels: 1, classCount: 2 };
    await expectNoLeak(async () => {
      const weights = uploadWeights(spec, randomWeights(spec).fill(Number.NaN));
      const pixels = new Float32Array(400).fill(1);
      const tile = { pixels, width: 20, height: 20, averageSymmetries: false };
      await expect(predictTile(spec, weights, tile)).rejects.toMatchObject({
        code: 'not-finite',
      });
      disposeWeights(weights);
      return 0;
    });
    expect(tf.getBackend()).toBe('wasm');
  });
});
