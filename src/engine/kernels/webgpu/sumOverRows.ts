import type { TensorInfo } from '@tensorflow/tfjs';
import {
  componentsOf,
  disposeInfo,
  type GpuProgram,
  runProgram,
  typeOf,
} from '#engine/kernels/webgpu/gpuProgram.ts';

/** Rows that one thread adds; more keep threads idle, fewer cost another round. */
const ROWS_PER_THREAD = 256;

/**
 * Sums of the columns of a matrix, in an order that depends on its shape alone.
 *
 * @param rows how many the input has; its other values are columns
 * @returns [1, columns], which the caller owns
 */
export function sumOverRows(x: TensorInfo, rows: number): TensorInfo {
  const parts = Math.ceil(rows / ROWS_PER_THREAD);
  const sums = runProgram(partialSums(x, rows, parts));
  if (parts === 1) return sums;
  const total = sumOverRows(sums, parts);
  disposeInfo(sums);
  return total;
}

/** [parts, columns]: each part takes every `parts`-th row, so that neighbours read neighbours. */
function partialSums(x: TensorInfo, rows: number, parts: number): GpuProgram {
  const columns = x.shape.reduce((product, length) => product * length, 1) / rows;
  const components = componentsOf(columns);
  return {
    key: `sumOverRows_${components}`,
    code: () => `fn main(index : i32) {
      let column = index % uniforms.columns;
      let part = index / uniforms.columns;
      if (part >= uniforms.outShape[0]) { return; }
      var sum = ${typeOf(components)}();
      for (var row = part; row < uniforms.rows; row += uniforms.outShape[0]) {
        sum += x[row * uniforms.columns + column];
      }
      result[index] = sum;
    }`,
    inputs: [{ name: 'x', tensor: x, components }],
    outputShape: [parts, columns],
    outputComponents: components,
    integers: { columns: columns / components, rows },
    threadCount: (columns / components) * parts,
  };
}
