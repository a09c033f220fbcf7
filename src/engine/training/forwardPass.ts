import * as tf from '@tensorflow/tfjs';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { skipBorderPx } from '#domain/unet/validShape.ts';
import type { NetworkKernels } from '#engine/kernels/networkKernels.ts';
import { layerOf, type WeightTensors } from '#engine/training/weightTensors.ts';

/*
 * A ReLU's gradient needs only its output: it is open where the output is above 0. So the forward
 * pass keeps each activated map once, as the input of the layer that reads it, and the backward pass
 * frees them from the last to the first.
 */

/** What the backward pass needs of two convolutions. */
export interface ConvTwiceTrace {
  readonly input: tf.Tensor4D;
  readonly first: tf.Tensor4D;
  readonly second: tf.Tensor4D;
}

/** Everything that the backward pass reads; `backwardPass` frees it. */
export interface ForwardTrace {
  /** By level, the bottom last; empty when the contracting path is frozen. */
  readonly down: readonly ConvTwiceTrace[];
  /** The bottom's output, after dropout: input of the deepest up-convolution. */
  readonly bottom: tf.Tensor4D;
  /** By level; `input` is the skip connection joined with the up-convolution's output. */
  readonly up: readonly ConvTwiceTrace[];
  readonly logits: tf.Tensor4D;
}

/** What one forward pass runs on. */
export interface PassContext {
  readonly spec: UnetSpec;
  readonly weights: WeightTensors;
  readonly kernels: NetworkKernels;
  /** Factors of the bottom's map, 0 where a feature is dropped; `null` = no dropout. */
  readonly dropoutMask: tf.Tensor4D | null;
  readonly freezeContracting: boolean;
}

/**
 * Forward pass of training: like `unetForward`, but what the backward pass needs stays alive.
 *
 * @param input [batch, edge, edge, channels]; owned by the trace from now on
 */
export function forwardPass(context: PassContext, input: tf.Tensor4D): ForwardTrace {
  const { spec, weights, kernels, dropoutMask } = context;
  const { down, skips, bottom: undropped } = contractingPath(context, input);
  const bottom = dropoutMask ? tf.mul<tf.Tensor4D>(undropped, dropoutMask) : tf.clone(undropped);
  if (context.freezeContracting) undropped.dispose();

  const up: ConvTwiceTrace[] = [];
  let map = bottom;
  for (let level = spec.depth - 1; level >= 0; level--) {
    const { kernel, bias } = layerOf(weights, `up${level}/upconv`);
    const upsampled = kernels.upconvolveRelu(map, kernel, bias); // [batch, 2·height, 2·width, features]
    const skip = skips[level] as tf.Tensor4D;
    const joined = tf.concat([skip, upsampled], 3); // [batch, height, width, 2 · features]
    tf.dispose([skip, upsampled]);
    const trace = convolveTwice(context, `up${level}`, joined);
    up[level] = trace;
    map = trace.second;
  }
  const head = layerOf(weights, 'head');
  const logits = kernels.convolve(map, head.kernel, head.bias, 'linear');
  return { down, bottom, up, logits };
}

function contractingPath(context: PassContext, input: tf.Tensor4D) {
  const { depth } = context.spec;
  const down: ConvTwiceTrace[] = [];
  const skips: tf.Tensor4D[] = [];
  let map = input;
  for (let level = 0; level < depth; level++) {
    const trace = convolveTwice(context, `down${level}`, map);
    skips.push(context.kernels.cropCentre(trace.second, skipBorderPx(depth, level)));
    map = tf.maxPool(trace.second, 2, 2, 'valid'); // [batch, height / 2, width / 2, features]
    if (context.freezeContracting) tf.dispose([trace.input, trace.first, trace.second]);
    else down.push(trace);
  }
  const trace = convolveTwice(context, `down${depth}`, map);
  if (context.freezeContracting) tf.dispose([trace.input, trace.first]);
  else down.push(trace);
  return { down, skips, bottom: trace.second };
}

function convolveTwice(context: PassContext, block: string, input: tf.Tensor4D): ConvTwiceTrace {
  const { weights, kernels } = context;
  const conv1 = layerOf(weights, `${block}/conv1`);
  const conv2 = layerOf(weights, `${block}/conv2`);
  const first = kernels.convolve(input, conv1.kernel, conv1.bias, 'relu');
  const second = kernels.convolve(first, conv2.kernel, conv2.bias, 'relu');
  return { input, first, second };
}
