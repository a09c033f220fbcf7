import type { NetworkKernels } from '#engine/kernels/networkKernels.ts';
import { portableKernels } from '#engine/kernels/portableKernels.ts';
import { wasmKernels } from '#engine/kernels/wasm/wasmKernels.ts';
import { webgpuKernels } from '#engine/kernels/webgpu/webgpuKernels.ts';

const TABLES = new Map<string, NetworkKernels>([
  ['wasm', wasmKernels],
  ['webgpu', webgpuKernels],
]);

/** The kernels for a tfjs backend by its name; the portable ones when it has no own. */
export function kernelsOf(backend: string): NetworkKernels {
  return TABLES.get(backend) ?? portableKernels;
}
