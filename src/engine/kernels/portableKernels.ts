import * as tf from '@tensorflow/tfjs';
import type { NetworkKernels } from '#engine/kernels/networkKernels.ts';
import { updateWeight } from '#engine/training/optimizer.ts';

/** [batch · height · width, features] */
function asRows(map: tf.Tensor4D): tf.Tensor2D {
  const [batch, height, width, features] = map.shape;
  return tf.reshape(map, [batch * height * width, features]);
}

/** Every 2×2 block of pixels as one row [4 · features], top left first. */
function blocksAsRows(map: tf.Tensor4D): tf.Tensor2D {
  const [batch, height, width, features] = map.shape;
  const blocks = tf.reshape(map, [batch * (height / 2), 2, width / 2, 2 * features]);
  const rows = tf.transpose(blocks, [0, 2, 1, 3]);
  return tf.reshape(rows, [(batch * height * width) / 4, 4 * features]);
}

/** [2, 2, out, in] as [4 · out, in] */
function asMatrix(kernel: tf.Tensor4D): tf.Tensor2D {
  const [, , outFeatures, inFeatures] = kernel.shape;
  return tf.reshape(kernel, [4 * outFeatures, inFeatures]);
}

/** Runs a tfjs kernel by its name, so that one registered for this backend is taken. */
function runKernel(name: string, inputs: tf.NamedTensorMap, attributes: object): tf.Tensor4D {
  const result = tf.engine().runKernel(name, inputs, attributes as tf.NamedAttrMap);
  return result as tf.Tensor4D;
}

/** Kernels by tfjs operations alone; they run on every backend that has those operations. */
export const portableKernels: NetworkKernels = {
  convolve: (x, filter, bias, activation) =>
    tf.fused.conv2d({ x, filter, strides: 1, pad: 'valid', bias, activation }),

  convolveInputGradient: (dy, filter) => {
    const [edge, , inFeatures] = filter.shape;
    const [batch, height, width] = dy.shape;
    const inputShape = [batch, height + edge - 1, width + edge - 1, inFeatures];
    const attributes = { strides: 1, pad: 'valid', dataFormat: 'NHWC', inputShape };
    return runKernel('Conv2DBackpropInput', { dy, filter }, attributes);
  },

  convolveKernelGradient: (x, dy, edge) => {
    const filterShape = [edge, edge, x.shape[3], dy.shape[3]];
    const attributes = { strides: 1, pad: 'valid', dataFormat: 'NHWC', filterShape };
    return runKernel('Conv2DBackpropFilter', { x, dy }, attributes);
  },

  upconvolveRelu: (x, kernel, bias) =>
    tf.tidy(() => {
      const [batch, height, width] = x.shape;
      const product = tf.fused.matMul({
        a: asRows(x),
        b: tf.transpose(asMatrix(kernel)),
        bias: tf.tile(bias, [4]),
        activation: 'relu',
      });
      const blocks = tf.reshape(product, [batch, height, width, 4 * bias.shape[0]]);
      return tf.depthToSpace(blocks as tf.Tensor4D, 2, 'NHWC'); // [batch, 2·height, 2·width, out]
    }),

  upconvolveInputGradient: (gradient, kernel) =>
    tf.tidy(() => {
      const [batch, height, width] = gradient.shape;
      const product = tf.matMul(blocksAsRows(gradient), asMatrix(kernel));
      return tf.reshape(product, [batch, height / 2, width / 2, kernel.shape[3]]);
    }),

  upconvolveKernelGradient: (x, gradient) =>
    tf.tidy(() => {
      const product = tf.matMul(tf.transpose(blocksAsRows(gradient)), asRows(x));
      return tf.reshape(product, [2, 2, gradient.shape[3], x.shape[3]]);
    }),

  maskGradient: (gradient, y) => tf.tidy(() => tf.mul<tf.Tensor4D>(gradient, tf.step(y))),

  biasGradient: (gradient) => tf.sum<tf.Tensor1D>(gradient, [0, 1, 2]),

  poolGradient: (dy, input, output) => {
    const attributes = { filterSize: 2, strides: 2, pad: 'valid' };
    return runKernel('MaxPoolGrad', { dy, input, output }, attributes);
  },

  sumsOfSquares: (tensors) =>
    tf.tidy(() => tf.stack(tensors.map((tensor) => tf.sum(tf.square(tensor)))) as tf.Tensor1D),

  updateWeight,

  cropCentre: (map, borderPx) => {
    const [batch, height, width, features] = map.shape;
    const size = [batch, height - 2 * borderPx, width - 2 * borderPx, features];
    return tf.slice(map, [0, borderPx, borderPx, 0], size);
  },

  addToCentre: (map, centre, borderPx) =>
    tf.tidy(() => {
      const border: [number, number] = [borderPx, borderPx];
      return tf.add<tf.Tensor4D>(map, tf.pad(centre, [[0, 0], border, border, [0, 0]]));
    }),

  featureHalf: (map, half) => {
    const [batch, height, width, features] = map.shape;
    return tf.slice(map, [0, 0, 0, (half * features) / 2], [batch, height, width, features / 2]);
  },
};
