import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { instantiateMicrokernels, type Microkernels } from '#engine/kernels/wasm/microkernels.ts';

const heaps = new WeakMap<object, WasmHeap | null>();

/** The memory that the WASM backend keeps its tensors in, with our loops working on it. */
export class WasmHeap {
  readonly loops: Microkernels;
  readonly #backend: BackendWasm;

  constructor(backend: BackendWasm, loops: Microkernels) {
    this.#backend = backend;
    this.loops = loops;
  }

  /** A tensor whose numbers are not set yet; the caller disposes it. */
  create<T extends tf.Tensor>(shape: readonly number[], dtype: 'float32' | 'int32' = 'float32'): T {
    const info = this.#backend.makeOutput([...shape], dtype);
    return tf.engine().makeTensorFromTensorInfo(info) as T;
  }

  /** Where a tensor's numbers begin, in bytes. */
  address(tensor: tf.Tensor): number {
    return this.#backend.getMemoryOffset(tensor.dataId);
  }

  /** A tensor's numbers in place, only until the next tensor is created: memory may then move. */
  floats(tensor: tf.Tensor): Float32Array {
    return this.#backend.typedArrayFromHeap(tensor) as Float32Array;
  }

  /** Like `floats`, for integers. */
  integers(tensor: tf.Tensor): Int32Array {
    return this.#backend.typedArrayFromHeap(tensor) as Int32Array;
  }
}

/** The heap of the current backend; `null` unless it is WASM in a browser that has SIMD. */
export function currentWasmHeap(): WasmHeap | null {
  if (tf.getBackend() !== 'wasm') return null;
  const backend = tf.backend() as BackendWasm;
  const known = heaps.get(backend);
  if (known !== undefined) return known;
  const heap = createHeap(backend);
  heaps.set(backend, heap);
  return heap;
}

function createHeap(backend: BackendWasm): WasmHeap | null {
  const memory = wasmMemory(backend);
  const loops = memory && instantiateMicrokernels(memory);
  return loops && new WasmHeap(backend, loops);
}

/** The memory of tfjs's own module; `null` when it keeps it to itself. */
export function wasmMemory({ wasm }: BackendWasm): WebAssembly.Memory | null {
  const { asm } = wasm as unknown as { asm?: { memory?: unknown } };
  return asm?.memory instanceof WebAssembly.Memory ? asm.memory : null;
}
