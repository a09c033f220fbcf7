import type { TensorInfo } from '@tensorflow/tfjs';
import {
  componentsOf,
  type GpuProgram,
  shape4,
  typeOf,
  unroll,
} from '#engine/kernels/webgpu/gpuProgram.ts';

/**
 * Gradient by the input of 2×2 max-pooling of stride 2: the first of the four largest takes all.
 *
 * @param gradient [batch, height / 2, width / 2, features]
 * @param x [batch, height, width, features], even edges
 */
export function poolGradient(gradient: TensorInfo, x: TensorInfo): GpuProgram {
  const [batch, height, width, features] = shape4(gradient);
  const components = componentsOf(features);
  const type = typeOf(components);
  const at = (corner: number) => `start + (${corner >> 1} * 2 * width + ${corner & 1}) * depth`;
  return {
    key: `poolGradient_${components}`,
    code: () => `fn main(index : i32) {
      let width = uniforms.gradientShape[2];
      let depth = uniforms.gradientShape[3] / ${components};
      let column = (index / depth) % width;
      let line = index / (depth * width);
      if (line >= uniforms.gradientShape[0] * uniforms.gradientShape[1]) { return; }
      let start = (line * 4 * width + 2 * column) * depth + index % depth;
      ${unroll(4, (corner) => `let x${corner} = x[${at(corner)}];`)}
      let largest = max(max(x0, x1), max(x2, x3));
      var left = gradient[index];
      ${unroll(4, (corner) => {
        return `{
          let share = select(${type}(), left, x${corner} == largest);
          result[${at(corner)}] = share;
          left = select(left, ${type}(), x${corner} == largest);
        }`;
      })}
    }`,
    inputs: [
      { name: 'gradient', tensor: gradient, components },
      { name: 'x', tensor: x, components },
    ],
    outputShape: x.shape,
    outputComponents: components,
    threadCount: batch * height * width * (features / components),
  };
}
