import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';

/** Threads of a workgroup: a multiple of every GPU's wave. */
export const GROUP_SIZE = 64;

/** A compute shader in WGSL without shared memory, and what it reads and writes. */
export interface GpuProgram {
  /** Names the shader; equal keys share a compiled pipeline, so it tells all the code depends on. */
  readonly key: string;
  /**
   * Defines `fn main(index : i32)`, called once per thread. It sees `result` and the inputs as
   * arrays, `uniforms.<input>Shape`, `uniforms.outShape` and the uniforms below. Asked for only when
   * the pipeline is compiled.
   */
  readonly code: () => string;
  readonly inputs: readonly GpuInput[];
  readonly outputShape: readonly number[];
  /** Values per element of `result`. */
  readonly outputComponents: Components;
  /** Uniforms by name. */
  readonly integers?: Readonly<Record<string, number>>;
  readonly floats?: Readonly<Record<string, number>>;
  /** Some more may run: `main` returns when its index is too large. */
  readonly threadCount: number;
}

/** Values per array element: 4 need a last axis that is a multiple of 4. */
export type Components = 1 | 4;

interface GpuInput {
  readonly name: string;
  readonly tensor: tf.TensorInfo;
  readonly components: Components;
}

/**
 * Runs a program on tfjs's WebGPU backend, in the order of all other operations.
 *
 * @returns the data, which the caller owns
 */
export function runProgram(program: GpuProgram): tf.TensorInfo {
  const { inputs } = program;
  const uniforms = [
    ...Object.entries(program.integers ?? {}).map(([name, value]) => ({
      declaration: `${name} : i32,`,
      value: { type: 'int32', data: [value] },
    })),
    ...Object.entries(program.floats ?? {}).map(([name, value]) => ({
      declaration: `${name} : f32,`,
      value: { type: 'float32', data: [value] },
    })),
  ];
  const outputShape = [...program.outputShape];
  const wrapped: WebGPUProgram = {
    variableNames: inputs.map(({ name }) => name),
    variableComponents: inputs.map(({ components }) => components),
    outputShape,
    outputComponent: program.outputComponents,
    workgroupSize: [GROUP_SIZE, 1, 1],
    // All axes along x: tfjs then counts threads by one index, beyond 65,535 workgroups too.
    dispatchLayout: { x: outputShape.map((_, axis) => axis) },
    dispatch: [Math.ceil(program.threadCount / GROUP_SIZE), 1, 1],
    uniforms: uniforms.map(({ declaration }) => declaration).join(' '),
    shaderKey: `cellpane_${program.key}`,
    getUserCode: program.code,
  };
  return backend().runWebGPUProgram(
    wrapped,
    inputs.map(({ tensor }) => tensor),
    'float32',
    uniforms.map(({ value }) => value),
  );
}

/** Frees the data of an intermediate result that no tensor owns. */
export function disposeInfo(info: tf.TensorInfo): void {
  backend().disposeData(info.dataId);
}

/** Hands a result to the caller as a tensor, tracked by `tf.tidy` like any other. */
export function asTensor<R extends tf.Rank>(
  info: tf.TensorInfo,
  shape: readonly number[] = info.shape,
): tf.Tensor<R> {
  const shaped = { dataId: info.dataId, shape: [...shape], dtype: info.dtype };
  return tf.engine().makeTensorFromTensorInfo(shaped) as tf.Tensor<R>;
}

/** The shape of a map or kernel of four axes. */
export function shape4({ shape }: tf.TensorInfo): [number, number, number, number] {
  return shape as [number, number, number, number];
}

/** How many of 8 neighbours fit into a length without a rest: 8, 4, 2 or 1. */
export function neighboursIn(length: number): number {
  return [8, 4, 2].find((count) => length % count === 0) ?? 1;
}

/** Components that a last axis of this length allows. */
export function componentsOf(length: number): Components {
  return length % 4 === 0 ? 4 : 1;
}

/** WGSL type of so many components. */
export function typeOf(components: Components): string {
  return components === 4 ? 'vec4<f32>' : 'f32';
}

/** How WGSL picks each component out of a value. */
export function lanesOf(components: Components): readonly string[] {
  return components === 4 ? ['.x', '.y', '.z', '.w'] : [''];
}

/** Code for each of 0 … count − 1. */
export function unroll(count: number, code: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => code(i)).join('\n');
}

function backend(): WebGPUBackend {
  return tf.backend() as WebGPUBackend;
}
