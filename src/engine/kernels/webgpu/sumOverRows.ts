import type { TensorInfo } from '@tensorflow/tfjs';
import { componentsOf, type GpuProgram, typeOf } from '#engine/kernels/webgpu/gpuProgram.ts';

/**
 * Sums of the columns of a matrix, each thread over a stretch of rows in their order.
 *
 * @param rows how many the input has; its other values are columns
 * @param parts how many stretches
 * @returns [parts, columns]
 */
export function sumOverRows(x: TensorInfo, rows: number, parts: number): GpuProgram {
  const columns = x.shape.reduce((product, length) => product * length, 1) / rows;
  const components = componentsOf(columns);
  return {
    key: `sumOverRows_${components}`,
    code: `fn main(index : i32) {
      let column = index % uniforms.columns;
      let part = index / uniforms.columns;
      if (part >= uniforms.outShape[0]) { return; }
      let lastRow = min((part + 1) * uniforms.rowsPerPart, uniforms.rows);
      var sum = ${typeOf(components)}();
      for (var row = part * uniforms.rowsPerPart; row < lastRow; row++) {
        sum += x[row * uniforms.columns + column];
      }
      result[index] = sum;
    }`,
    inputs: [{ name: 'x', tensor: x, components }],
    outputShape: [parts, columns],
    outputComponents: components,
    uniforms: { columns: columns / components, rows, rowsPerPart: Math.ceil(rows / parts) },
    threadCount: (columns / components) * parts,
  };
}
