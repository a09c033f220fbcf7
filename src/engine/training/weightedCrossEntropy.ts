import * as tf from '@tensorflow/tfjs';
import type { TrainingSample } from '#domain/training/trainingSample.ts';

/** What a sample wants of the logits, on the device. */
export interface LossTarget {
  /** [batch, outputEdge, outputEdge, 1]: weight / count of all output pixels */
  readonly weights: tf.Tensor4D;
  /** [batch, outputEdge, outputEdge, classes]: that weight at the pixel's class, 0 elsewhere */
  readonly weightedClasses: tf.Tensor4D;
}

/** The loss and its gradient by the logits. */
export interface LossGradient {
  /** Scalar: mean over all output pixels of weight · cross-entropy. */
  readonly loss: tf.Scalar;
  readonly gradient: tf.Tensor4D;
}

/** Puts a sample's classes and weights on the device; the caller disposes both tensors. */
export function uploadTarget(sample: TrainingSample, classCount: number): LossTarget {
  const { batchSize, outputEdgePx, target, weights } = sample;
  const pixelCount = weights.length;
  const scaled = new Float32Array(pixelCount);
  const weightedClasses = new Float32Array(pixelCount * classCount);
  for (let i = 0; i < pixelCount; i++) {
    const weight = (weights[i] as number) / pixelCount;
    scaled[i] = weight;
    // An ignored pixel may hold any class.
    if (weight !== 0) weightedClasses[i * classCount + (target[i] as number)] = weight;
  }
  const shape = [batchSize, outputEdgePx, outputEdgePx] as const;
  return {
    weights: tf.tensor4d(scaled, [...shape, 1]),
    weightedClasses: tf.tensor4d(weightedClasses, [...shape, classCount]),
  };
}

/**
 * Pixel-wise softmax cross-entropy with weights, and its gradient.
 *
 * Source: Ronneberger 2015, eq. 1; the mean instead of the sum, so that the learning rate does not
 * depend on the size of the output.
 *
 * @param logits [batch, outputEdge, outputEdge, classes]; kept
 */
export function weightedCrossEntropy(logits: tf.Tensor4D, target: LossTarget): LossGradient {
  return tf.tidy(() => {
    const logProbabilities = tf.logSoftmax(logits, 3);
    const loss = tf.neg(tf.sum(tf.mul(logProbabilities, target.weightedClasses))) as tf.Scalar;
    const weighted = tf.mul(tf.exp(logProbabilities), target.weights);
    return { loss, gradient: tf.sub<tf.Tensor4D>(weighted, target.weightedClasses) };
  });
}
