import * as tf from '@tensorflow/tfjs';
import type { OptimizerSettings } from '#domain/training/trainingRecipe.ts';

/** How a step moves the weights. */
export interface UpdateSettings {
  readonly optimizer: OptimizerSettings;
  readonly learningRate: number;
  /** Gradients are multiplied by it first (clipping). */
  readonly gradientScale: number;
  /** From 1: which step this is, counting those applied. */
  readonly stepNumber: number;
}

/** A weight with the optimiser's memory of it. */
export interface WeightState {
  readonly weight: tf.Tensor;
  readonly slots: readonly tf.Tensor[];
}

/** How many numbers per weight an optimiser remembers: SGD its velocity, Adam two moments. */
export function slotCount(optimizer: OptimizerSettings): number {
  return optimizer.kind === 'sgd' ? 1 : 2;
}

/**
 * One weight tensor after a step, as new tensors; nothing is freed.
 *
 * SGD as PyTorch has it: v ← momentum · v + gradient, weight ← weight − rate · v. Adam with both
 * moments corrected for their start at 0.
 *
 * Source: Kingma and Ba 2015, algorithm 1, for Adam.
 */
export function updateWeight(
  { weight, slots }: WeightState,
  gradient: tf.Tensor,
  settings: UpdateSettings,
): WeightState {
  return tf.tidy(() => {
    const { optimizer, learningRate, gradientScale, stepNumber } = settings;
    const scaled = gradientScale === 1 ? gradient : tf.mul(gradient, gradientScale);
    const [first, second] = slots as [tf.Tensor, tf.Tensor];
    if (optimizer.kind === 'sgd') {
      const velocity = tf.add(tf.mul(first, optimizer.momentum), scaled);
      return { weight: tf.sub(weight, tf.mul(velocity, learningRate)), slots: [velocity] };
    }
    const { beta1, beta2, epsilon } = optimizer;
    const mean = tf.add(tf.mul(first, beta1), tf.mul(scaled, 1 - beta1));
    const variance = tf.add(tf.mul(second, beta2), tf.mul(tf.square(scaled), 1 - beta2));
    const rate = learningRate / (1 - beta1 ** stepNumber);
    const deviation = tf.sqrt(tf.mul(variance, 1 / (1 - beta2 ** stepNumber)));
    const change = tf.mul(tf.div(mean, tf.add(deviation, epsilon)), rate);
    return { weight: tf.sub(weight, change), slots: [mean, variance] };
  });
}
