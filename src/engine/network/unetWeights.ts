import * as tf from '@tensorflow/tfjs';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { parameterCount, type WeightShape, weightShapes } from '#domain/model/weights.ts';
import { AppError } from '#lib/errors.ts';

/** A 3×3 or 1×1 convolution on the device. */
export interface ConvWeights {
  /** [kernelHeight, kernelWidth, in, out] */
  readonly kernel: tf.Tensor4D;
  /** [out] */
  readonly bias: tf.Tensor1D;
}

/** A 2×2 up-convolution of stride 2 as one matrix product: its four outputs do not overlap. */
export interface UpconvWeights {
  /** [in, 4 · out]; column (2·row + column) · out + feature, as `depthToSpace` reads it. */
  readonly matrix: tf.Tensor2D;
  /** [4 · out], the bias once per output position. */
  readonly bias: tf.Tensor1D;
}

/** All weights of a U-Net on the device; the caller disposes them with `disposeWeights`. */
export interface UnetWeights {
  /** Two convolutions per level of the contracting path, the bottom included. */
  readonly down: readonly (readonly [ConvWeights, ConvWeights])[];
  /** By level, 0 = full resolution. */
  readonly up: readonly {
    readonly upconv: UpconvWeights;
    readonly convs: readonly [ConvWeights, ConvWeights];
  }[];
  readonly head: ConvWeights;
}

/**
 * Puts weights on the device of the current backend.
 *
 * @param values all weights in the order of `weightShapes(spec)`
 * @throws AppError `bad-model` when their number does not fit the network
 */
export function uploadWeights(spec: UnetSpec, values: Float32Array): UnetWeights {
  const expectedCount = parameterCount(spec);
  if (expectedCount !== values.length) {
    throw new AppError(
      'bad-model',
      `The network has ${expectedCount} weights, the model file ${values.length}: it belongs to another network.`,
    );
  }
  const shapes = new Map(weightShapes(spec).map((weight) => [weight.name, weight]));
  const piece = (name: string) => {
    const { shape, offset, length } = shapes.get(name) as WeightShape;
    return { shape, data: values.subarray(offset, offset + length) };
  };
  const bias = (name: string) => tf.tensor1d(piece(`${name}/bias`).data);
  const conv = (name: string): ConvWeights => {
    const { data, shape } = piece(`${name}/kernel`);
    return {
      kernel: tf.tensor<tf.Rank.R4>(data, shape as [number, number, number, number]),
      bias: bias(name),
    };
  };
  const upconv = (name: string): UpconvWeights =>
    tf.tidy(() => {
      const { data, shape } = piece(`${name}/kernel`);
      const kernel = tf.tensor(data, [...shape]); // [2, 2, out, in]
      const [, , outFeatures = 0, inFeatures = 0] = shape;
      const columns = tf.reshape(kernel, [4 * outFeatures, inFeatures]);
      return {
        matrix: tf.transpose(columns) as tf.Tensor2D,
        bias: tf.tile<tf.Tensor1D>(bias(name), [4]),
      };
    });
  const levels = Array.from({ length: spec.depth }, (_, level) => level);
  return {
    down: [...levels, spec.depth].map((level) => [
      conv(`down${level}/conv1`),
      conv(`down${level}/conv2`),
    ]),
    up: levels.map((level) => ({
      upconv: upconv(`up${level}/upconv`),
      convs: [conv(`up${level}/conv1`), conv(`up${level}/conv2`)],
    })),
    head: conv('head'),
  };
}

/** Frees every weight tensor. */
export function disposeWeights(weights: UnetWeights): void {
  const convs = [weights.head, ...weights.down.flat(), ...weights.up.flatMap(({ convs }) => convs)];
  for (const { kernel, bias } of convs) tf.dispose([kernel, bias]);
  for (const { upconv } of weights.up) tf.dispose([upconv.matrix, upconv.bias]);
}
