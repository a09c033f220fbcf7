import * as tf from '@tensorflow/tfjs';
import { blocksToRows, rowsToBlocks } from '#engine/kernels/wasm/heapMaps.ts';
import type { WasmHeap } from '#engine/kernels/wasm/wasmHeap.ts';

/*
 * The four outputs of a 2×2 up-convolution do not overlap, so it is one matrix product per pixel,
 * for which tfjs has a fast path, and a rearrangement.
 */

/** [batch · height · width, features] */
function asRows(map: tf.Tensor4D): tf.Tensor2D {
  const [batch, height, width, features] = map.shape;
  return tf.reshape(map, [batch * height * width, features]);
}

/** [2, 2, out, in] as [4 · out, in] */
function asMatrix(kernel: tf.Tensor4D): tf.Tensor2D {
  const [, , outFeatures, inFeatures] = kernel.shape;
  return tf.reshape(kernel, [4 * outFeatures, inFeatures]);
}

/** [batch · height / 2 · width / 2, 4 · features] */
function blocksAsRows(heap: WasmHeap, map: tf.Tensor4D): tf.Tensor2D {
  const [batch, height, width, features] = map.shape;
  const rows = heap.create<tf.Tensor2D>([(batch * height * width) / 4, 4 * features]);
  const grid = { height: (batch * height) / 2, width: width / 2, features };
  blocksToRows(heap.floats(map), heap.floats(rows), grid);
  return rows;
}

/** `NetworkKernels.upconvolveRelu` */
export function upconvolveOnHeap(
  heap: WasmHeap,
  x: tf.Tensor4D,
  kernel: tf.Tensor4D,
  bias: tf.Tensor1D,
): tf.Tensor4D {
  return tf.tidy(() => {
    const [batch, height, width] = x.shape;
    const features = bias.shape[0];
    const product = tf.fused.matMul({
      a: asRows(x),
      b: tf.transpose(asMatrix(kernel)),
      bias: tf.tile(bias, [4]),
      activation: 'relu',
    });
    const y = heap.create<tf.Tensor4D>([batch, 2 * height, 2 * width, features]);
    const grid = { height: batch * height, width, features };
    rowsToBlocks(heap.floats(product), heap.floats(y), grid);
    return y;
  });
}

/** `NetworkKernels.upconvolveInputGradient` */
export function upconvolveInputGradientOnHeap(
  heap: WasmHeap,
  gradient: tf.Tensor4D,
  kernel: tf.Tensor4D,
): tf.Tensor4D {
  return tf.tidy(() => {
    const [batch, height, width] = gradient.shape;
    const product = tf.matMul(blocksAsRows(heap, gradient), asMatrix(kernel));
    return tf.reshape(product, [batch, height / 2, width / 2, kernel.shape[3]]);
  });
}

/** `NetworkKernels.upconvolveKernelGradient` */
export function upconvolveKernelGradientOnHeap(
  heap: WasmHeap,
  x: tf.Tensor4D,
  gradient: tf.Tensor4D,
): tf.Tensor4D {
  return tf.tidy(() => {
    // A transposed copy first: tfjs's product of a transposed matrix is slow.
    const product = tf.matMul(tf.transpose(blocksAsRows(heap, gradient)), asRows(x));
    return tf.reshape(product, [2, 2, gradient.shape[3], x.shape[3]]);
  });
}
