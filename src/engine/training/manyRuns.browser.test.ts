import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parameterCount } from '#domain/model/weights.ts';
import { startBackend } from '#engine/backend.ts';
import { predictTile } from '#engine/inference/predictTile.ts';
import { disposeWeights, uploadWeights } from '#engine/network/unetWeights.ts';
import { randomSample } from '#engine/testing/randomSample.ts';
import { TrainingSession } from '#engine/training/trainingSession.ts';

const SPEC = { depth: 1, baseFeatures: 4, inputChannels: 1, classCount: 2 };
const EDGE = 44;

/** What the engine holds: tensors, their bytes, and the heap that they lie in. */
function held() {
  const { numTensors, numBytes } = tf.memory();
  const { wasm } = tf.backend() as unknown as { readonly wasm: { readonly HEAPU8: Uint8Array } };
  return { numTensors, numBytes, heapBytes: wasm.HEAPU8.byteLength };
}

/** Runs `once` a few times to fill caches, then `count` times; nothing may be left behind. */
async function expectSteady(count: number, once: (index: number) => Promise<void>): Promise<void> {
  for (let index = 0; index < 5; index++) await once(index);
  const before = held();
  for (let index = 0; index < count; index++) await once(index);
  const after = held();
  expect(after.numTensors).toBe(before.numTensors);
  expect(after.numBytes).toBe(before.numBytes);
  expect(after.heapBytes).toBeLessThanOrEqual(1.01 * before.heapBytes);
}

describe('an engine that lives long', () => {
  beforeAll(async () => {
    await startBackend('wasm');
  });

  it('holds after 200 trainings what it held before', async () => {
    await expectSteady(200, async (seed) => {
      const session = new TrainingSession({
        network: SPEC,
        state: null,
        optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
        seed,
        clipNorm: 1,
        dropout: 0.2,
        freezeContracting: false,
      });
      await session.step(randomSample(SPEC, EDGE, { seed }), { learningRate: 0.01, iteration: 0 });
      await session.read();
      session.dispose();
    });
  });

  it('holds after 50 models and images what it held before', async () => {
    await expectSteady(50, async (index) => {
      const weights = uploadWeights(SPEC, new Float32Array(parameterCount(SPEC)).fill(0.01));
      const width = EDGE + 4 * (index % 5);
      const pixels = new Float32Array(width * EDGE).fill(0.5);
      const averageSymmetries = index % 2 === 0;
      await predictTile(SPEC, weights, { pixels, width, height: EDGE, averageSymmetries });
      disposeWeights(weights);
    });
  });
});
