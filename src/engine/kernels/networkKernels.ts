import type * as tf from '@tensorflow/tfjs';
import type { UpdateSettings, WeightState } from '#engine/training/optimizer.ts';

/**
 * The heavy operations of training a U-Net, one table per backend (`kernelsOf`). The training step
 * calls nothing else for its convolutions, so a backend replaces any of them by spreading
 * `portableKernels` and overriding entries.
 *
 * All maps are [batch, height, width, features], 32-bit floats. Arguments are kept, results belong
 * to the caller, and no other tensor stays alive. "Gradient" is that of the loss with respect to the
 * operation's output *before* its activation (`maskGradient` comes first).
 */
export interface NetworkKernels {
  /**
   * Valid convolution of stride 1 plus bias, then ReLU or nothing.
   *
   * @param kernel [3, 3, in, out] or [1, 1, in, out]
   * @returns [batch, height − edge + 1, width − edge + 1, out]
   */
  convolve(
    x: tf.Tensor4D,
    kernel: tf.Tensor4D,
    bias: tf.Tensor1D,
    activation: 'relu' | 'linear',
  ): tf.Tensor4D;
  /**
   * Gradient by the input of `convolve`.
   *
   * @returns [batch, height + edge − 1, width + edge − 1, in] for a gradient [batch, height, width, out]
   */
  convolveInputGradient(gradient: tf.Tensor4D, kernel: tf.Tensor4D): tf.Tensor4D;
  /**
   * Gradient by the kernel of `convolve`, summed over batch and pixels.
   *
   * @param edge 3 or 1, the kernel's
   * @returns [edge, edge, in, out]
   */
  convolveKernelGradient(x: tf.Tensor4D, gradient: tf.Tensor4D, edge: number): tf.Tensor4D;
  /**
   * 2×2 up-convolution of stride 2 plus bias, then ReLU.
   *
   * @param kernel [2, 2, out, in]
   * @param bias [out]
   * @returns [batch, 2·height, 2·width, out]
   */
  upconvolveRelu(x: tf.Tensor4D, kernel: tf.Tensor4D, bias: tf.Tensor1D): tf.Tensor4D;
  /** Gradient by the input of `upconvolveRelu`: [batch, height, width, in]. */
  upconvolveInputGradient(gradient: tf.Tensor4D, kernel: tf.Tensor4D): tf.Tensor4D;
  /** Gradient by the kernel of `upconvolveRelu`: [2, 2, out, in]. */
  upconvolveKernelGradient(x: tf.Tensor4D, gradient: tf.Tensor4D): tf.Tensor4D;
  /** The gradient where the activated map `y` is above 0, and 0 elsewhere (ReLU's gradient). */
  maskGradient(gradient: tf.Tensor4D, y: tf.Tensor4D): tf.Tensor4D;
  /** Gradient by a bias: the sum over batch and pixels, [features]. */
  biasGradient(gradient: tf.Tensor4D): tf.Tensor1D;
  /**
   * Gradient by the input of 2×2 max-pooling of stride 2. Where several of the four are the largest,
   * one of them takes all of it; where all are 0, any may, since ReLU's gradient closes them.
   *
   * @param x the pooled map's input, after ReLU: none below 0
   * @param pooled the pooled map
   */
  poolGradient(gradient: tf.Tensor4D, x: tf.Tensor4D, pooled: tf.Tensor4D): tf.Tensor4D;
  /** Sum of the squares of each tensor's elements: [tensors], their parts of the gradient's norm. */
  sumsOfSquares(tensors: readonly tf.Tensor[]): tf.Tensor1D;
  /** One weight tensor and its slots after a step of the optimiser, as new tensors. */
  updateWeight(state: WeightState, gradient: tf.Tensor, settings: UpdateSettings): WeightState;
  /** The centre of a map, smaller by `borderPx` on each side (a skip connection). */
  cropCentre(map: tf.Tensor4D, borderPx: number): tf.Tensor4D;
  /** A map with `centre` added to its middle, `borderPx` away from each side. */
  addToCentre(map: tf.Tensor4D, centre: tf.Tensor4D, borderPx: number): tf.Tensor4D;
  /** The first or second half of a map's features. */
  featureHalf(map: tf.Tensor4D, half: 0 | 1): tf.Tensor4D;
}
