import * as tf from '@tensorflow/tfjs';
import {
  asTensor,
  type GpuProgram,
  runProgram,
  unroll,
} from '#engine/kernels/webgpu/gpuProgram.ts';
import { sumOverRows } from '#engine/kernels/webgpu/sumOverRows.ts';

/** Every GPU binds 8 storage buffers to a shader; one is the result. */
const MAX_TENSORS = 7;
/** Threads for each tensor; a neighbour reads the neighbouring value. */
const PARTS = 1024;

/**
 * Sum of the squares of each tensor: [tensors]. A network has dozens of weight tensors, so that a
 * few dispatches for all of them cost much less than a few for each.
 */
export function sumsOfSquares(tensors: readonly tf.Tensor[]): tf.Tensor1D {
  return tf.tidy(() => {
    const parts: tf.Tensor2D[] = [];
    for (let i = 0; i < tensors.length; i += MAX_TENSORS) {
      parts.push(asTensor(runProgram(partialSquares(tensors.slice(i, i + MAX_TENSORS)))));
    }
    const all = tf.concat2d(parts, 1); // [parts, tensors]
    return asTensor<tf.Rank.R1>(sumOverRows(all, PARTS), [tensors.length]);
  });
}

/** [parts, tensors]; each part takes every `parts`-th value. */
function partialSquares(tensors: readonly tf.Tensor[]): GpuProgram {
  const inputs = tensors.map((tensor, i) => ({
    name: `tensor${i}`,
    // One shape for all shaders, whatever the ranks of the tensors are.
    tensor: { dataId: tensor.dataId, dtype: tensor.dtype, shape: [tensor.size] },
    components: 1 as const,
  }));
  return {
    key: `partialSquares_${tensors.length}`,
    code: () => `fn main(index : i32) {
      let part = index % ${PARTS};
      let which = index / ${PARTS};
      if (which >= ${tensors.length}) { return; }
      var sum = 0.0;
      ${unroll(
        tensors.length,
        (i) => `if (which == ${i}) {
          for (var j = part; j < uniforms.tensor${i}Shape; j += ${PARTS}) {
            sum += tensor${i}[j] * tensor${i}[j];
          }
        }`,
      )}
      result[part * ${tensors.length} + which] = sum;
    }`,
    inputs,
    outputShape: [PARTS, tensors.length],
    outputComponents: 1,
    threadCount: PARTS * tensors.length,
  };
}
