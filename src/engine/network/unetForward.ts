import * as tf from '@tensorflow/tfjs';
import { skipBorderPx } from '#domain/unet/validShape.ts';
import { kernelsOf } from '#engine/kernels/kernelsOf.ts';
import { portableKernels } from '#engine/kernels/portableKernels.ts';
import type { ConvWeights, UnetWeights, UpconvWeights } from '#engine/network/unetWeights.ts';

/*
 * The whole network on one page (Ronneberger 2015, Fig. 1). Valid convolutions make every output
 * pixel depend on real (or mirrored) pixels only, so tiles need no blending. Each block frees its
 * intermediate maps at once, and a skip connection keeps only the centre that will be used.
 */

/** Valid convolution, bias and ReLU in one kernel; on WASM our own, twice as fast as tfjs's. */
function convRelu(x: tf.Tensor4D, { kernel, bias }: ConvWeights): tf.Tensor4D {
  const kernels = tf.getBackend() === 'wasm' ? kernelsOf('wasm') : portableKernels;
  return kernels.convolve(x, kernel, bias, 'relu');
}

/** Two 3×3 convolutions; each edge shrinks by 4. Frees `x`. */
function convTwice(x: tf.Tensor4D, convs: readonly [ConvWeights, ConvWeights]): tf.Tensor4D {
  const first = convRelu(x, convs[0]); // [batch, height − 2, width − 2, features]
  x.dispose();
  const second = convRelu(first, convs[1]); // [batch, height − 4, width − 4, features]
  first.dispose();
  return second;
}

/**
 * 2×2 up-convolution with ReLU: a 1×1 convolution to all four output pixels of each pixel, then a
 * rearrangement. Frees `x`.
 */
function upconvRelu(x: tf.Tensor4D, { matrix, bias }: UpconvWeights): tf.Tensor4D {
  const up = tf.tidy(() => {
    const kernel = tf.reshape(matrix, [1, 1, ...matrix.shape]) as tf.Tensor4D;
    const blocks = portableKernels.convolve(x, kernel, bias, 'relu'); // [batch, height, width, 4 · out]
    return tf.depthToSpace(blocks, 2, 'NHWC'); // [batch, 2·height, 2·width, out]
  });
  x.dispose();
  return up;
}

/** The centre of `map`, smaller by `borderPx` on each side. */
function cropCentre(map: tf.Tensor4D, borderPx: number): tf.Tensor4D {
  const [batch, height, width, features] = map.shape;
  return tf.slice(
    map,
    [0, borderPx, borderPx, 0],
    [batch, height - 2 * borderPx, width - 2 * borderPx, features],
  );
}

/**
 * Logits of the tile's valid centre.
 *
 * @param input [batch, height, width, channels], valid edges (`inputEdgeFor`); kept
 * @returns [batch, height − loss, width − loss, classes]; the caller owns it
 */
export function unetForward(weights: UnetWeights, input: tf.Tensor4D): tf.Tensor4D {
  const depth = weights.up.length;
  const skips: tf.Tensor4D[] = [];
  let map = tf.clone(input);
  weights.down.forEach((convs, level) => {
    map = convTwice(map, convs);
    if (level === depth) return; // dropout ends the contracting path in training; here it is identity
    skips.push(cropCentre(map, skipBorderPx(depth, level)));
    const pooled = tf.maxPool(map, 2, 2, 'valid'); // [batch, height / 2, width / 2, features]
    map.dispose();
    map = pooled;
  });
  for (let level = depth - 1; level >= 0; level--) {
    const { upconv, convs } = weights.up[level] as UnetWeights['up'][number];
    const up = upconvRelu(map, upconv);
    const skip = skips.pop() as tf.Tensor4D;
    const joined = tf.concat([skip, up], 3); // [batch, height, width, 2 · features]
    tf.dispose([skip, up]);
    map = convTwice(joined, convs);
  }
  const { kernel, bias } = weights.head;
  const logits = tf.fused.conv2d({ x: map, filter: kernel, strides: 1, pad: 'valid', bias });
  map.dispose();
  return logits;
}
