/*
 * The engine worker of the page, which a test can break from outside.
 */
import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import '#workers/engine.worker.ts';
import { type EngineFault, FAULT_CHANNEL } from '#testing/faults/engineFault.ts';

const channel = new BroadcastChannel(FAULT_CHANNEL);
channel.addEventListener('message', ({ data }: MessageEvent<EngineFault>) => {
  if (data === 'vanish') self.close();
  if (tf.getBackend() !== 'webgpu') return;
  const { device } = tf.backend() as WebGPUBackend;
  if (data === 'lose-device') device.destroy();
  // Larger than any adapter allows: an error that no call of tfjs waits for.
  if (data === 'uncaptured-error')
    device.createBuffer({ size: 2 ** 50, usage: GPUBufferUsage.STORAGE });
});
