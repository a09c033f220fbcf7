import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { AppError } from '#lib/errors.ts';

const FILTERS = ['validation', 'out-of-memory', 'internal'] as const;

/**
 * Runs GPU work and throws when the device reported an error meanwhile.
 *
 * tfjs on WebGPU hands back stale pixels, without an exception, after a failed allocation or an
 * invalid shader. Error scopes tell: they are answered after all work that was queued inside them.
 *
 * @throws AppError `out-of-memory`, `wrong-result` or `device-lost`
 */
export async function withGpuErrors<T>(work: () => Promise<T>): Promise<T> {
  if (tf.getBackend() !== 'webgpu') return work();
  const { device } = tf.backend() as WebGPUBackend;
  const lost = device.lost.then(({ message }) => {
    throw new AppError('device-lost', `The GPU was lost (${message}).`);
  });
  for (const filter of FILTERS) device.pushErrorScope(filter);
  const guarded = (async () => {
    try {
      return { value: await work(), errors: await popScopes(device) };
    } catch (error) {
      const errors = await popScopes(device);
      throw errors.length > 0 ? asAppError(errors) : asOutOfMemory(error);
    }
  })();
  const { value, errors } = await Promise.race([guarded, lost]);
  if (errors.length > 0) throw asAppError(errors);
  return value;
}

async function popScopes(device: GPUDevice): Promise<GPUError[]> {
  const errors = await Promise.all(FILTERS.map(() => device.popErrorScope()));
  return errors.filter((error) => error !== null);
}

function asAppError(errors: readonly GPUError[]): AppError {
  const message = errors.map((error) => error.message).join(' ');
  const isMemory = errors.some((error) => error instanceof GPUOutOfMemoryError);
  return isMemory
    ? new AppError('out-of-memory', `The GPU ran out of memory. ${message}`)
    : new AppError(
        'wrong-result',
        `The GPU reported an error, so its output was discarded. ${message}`,
      );
}

/** A buffer beyond what the process can map raises a RangeError instead of a GPU error. */
function asOutOfMemory(error: unknown): unknown {
  return error instanceof RangeError
    ? new AppError('out-of-memory', `The GPU could not get its memory. ${error.message}`)
    : error;
}
