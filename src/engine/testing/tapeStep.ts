import * as tf from '@tensorflow/tfjs';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import { skipBorderPx } from '#domain/unet/validShape.ts';
import { layerOf, type WeightTensors } from '#engine/training/weightTensors.ts';

/** Runs `body` with the shortest weight gradient that makes tfjs's own gradients work on WASM. */
export async function withShortestWeightGradient<T>(body: () => Promise<T>): Promise<T> {
  const kernel = { kernelName: 'Conv2DBackpropFilter', backendName: 'wasm' };
  tf.registerKernel({
    ...kernel,
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as unknown as { x: tf.Tensor4D; dy: tf.Tensor4D };
      const [edge, , inFeatures, outFeatures] = (attrs as { filterShape?: number[] })
        .filterShape as [number, number, number, number];
      const [batch, height, width] = dy.shape;
      const pixelCount = batch * height * width;
      return tf.tidy(() => {
        const rows = tf.reshape(dy, [pixelCount, outFeatures]);
        const parts = Array.from({ length: edge * edge }, (_, i) => {
          const start = [0, Math.floor(i / edge), i % edge, 0];
          const part = tf.slice(x, start, [batch, height, width, inFeatures]);
          return tf.matMul(tf.reshape(part, [pixelCount, inFeatures]), rows, true, false);
        });
        return tf.reshape(tf.stack(parts), [edge, edge, inFeatures, outFeatures]);
      });
    },
  });
  try {
    return await body();
  } finally {
    tf.unregisterKernel(kernel.kernelName, kernel.backendName);
  }
}

function convRelu(x: tf.Tensor4D, weights: WeightTensors, layer: string): tf.Tensor4D {
  const { kernel, bias } = layerOf(weights, layer);
  return tf.relu(tf.add(tf.conv2d(x, kernel, 1, 'valid'), bias));
}

function convTwice(x: tf.Tensor4D, weights: WeightTensors, block: string): tf.Tensor4D {
  return convRelu(convRelu(x, weights, `${block}/conv1`), weights, `${block}/conv2`);
}

function tapeLogits(spec: UnetSpec, weights: WeightTensors, input: tf.Tensor4D): tf.Tensor4D {
  const maps: tf.Tensor4D[] = [];
  let map = convTwice(input, weights, 'down0');
  for (let level = 1; level <= spec.depth; level++) {
    maps.push(map);
    map = convTwice(tf.maxPool(map, 2, 2, 'valid'), weights, `down${level}`);
  }
  for (let level = spec.depth - 1; level >= 0; level--) {
    const { kernel, bias } = layerOf(weights, `up${level}/upconv`);
    const [batch, height, width, features] = map.shape;
    const upShape = [batch, 2 * height, 2 * width, features / 2] as const;
    const up = tf.conv2dTranspose(map, kernel, [...upShape], 2, 'valid');
    const border = skipBorderPx(spec.depth, level);
    const skip = tf.slice(maps[level] as tf.Tensor4D, [0, border, border, 0], [...upShape]);
    map = convTwice(tf.concat([skip, tf.relu(tf.add(up, bias))], 3), weights, `up${level}`);
  }
  const head = layerOf(weights, 'head');
  return tf.add(tf.conv2d(map, head.kernel, 1, 'valid'), head.bias);
}

/**
 * A training step as tfjs's own gradients do it, everything kept to the end: the oracle of the
 * hand-written one, and what its speed and memory are compared with.
 *
 * @param weights variables; the step moves them by SGD without momentum
 * @returns the loss; the gradients are the caller's
 */
export function tapeStep(
  spec: UnetSpec,
  variables: Readonly<Record<string, tf.Variable>>,
  sample: TrainingSample,
): { readonly loss: tf.Scalar; readonly gradients: WeightTensors } {
  const { batchSize, inputEdgePx, outputEdgePx, inputChannels } = sample;
  const { value, grads } = tf.variableGrads(() => {
    const input = tf.tensor4d(sample.input, [batchSize, inputEdgePx, inputEdgePx, inputChannels]);
    const logits = tapeLogits(spec, variables, input);
    const classes = tf.tensor3d(sample.target, [batchSize, outputEdgePx, outputEdgePx], 'int32');
    const weights = tf.tensor3d(sample.weights, [batchSize, outputEdgePx, outputEdgePx]);
    const truth = tf.oneHot(classes, spec.classCount);
    const entropy = tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits, 3), truth), 3));
    return tf.mean<tf.Scalar>(tf.mul(entropy, weights));
  }, Object.values(variables));
  return { loss: value, gradients: grads };
}
