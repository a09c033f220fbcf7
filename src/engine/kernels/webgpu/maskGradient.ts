import type { TensorInfo } from '@tensorflow/tfjs';
import { componentsOf, type GpuProgram, typeOf } from '#engine/kernels/webgpu/gpuProgram.ts';

/** The gradient where the activated map `y` of the same shape is above 0, else 0. */
export function maskGradient(gradient: TensorInfo, y: TensorInfo): GpuProgram {
  const count = gradient.shape.reduce((product, length) => product * length, 1);
  const components = componentsOf(count);
  const type = typeOf(components);
  return {
    key: `maskGradient_${components}`,
    code: `fn main(index : i32) {
      if (index >= uniforms.count) { return; }
      result[index] = select(${type}(), gradient[index], y[index] > ${type}());
    }`,
    inputs: [
      { name: 'gradient', tensor: gradient, components },
      { name: 'y', tensor: y, components },
    ],
    outputShape: gradient.shape,
    outputComponents: components,
    uniforms: { count: count / components },
    threadCount: count / components,
  };
}
