import * as tf from '@tensorflow/tfjs';
import type { NetworkKernels } from '#engine/kernels/networkKernels.ts';
import { portableKernels } from '#engine/kernels/portableKernels.ts';

/**
 * Kernels for the WASM backend by its fast matrix product and convolution: tfjs 4.22 has no weight
 * gradient there, and its input gradient is slow.
 */
export const productKernels: NetworkKernels = {
  ...portableKernels,

  convolveInputGradient: (gradient, kernel) =>
    tf.tidy(() => {
      const flipped = tf.transpose(tf.reverse(kernel, [0, 1]), [0, 1, 3, 2]);
      return tf.conv2d(gradient, flipped as tf.Tensor4D, 1, kernel.shape[0] - 1);
    }),

  convolveKernelGradient: (x, gradient, edge) =>
    tf.tidy(() => {
      const [batch, height, width, outFeatures] = gradient.shape;
      const inFeatures = x.shape[3];
      const rows = tf.reshape(gradient, [batch * height * width, outFeatures]);
      const planes = tf.transpose(x, [3, 0, 1, 2]); // [in, batch, height + edge − 1, width + edge − 1]
      const shifted: tf.Tensor[] = [];
      for (let row = 0; row < edge; row++) {
        for (let column = 0; column < edge; column++) {
          const part = tf.slice(planes, [0, 0, row, column], [inFeatures, batch, height, width]);
          shifted.push(tf.reshape(part, [inFeatures, batch * height * width]));
        }
      }
      const product = tf.matMul(tf.concat(shifted, 0) as tf.Tensor2D, rows);
      return tf.reshape(product, [edge, edge, inFeatures, outFeatures]);
    }),
};
