import * as tf from '@tensorflow/tfjs';

/**
 * The shortest weight gradient that lets tfjs train on WASM, where version 4.22 has none: a matrix
 * product for each of the kernel's positions. Valid convolutions of stride 1 only.
 */
export function registerPlainWeightGradient(): void {
  tf.registerKernel({
    kernelName: 'Conv2DBackpropFilter',
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => {
      const { x, dy } = inputs as unknown as { x: tf.Tensor4D; dy: tf.Tensor4D };
      const [height, width, inFeatures, outFeatures] = (attrs as unknown as tf.NamedAttrMap)[
        'filterShape'
      ] as [number, number, number, number];
      const [batch, outHeight, outWidth] = dy.shape;
      const pixelCount = batch * outHeight * outWidth;
      return tf.tidy(() => {
        const rows = tf.reshape(dy, [pixelCount, outFeatures]);
        const parts = Array.from({ length: height * width }, (_, i) => {
          const start = [0, Math.floor(i / width), i % width, 0];
          const part = tf.slice(x, start, [batch, outHeight, outWidth, inFeatures]);
          return tf.matMul(tf.reshape(part, [pixelCount, inFeatures]), rows, true);
        });
        return tf.reshape(tf.stack(parts), [height, width, inFeatures, outFeatures]);
      });
    },
  });
}
