import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { AppError } from '#lib/errors.ts';

/** How long the news of a lost device may take after the failure it caused. */
const LOSS_NEWS_MS = 2000;
const FILTERS = ['validation', 'out-of-memory', 'internal'] as const;

/** Errors that no scope caught, by device; one makes all later results doubtful. */
const strayErrors = new WeakMap<GPUDevice, string[]>();

/**
 * Runs GPU or WASM work and throws when the device reported an error meanwhile.
 *
 * tfjs on WebGPU hands back stale pixels, without an exception, after a failed allocation or an
 * invalid shader. Error scopes tell: they are answered after all work that was queued inside them.
 * The scopes close in the same task that queued the work, so those of two tiles on their way never
 * mix; what comes later is caught as a stray error.
 *
 * @param work queues its GPU work before it first awaits
 * @throws AppError `out-of-memory`, `wrong-result` or `device-lost`
 */
export async function withGpuErrors<T>(work: () => Promise<T>): Promise<T> {
  if (tf.getBackend() !== 'webgpu') return withHeapErrors(work);
  const { device } = tf.backend() as WebGPUBackend;
  const strays = watchStrayErrors(device);
  const lost = device.lost.then(({ message }) => {
    throw new AppError('device-lost', `The GPU was lost (${message}).`);
  });
  for (const filter of FILTERS) device.pushErrorScope(filter);
  const settled = Promise.allSettled([work()]);
  const scopes = popScopes(device);
  const checked = (async () => {
    const errors = await scopes;
    const [outcome] = await settled;
    if (errors.length > 0) throw asAppError(errors);
    if (outcome.status === 'rejected') throw await asReported(device, outcome.reason);
    if (strays.length > 0) throw discarded(strays.join(' '));
    return outcome.value;
  })();
  return Promise.race([checked, lost]);
}

/** A full WASM heap ends in a trap wherever tfjs's own code does not look. */
async function withHeapErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    throw new AppError('out-of-memory', `WebAssembly ran out of memory (${error.message}).`);
  }
}

function watchStrayErrors(device: GPUDevice): readonly string[] {
  const known = strayErrors.get(device);
  if (known) return known;
  const strays: string[] = [];
  strayErrors.set(device, strays);
  device.addEventListener('uncapturederror', ({ error }) => strays.push(error.message));
  return strays;
}

function discarded(message: string): AppError {
  return new AppError(
    'wrong-result',
    `The GPU reported an error, so its output was discarded. ${message}`,
  );
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
    : discarded(message);
}

/**
 * What a failed call of the GPU means. A readback may break off a moment before the device tells that
 * it is lost; a buffer beyond what the process can map raises a RangeError instead of a GPU error.
 */
async function asReported(device: GPUDevice, error: unknown): Promise<unknown> {
  if (error instanceof RangeError) {
    return new AppError('out-of-memory', `The GPU could not get its memory. ${error.message}`);
  }
  if (!(error instanceof DOMException)) return error;
  const isLost = await Promise.race([
    device.lost.then(() => true),
    new Promise<false>((resolve) => setTimeout(() => resolve(false), LOSS_NEWS_MS)),
  ]);
  return isLost
    ? new AppError('device-lost', `The GPU was lost (${error.message}).`)
    : discarded(error.message);
}
