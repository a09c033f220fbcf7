import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { parameterCount } from '#domain/model/weights.ts';
import { startBackend } from '#engine/backend.ts';
import { predictTile } from '#engine/inference/predictTile.ts';
import { type UnetWeights, uploadWeights } from '#engine/network/unetWeights.ts';
import { createRandom } from '#lib/random.ts';

const SPEC = { depth: 1, baseFeatures: 2, inputChannels: 1, classCount: 2 };
const EDGE = 44;
const TRIES = 100;

const random = createRandom(5);
const numbers = (length: number) => Float32Array.from({ length }, () => random.normal());
const TILE = { pixels: numbers(EDGE * EDGE), width: EDGE, height: EDGE, averageSymmetries: false };

const device = () => (tf.backend() as WebGPUBackend).device;
let weights: UnetWeights;
let undo = () => {};

beforeAll(async () => {
  await startBackend('webgpu');
  weights = uploadWeights(SPEC, numbers(parameterCount(SPEC)));
});
afterEach(() => undo());

/** Calls `onCall` with the number of each dispatch that a tile makes. */
function watchDispatches(onCall: (count: number) => void): void {
  const target = device();
  const original = target.createBindGroup.bind(target);
  let count = 0;
  target.createBindGroup = (descriptor) => {
    onCall(++count);
    return original(descriptor);
  };
  undo = () => {
    target.createBindGroup = original;
  };
}

it('gives no tile out of a job in which the GPU failed, in 100 tries', async () => {
  const expected = await predictTile(SPEC, weights, TILE);
  let dispatchCount = 0;
  watchDispatches((count) => {
    dispatchCount = count;
  });
  await predictTile(SPEC, weights, TILE);
  undo();
  expect(dispatchCount).toBeGreaterThan(5);

  const outcomes = { refused: 0, wrong: 0 };
  for (let index = 0; index < TRIES; index++) {
    const at = random.integer(1, dispatchCount);
    watchDispatches((count) => {
      if (count === at) device().createBuffer({ size: 2 ** 50, usage: GPUBufferUsage.STORAGE });
    });
    const outcome = await predictTile(SPEC, weights, TILE).catch(
      ({ code }: { code: string }) => code,
    );
    undo();
    if (outcome === 'wrong-result' || outcome === 'out-of-memory') outcomes.refused++;
    else outcomes.wrong++;
    // The job after it is sound again: the error belonged to that one alone.
    if (index % 10 === 0) expect(await predictTile(SPEC, weights, TILE)).toEqual(expected);
  }
  expect(outcomes).toEqual({ refused: TRIES, wrong: 0 });
});
