import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '#engine/backend.ts';
import type { NetworkKernels } from '#engine/kernels/networkKernels.ts';
import { portableKernels } from '#engine/kernels/portableKernels.ts';
import { instantiateMicrokernels } from '#engine/kernels/wasm/microkernels.ts';
import {
  fusedMultiplyAdd,
  type MultiplyAdd,
  separateMultiplyAdd,
} from '#engine/kernels/wasm/multiplyAdd.ts';
import { productKernels } from '#engine/kernels/wasm/productKernels.ts';
import { WasmHeap, wasmMemory } from '#engine/kernels/wasm/wasmHeap.ts';
import { createWasmKernels } from '#engine/kernels/wasm/wasmKernels.ts';
import { createRandom } from '#lib/random.ts';

/** Loops of our own, with or without the fused instruction, and what runs where SIMD is missing. */
const tables: readonly { name: string; create: () => NetworkKernels }[] = [
  { name: 'loops with fused multiply-add', create: () => loops(fusedMultiplyAdd) },
  { name: 'loops without', create: () => loops(separateMultiplyAdd) },
  { name: 'products', create: () => productKernels },
];

function loops(multiplyAdd: MultiplyAdd): NetworkKernels {
  const backend = tf.backend() as BackendWasm;
  const memory = wasmMemory(backend) as WebAssembly.Memory;
  const microkernels = instantiateMicrokernels(memory, [multiplyAdd]);
  if (!microkernels) throw new Error('The test browser should have relaxed SIMD.');
  return createWasmKernels(new WasmHeap(backend, microkernels));
}

const random = createRandom(2);
const numbers = (shape: readonly number[]) =>
  tf.tensor(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
    [...shape],
  );
const map = (...shape: [number, number, number, number]) => numbers(shape) as tf.Tensor4D;

async function on(backend: 'cpu' | 'wasm', run: () => tf.Tensor) {
  await startBackend(backend);
  const result = run();
  const values = { shape: result.shape, data: Float32Array.from(await result.data()) };
  result.dispose();
  return values;
}

/** Runs one operation by the table and by the CPU's portable one; 1e-5 of the largest agrees. */
async function expectEqual(
  create: () => NetworkKernels,
  run: (kernels: NetworkKernels) => tf.Tensor,
) {
  const expected = await on('cpu', () => run(portableKernels));
  const actual = await on('wasm', () => run(create()));
  expect(actual.shape).toEqual(expected.shape);
  const largest = expected.data.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-9);
  const worst = expected.data.reduce(
    (max, value, i) => Math.max(max, Math.abs(value - (actual.data[i] as number))),
    0,
  );
  expect(worst / largest).toBeLessThan(1e-5);
}

