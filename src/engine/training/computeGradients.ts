import * as tf from '@tensorflow/tfjs';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { featuresAt } from '#domain/model/weights.ts';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import { outputEdge } from '#domain/unet/validShape.ts';
import { kernelsOf } from '#engine/kernels/kernelsOf.ts';
import { backwardPass } from '#engine/training/backwardPass.ts';
import { dropoutMask } from '#engine/training/dropoutMask.ts';
import { forwardPass } from '#engine/training/forwardPass.ts';
import { uploadTarget, weightedCrossEntropy } from '#engine/training/weightedCrossEntropy.ts';
import type { WeightTensors } from '#engine/training/weightTensors.ts';
import { AppError } from '#lib/errors.ts';

/** What decides a gradient, beside the weights. */
export interface GradientRequest {
  readonly spec: UnetSpec;
  readonly sample: TrainingSample;
  readonly dropout: {
    /** 0 … below 1 */
    readonly share: number;
    readonly seed: number;
    readonly iteration: number;
  };
  readonly freezeContracting: boolean;
}

/** Loss and gradients on the device; the caller disposes all of them. */
export interface LossAndGradients {
  readonly loss: tf.Scalar;
  /** By weight name; those of frozen layers are missing. */
  readonly gradients: WeightTensors;
  /** By the order of `gradients`: [1 + gradients], the loss and each gradient's sum of squares. */
  readonly summary: tf.Tensor1D;
}

/**
 * Forward and backward pass of one sample by the kernels of the current backend.
 *
 * @throws AppError `shape-mismatch` when the sample does not fit the network
 */
export function computeGradients(
  weights: WeightTensors,
  request: GradientRequest,
): LossAndGradients {
  const { spec, sample, dropout, freezeContracting } = request;
  checkSample(spec, sample);
  return tf.tidy(() => {
    const { batchSize, inputEdgePx, inputChannels } = sample;
    const context = {
      spec,
      weights,
      kernels: kernelsOf(tf.getBackend()),
      dropoutMask: uploadDropoutMask(request),
      freezeContracting,
    };
    const shape = [batchSize, inputEdgePx, inputEdgePx, inputChannels] as const;
    const trace = forwardPass(context, tf.tensor4d(sample.input, [...shape]));
    const target = uploadTarget(sample, spec.classCount);
    const { loss, gradient } = weightedCrossEntropy(trace.logits, target);
    tf.dispose([target.weights, target.weightedClasses]);
    const gradients = backwardPass(context, trace, gradient);
    const squares = context.kernels.sumsOfSquares(Object.values(gradients));
    const summary = tf.concat1d([tf.reshape(loss, [1]), squares]);
    return { loss, gradients, summary };
  });

  function uploadDropoutMask({ spec: { depth } }: GradientRequest): tf.Tensor4D | null {
    if (dropout.share === 0) return null;
    const edge = bottomEdge(sample.inputEdgePx, depth);
    const shape = [sample.batchSize, edge, edge, featuresAt(spec, depth)] as const;
    const length = shape.reduce((product, size) => product * size, 1);
    return tf.tensor4d(dropoutMask(length, dropout.share, dropout), [...shape]);
  }
}

/** Edge of the bottom's output: two convolutions and a pooling per level, two more at the bottom. */
function bottomEdge(inputEdgePx: number, depth: number): number {
  let edge = inputEdgePx - 4;
  for (let level = 0; level < depth; level++) edge = edge / 2 - 4;
  return edge;
}

function checkSample(spec: UnetSpec, sample: TrainingSample): void {
  const { batchSize, inputEdgePx, outputEdgePx, inputChannels, input, target, weights } = sample;
  const inputLength = batchSize * inputEdgePx ** 2 * spec.inputChannels;
  const outputLength = batchSize * outputEdge(inputEdgePx, spec.depth) ** 2;
  const fits =
    outputEdgePx === outputEdge(inputEdgePx, spec.depth) &&
    inputChannels === spec.inputChannels &&
    input.length === inputLength &&
    target.length === outputLength &&
    weights.length === outputLength;
  if (!fits) {
    throw new AppError(
      'shape-mismatch',
      `The network takes ${inputLength} input values and ${outputLength} classes and weights for ${batchSize} samples of ${inputEdgePx} px, but the sample has ${input.length}, ${target.length} and ${weights.length}.`,
    );
  }
}
