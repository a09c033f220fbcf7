import * as tf from '@tensorflow/tfjs';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { parameterCount, weightShapes } from '#domain/model/weights.ts';
import type { ConvWeights, UnetWeights } from '#engine/network/unetWeights.ts';
import { AppError } from '#lib/errors.ts';

/** Tensors by the names of `weightShapes`, each in the shape given there; weights or gradients. */
export type WeightTensors = Readonly<Record<string, tf.Tensor>>;

/** The kernel and bias of a layer. */
export function layerOf(weights: WeightTensors, layer: string): ConvWeights {
  const kernel = weights[`${layer}/kernel`];
  const bias = weights[`${layer}/bias`];
  if (!kernel || !bias) throw new AppError('internal', `The network has no layer ${layer}.`);
  return { kernel: kernel as tf.Tensor4D, bias: bias as tf.Tensor1D };
}

/**
 * Puts one number per weight on the device; the caller disposes the tensors.
 *
 * @param values in the order of `weightShapes`
 * @throws AppError `bad-model` when their count does not fit the network
 */
export function uploadTensors(spec: UnetSpec, values: Float32Array): WeightTensors {
  const expectedCount = parameterCount(spec);
  if (values.length !== expectedCount) {
    throw new AppError(
      'bad-model',
      `The network has ${expectedCount} weights, but ${values.length} numbers were given: they belong to another network.`,
    );
  }
  return tf.tidy(() =>
    Object.fromEntries(
      weightShapes(spec).map(({ name, shape, offset, length }) => {
        // tfjs keeps what it is given on some backends, so each tensor gets numbers of its own.
        return [name, tf.tensor(values.slice(offset, offset + length), [...shape])];
      }),
    ),
  );
}

/** Copies of the numbers, in the order of `weightShapes`. */
export async function readTensors(
  spec: UnetSpec,
  tensors: WeightTensors,
): Promise<Float32Array<ArrayBuffer>> {
  const values = new Float32Array(parameterCount(spec));
  await Promise.all(
    weightShapes(spec).map(async ({ name, offset }) => {
      const data = await tensors[name]?.data();
      if (data) values.set(data, offset);
    }),
  );
  return values;
}

/** The same weights as inference takes them; the caller disposes them with `disposeWeights`. */
export function asUnetWeights(spec: UnetSpec, weights: WeightTensors): UnetWeights {
  const conv = (layer: string): ConvWeights => {
    const { kernel, bias } = layerOf(weights, layer);
    return { kernel: tf.clone(kernel), bias: tf.clone(bias) };
  };
  const upconv = (layer: string) => {
    const { kernel, bias } = layerOf(weights, layer);
    const [, , outFeatures, inFeatures] = kernel.shape;
    return tf.tidy(() => ({
      matrix: tf.transpose(tf.reshape(kernel, [4 * outFeatures, inFeatures])) as tf.Tensor2D,
      bias: tf.tile(bias, [4]),
    }));
  };
  const pair = (block: string) => [conv(`${block}/conv1`), conv(`${block}/conv2`)] as const;
  const levels = Array.from({ length: spec.depth }, (_, level) => level);
  return {
    down: [...levels, spec.depth].map((level) => pair(`down${level}`)),
    up: levels.map((level) => ({
      upconv: upconv(`up${level}/upconv`),
      convs: pair(`up${level}`),
    })),
    head: conv('head'),
  };
}
