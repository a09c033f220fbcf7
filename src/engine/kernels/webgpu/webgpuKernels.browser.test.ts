import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '#engine/backend.ts';
import { withGpuErrors } from '#engine/inference/gpuErrors.ts';
import type { NetworkKernels } from '#engine/kernels/networkKernels.ts';
import { portableKernels } from '#engine/kernels/portableKernels.ts';
import { webgpuKernels } from '#engine/kernels/webgpu/webgpuKernels.ts';
import { expectNoLeak } from '#engine/testing/expectNoLeak.ts';
import { type KernelCase, kernelCases, type Values } from '#engine/testing/kernelCases.ts';

/** The result on the current backend; fails when the GPU complained or a tensor leaked. */
async function run(kernels: NetworkKernels, { inputs, call }: KernelCase): Promise<Values> {
  let result: Values = { data: new Float32Array(), shape: [] };
  await expectNoLeak(async () => {
    const tensors = inputs.map(({ data, shape }) => tf.tensor(data, [...shape]));
    result = await withGpuErrors(async () => {
      const output = call(kernels, tensors as tf.Tensor4D[]);
      const data = (await output.data<'float32'>()).slice();
      output.dispose();
      return { data, shape: output.shape };
    });
    tf.dispose(tensors);
    return 0;
  });
  return result;
}

describe('WebGPU kernels', () => {
  const expected = new Map<string, Values>();

  beforeAll(async () => {
    await tf.setBackend('cpu');
    for (const one of kernelCases) {
      expected.set(one.name, await run(portableKernels, one));
    }
    await startBackend('webgpu');
  });

  afterAll(() => tf.disposeVariables());

  it.each(kernelCases)(
    'agree with plain JavaScript to 1e-5 of the largest value: $name',
    async (one) => {
      const wanted = expected.get(one.name) as Values;
      const actual = await run(webgpuKernels, one);
      expect(actual.shape).toEqual(wanted.shape);
      let largest = 0;
      let difference = 0;
      wanted.data.forEach((value, i) => {
        largest = Math.max(largest, Math.abs(value));
        difference = Math.max(difference, Math.abs(value - (actual.data[i] as number)));
      });
      expect(difference).toBeLessThanOrEqual(1e-5 * largest);
    },
  );

  it.each(kernelCases)('repeat bit for bit: $name', async (one) => {
    const first = await run(webgpuKernels, one);
    const second = await run(webgpuKernels, one);
    expect(second.data).toEqual(first.data);
  });
});
