import type { NetworkKernels } from '#engine/kernels/networkKernels.ts';
import { portableKernels } from '#engine/kernels/portableKernels.ts';
import { productKernels } from '#engine/kernels/wasm/productKernels.ts';
import { currentWasmHeap } from '#engine/kernels/wasm/wasmHeap.ts';
import { createWasmKernels } from '#engine/kernels/wasm/wasmKernels.ts';
import { webgpuKernels } from '#engine/kernels/webgpu/webgpuKernels.ts';

/** The kernels for the current tfjs backend by its name; the portable ones when it has no own. */
export function kernelsOf(backend: string): NetworkKernels {
  if (backend === 'webgpu') return webgpuKernels;
  if (backend !== 'wasm') return portableKernels;
  const heap = currentWasmHeap();
  return heap ? createWasmKernels(heap) : productKernels;
}
