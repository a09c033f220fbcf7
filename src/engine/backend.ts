import * as tf from '@tensorflow/tfjs';
import { type BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmThreadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import '@tensorflow/tfjs-backend-webgpu';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { BackendName, EngineInfo } from '#domain/model/engineInfo.ts';
import { guardAllocation, type WasmAllocator } from '#engine/kernels/wasm/guardAllocation.ts';
import { installWebgpuKernels } from '#engine/kernels/webgpu/installWebgpuKernels.ts';
import { AppError } from '#lib/errors.ts';

/** tfjs may never settle when a WASM file or a driver hangs. */
const INIT_DEADLINE_MS = 10_000;

/**
 * Makes `name` the one tfjs backend of this worker, with our own kernels where it has any.
 *
 * @throws AppError `backend-unavailable` with the reason in plain words
 */
export async function startBackend(name: BackendName): Promise<EngineInfo> {
  const info = await startPlainBackend(name);
  if (name === 'webgpu') installWebgpuKernels();
  return info;
}

/** Like `startBackend`, but with tfjs's kernels alone. */
export async function startPlainBackend(name: BackendName): Promise<EngineInfo> {
  if (name === 'wasm') prepareWasm();
  if (name === 'webgpu') await requireWebgpuAdapter();
  await setBackendInTime(name);
  if (name === 'wasm')
    guardAllocation((tf.backend() as BackendWasm).wasm as unknown as WasmAllocator);
  return infoOf(name);
}

function prepareWasm(): void {
  // tfjs 4.22 runs one thread whatever it is told, and its threaded start hangs when minified.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasmUrl,
    'tfjs-backend-wasm-simd.wasm': wasmSimdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': wasmThreadedUrl,
  });
}

async function requireWebgpuAdapter(): Promise<void> {
  if (!('gpu' in navigator)) {
    throw new AppError('backend-unavailable', 'This browser has no WebGPU.');
  }
  if (!(await navigator.gpu.requestAdapter())) {
    throw new AppError('backend-unavailable', 'The browser offers no WebGPU adapter.');
  }
}

async function setBackendInTime(name: BackendName): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const seconds = INIT_DEADLINE_MS / 1000;
      reject(new AppError('backend-unavailable', `${name} did not start within ${seconds} s.`));
    }, INIT_DEADLINE_MS);
  });
  try {
    // A backend that cannot start resolves false, and tfjs then quietly runs another one.
    const isSet = await Promise.race([tf.setBackend(name), deadline]);
    if (!isSet || tf.getBackend() !== name) {
      throw new AppError('backend-unavailable', `${name} could not be started in this browser.`);
    }
  } finally {
    clearTimeout(timer);
  }
}

function infoOf(name: BackendName): EngineInfo {
  if (name === 'webgpu') return webgpuInfo(tf.backend() as WebGPUBackend);
  if (name === 'webgl') return webglInfo();
  const adapter = name === 'wasm' ? wasmFlavour() : 'JavaScript';
  return { backend: name, adapter, isSoftware: false, maxBufferBytes: null };
}

function wasmFlavour(): string {
  return tf.env().getBool('WASM_HAS_SIMD_SUPPORT')
    ? 'WebAssembly SIMD'
    : 'WebAssembly without SIMD';
}

function webgpuInfo({ device, adapterInfo }: WebGPUBackend): EngineInfo {
  const {
    vendor,
    architecture,
    device: model,
    description,
  } = adapterInfo as unknown as GPUAdapterInfo;
  const adapter = [description, model, vendor, architecture].filter(Boolean).join(' ');
  return {
    backend: 'webgpu',
    adapter: adapter || 'unnamed adapter',
    isSoftware: /swiftshader|llvmpipe|software/i.test(adapter),
    maxBufferBytes: Math.min(
      device.limits.maxBufferSize,
      device.limits.maxStorageBufferBindingSize,
    ),
  };
}

function webglInfo(): EngineInfo {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  const extension = gl?.getExtension('WEBGL_debug_renderer_info');
  const adapter = String(gl?.getParameter(extension?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER) ?? '');
  const edge = tf.env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
  return {
    backend: 'webgl',
    adapter: adapter || 'unnamed adapter',
    isSoftware: /swiftshader|llvmpipe|software|basic render/i.test(adapter),
    // Four floats a texel; half of the largest texture leaves room for padding.
    maxBufferBytes: (edge * edge * 16) / 2,
  };
}
