import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { startBackend } from '#engine/backend.ts';
import { withGpuErrors } from '#engine/inference/gpuErrors.ts';
import { installWebgpuKernels } from '#engine/kernels/webgpu/installWebgpuKernels.ts';
import { expectNoLeak } from '#engine/testing/expectNoLeak.ts';

interface Case {
  readonly edge?: number;
  readonly inFeatures?: number;
  readonly outFeatures?: number;
  readonly stride?: number;
  readonly dilation?: number;
  readonly pad?: 'valid' | 'same';
  readonly activation?: 'linear' | 'relu' | 'relu6' | 'elu';
}

/** The first five run on our kernels, the others on tfjs's. */
const cases: readonly Case[] = [
  {},
  { inFeatures: 1 },
  { edge: 1, outFeatures: 3, activation: 'linear' },
  { edge: 2 },
  { inFeatures: 3, outFeatures: 5 },
  { stride: 2 },
  { dilation: 2 },
  { pad: 'same' },
  { edge: 5 },
  { activation: 'relu6' },
  { activation: 'elu' },
];

/** Output of the fused convolution, output of the plain one, and the latter's gradients. */
async function compute(backend: 'cpu' | 'webgpu', one: Case): Promise<Float32Array[]> {
  const { edge = 3, inFeatures = 8, outFeatures = 8, stride = 1 } = one;
  const { dilation = 1, pad = 'valid', activation = 'relu' } = one;
  await (backend === 'cpu' ? tf.setBackend('cpu') : startBackend('webgpu'));
  const results: Float32Array[] = [];
  await expectNoLeak(async () => {
    const x = tf.randomNormal<tf.Rank.R4>([2, 9, 12, inFeatures], 0, 1, 'float32', 1);
    const filter = tf.randomNormal<tf.Rank.R4>(
      [edge, edge, inFeatures, outFeatures],
      0,
      1,
      'float32',
      2,
    );
    const bias = tf.randomNormal<tf.Rank.R1>([outFeatures], 0, 1, 'float32', 3);
    const settings = { strides: stride, pad, dilations: dilation, bias, activation } as const;
    const plain = (input: tf.Tensor, kernel: tf.Tensor) =>
      tf.conv2d(input as tf.Tensor4D, kernel as tf.Tensor4D, stride, pad, 'NHWC', dilation);
    await withGpuErrors(async () => {
      const outputs = tf.tidy(() => {
        const value = plain(x, filter);
        // tfjs has no gradients of dilated convolutions.
        const gradients =
          dilation === 1
            ? tf.grads(plain)([x, filter], tf.randomNormal(value.shape, 0, 1, 'float32', 4))
            : [];
        return [tf.fused.conv2d({ x, filter, ...settings }), value, ...gradients];
      });
      for (const output of outputs) results.push((await output.data<'float32'>()).slice());
      tf.dispose(outputs);
    });
    tf.dispose([x, filter, bias]);
    return 0;
  });
  return results;
}

describe('installed WebGPU kernels', () => {
  it.each(cases)('change no operation of tfjs beyond rounding: %o', async (one) => {
    const expected = await compute('cpu', one);
    installWebgpuKernels(); // once more, as every worker start does
    const actual = await compute('webgpu', one);
    expect(actual.map(({ length }) => length)).toEqual(expected.map(({ length }) => length));
    for (const [i, values] of expected.entries()) {
      const largest = values.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
      for (const [j, value] of values.entries()) {
        expect(Math.abs(value - (actual[i]?.[j] ?? Number.NaN))).toBeLessThanOrEqual(
          1e-5 * largest,
        );
      }
    }
  });
});
