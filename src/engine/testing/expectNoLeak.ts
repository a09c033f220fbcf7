import * as tf from '@tensorflow/tfjs';
import { expect } from 'vitest';

/** Runs `body` and fails if it leaves more live tensors than the number it hands back. */
export async function expectNoLeak(body: () => Promise<number> | number): Promise<void> {
  const before = tf.memory().numTensors;
  const kept = await body();
  expect(tf.memory().numTensors - before).toBe(kept);
}