describe.each(tables)('WASM kernels: $name', ({ create }) => {
  beforeAll(async () => {
    await startBackend('wasm');
  });
  afterEach(() => tf.disposeVariables());

  it.each([
    // batch, height, width, in, out, kernel edge
    [1, 12, 13, 8, 16, 3],
    [2, 7, 9, 4, 12, 3],
    [1, 5, 4, 3, 4, 3],
    [2, 6, 5, 1, 8, 3],
    [1, 30, 31, 12, 20, 3],
    [1, 3, 3, 16, 8, 3],
    [1, 6, 6, 5, 7, 3],
    [2, 5, 7, 8, 2, 1],
    [1, 5, 7, 2, 4, 1],
  ] as const)(
    'convolve %i × %i × %i × %i to %i features with a kernel of edge %i',
    async (batch, height, width, inFeatures, outFeatures, edge) => {
      const x = map(batch, height, width, inFeatures);
      const kernel = map(edge, edge, inFeatures, outFeatures);
      const bias = numbers([outFeatures]) as tf.Tensor1D;
      const gradient = map(batch, height - edge + 1, width - edge + 1, outFeatures);
      await expectEqual(create, (kernels) => kernels.convolve(x, kernel, bias, 'relu'));
      await expectEqual(create, (kernels) => kernels.convolve(x, kernel, bias, 'linear'));
      await expectEqual(create, (kernels) => kernels.convolveInputGradient(gradient, kernel));
      await expectEqual(create, (kernels) => kernels.convolveKernelGradient(x, gradient, edge));
      await expectEqual(create, (kernels) => kernels.biasGradient(gradient));
      tf.dispose([x, kernel, bias, gradient]);
    },
  );

  it.each([
    [1, 5, 4, 8, 4],
    [2, 3, 7, 6, 3],
  ] as const)(
    'up-convolve %i × %i × %i × %i to %i features',
    async (batch, height, width, inFeatures, outFeatures) => {
      const x = map(batch, height, width, inFeatures);
      const kernel = map(2, 2, outFeatures, inFeatures);
      const bias = numbers([outFeatures]) as tf.Tensor1D;
      const gradient = map(batch, 2 * height, 2 * width, outFeatures);
      await expectEqual(create, (kernels) => kernels.upconvolveRelu(x, kernel, bias));
      await expectEqual(create, (kernels) => kernels.upconvolveInputGradient(gradient, kernel));
      await expectEqual(create, (kernels) => kernels.upconvolveKernelGradient(x, gradient));
      tf.dispose([x, kernel, bias, gradient]);
    },
  );

  it.each([8, 3])('mask, crop, join and halve maps of %i features', async (features) => {
    const large = map(2, 8, 10, features);
    const small = map(2, 4, 6, features);
    const doubled = map(2, 4, 6, 2 * features);
    await expectEqual(create, (kernels) => kernels.maskGradient(large, tf.neg(large)));
    await expectEqual(create, (kernels) => kernels.cropCentre(large, 2));
    await expectEqual(create, (kernels) => kernels.addToCentre(large, small, 2));
    await expectEqual(create, (kernels) => kernels.featureHalf(doubled, 0));
    await expectEqual(create, (kernels) => kernels.featureHalf(doubled, 1));
    tf.dispose([large, small, doubled]);
  });

  it.each([8, 3])('hand the pooled gradient to the largest of %i features', async (features) => {
    const x = tf.tidy(() => tf.relu(map(2, 6, 8, features)));
    const gradient = map(2, 3, 4, features);
    await expectEqual(create, (kernels) =>
      tf.tidy(() => {
        const pooled = tf.maxPool(x, 2, 2, 'valid');
        return kernels.maskGradient(kernels.poolGradient(gradient, x, pooled), x);
      }),
    );
    tf.dispose([x, gradient]);
  });

  it('give all of a pooled gradient to one of equal inputs', async () => {
    await startBackend('wasm');
    const x = tf.ones([1, 2, 2, 4]) as tf.Tensor4D;
    const gradient = tf.fill([1, 1, 1, 4], 5) as tf.Tensor4D;
    const pooled = tf.maxPool(x, 2, 2, 'valid');
    const result = create().poolGradient(gradient, x, pooled);
    const byFeature = await tf.tidy(() => tf.transpose(tf.reshape(result, [4, 4]))).data();
    for (let feature = 0; feature < 4; feature++) {
      const inputs = byFeature.subarray(4 * feature, 4 * feature + 4);
      expect([...inputs].toSorted((a, b) => a - b)).toEqual([0, 0, 0, 5]);
    }
    tf.dispose([x, gradient, pooled, result]);
  });

  it.each([
    { kind: 'sgd', momentum: 0.9 },
    { kind: 'adam', beta1: 0.9, beta2: 0.99, epsilon: 1e-8 },
  ] as const)('update weights by $kind', async (optimizer) => {
    const weight = numbers([3, 5]);
    const slots = [numbers([3, 5]), tf.tidy(() => tf.square(numbers([3, 5])))];
    const gradient = numbers([3, 5]);
    const settings = { optimizer, learningRate: 0.1, gradientScale: 0.7, stepNumber: 3 };
    const used = optimizer.kind === 'sgd' ? slots.slice(0, 1) : slots;
    await expectEqual(create, (kernels) =>
      tf.tidy(() => {
        const after = kernels.updateWeight({ weight, slots: used }, gradient, settings);
        return tf.stack([after.weight, ...after.slots]);
      }),
    );
    await expectEqual(create, (kernels) => kernels.sumsOfSquares([gradient]));
    tf.dispose([weight, slots, gradient]);
  });
});
