import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, expect, it } from 'vitest';
import { startBackend } from '#engine/backend.ts';
import { withGpuErrors } from '#engine/inference/gpuErrors.ts';

beforeAll(async () => {
  await startBackend('webgpu');
});

const device = () => (tf.backend() as WebGPUBackend).device;

it('returns the value of work that ran well', async () => {
  const sum = await withGpuErrors(async () => {
    const total = tf.tidy(() => tf.sum(tf.ones([5, 5])));
    const [value] = await total.data();
    total.dispose();
    return value;
  });
  expect(sum).toBe(25);
});

it('throws the result away when the GPU reported an invalid operation', async () => {
  const work = async () => {
    // Larger than any adapter allows: tfjs would go on with stale pixels.
    device().createBuffer({ size: 2 ** 50, usage: GPUBufferUsage.STORAGE });
    return 'wrong pixels';
  };
  await expect(withGpuErrors(work)).rejects.toMatchObject({ code: 'wrong-result' });
});

it('reports work that throws as that error, or as what the GPU said', async () => {
  const work = async () => {
    throw new RangeError('createBuffer failed, size is too large when mappedAtCreation == true');
  };
  await expect(withGpuErrors(work)).rejects.toMatchObject({ code: 'out-of-memory' });
});

it('blames the work that failed, not the one beside it', async () => {
  const finish: (() => void)[] = [];
  const until = () => new Promise<void>((resolve) => finish.push(resolve));
  const failing = withGpuErrors(async () => {
    device().createBuffer({ size: 2 ** 50, usage: GPUBufferUsage.STORAGE });
    await until();
    return 'wrong pixels';
  });
  const sound = withGpuErrors(async () => {
    await until();
    return 'right pixels';
  });
  for (const resolve of finish) resolve();
  await expect(failing).rejects.toMatchObject({ code: 'wrong-result' });
  expect(await sound).toBe('right pixels');
});

it('trusts no result after an error that came outside of any work', async () => {
  const error = new GPUValidationError('a shader failed late');
  device().dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error }));
  await expect(withGpuErrors(async () => 'stale pixels')).rejects.toMatchObject({
    code: 'wrong-result',
  });
});

it('calls a readback that breaks off a wrong result where the device is still there', async () => {
  const work = async () => {
    throw new DOMException('Buffer was unmapped before mapping was resolved.', 'AbortError');
  };
  await expect(withGpuErrors(work)).rejects.toMatchObject({ code: 'wrong-result' });
});

it('fails with `device-lost` when the GPU goes away, even when no readback tells', async () => {
  const work = () => {
    device().destroy();
    return new Promise<never>(() => {});
  };
  await expect(withGpuErrors(work)).rejects.toMatchObject({ code: 'device-lost' });
});
