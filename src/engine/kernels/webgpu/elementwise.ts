import type { TensorInfo } from '@tensorflow/tfjs';
import { componentsOf, type GpuProgram, typeOf } from '#engine/kernels/webgpu/gpuProgram.ts';

/** A computation on each element of tensors of one shape. */
export interface Elementwise {
  /** Names the expression. */
  readonly key: string;
  readonly inputs: Readonly<Record<string, TensorInfo>>;
  /** Read as `uniforms.<name>`. */
  readonly floats?: Readonly<Record<string, number>>;
  /** WGSL, for example `2 * x[index]`; `Value` is its type, one number or four at once. */
  readonly expression: string;
}

/** The result of the inputs' shape. */
export function elementwise({ key, inputs, floats = {}, expression }: Elementwise): GpuProgram {
  const shape = Object.values(inputs)[0]?.shape ?? [];
  const count = shape.reduce((product, length) => product * length, 1);
  const components = componentsOf(count);
  return {
    key: `elementwise_${key}_${components}`,
    code: () => `alias Value = ${typeOf(components)};
      fn main(index : i32) {
        if (index >= uniforms.count) { return; }
        result[index] = ${expression};
      }`,
    inputs: Object.entries(inputs).map(([name, tensor]) => ({ name, tensor, components })),
    outputShape: shape,
    outputComponents: components,
    integers: { count: count / components },
    floats,
    threadCount: count / components,
  };
}
