import type { EngineStatus } from '#store/services.ts';

const BACKEND_NAMES = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'Plain JavaScript',
} as const;

/** The badge: `WebGPU · NVIDIA`, `WASM · 2 workers`. */
export function engineLabel(status: EngineStatus): string {
  if (status.state === 'failed') return 'Engine failed';
  if (status.backend === null) return 'Engine idle';
  const name = BACKEND_NAMES[status.backend];
  if (status.state === 'starting') return `${name} · starting`;
  if (status.backend === 'wasm') {
    return `${name} · ${status.workerCount} ${status.workerCount === 1 ? 'worker' : 'workers'}`;
  }
  return status.adapter === '' ? name : `${name} · ${status.adapter}`;
}

/** What the badge stands for, in plain words. */
export function engineExplanation(status: EngineStatus): string {
  if (status.state === 'failed') return 'The neural network cannot run in this browser.';
  if (status.isSoftware) {
    return 'No graphics card is used: the processor imitates one, which is far slower than WebAssembly. Open the page without ?backend= to let it choose.';
  }
  switch (status.backend) {
    case null:
      return 'The neural network starts with the first image. It runs inside this page: no image leaves this computer.';
    case 'webgpu':
      return 'The neural network runs on the graphics card through WebGPU, the fastest way a browser offers.';
    case 'webgl':
      return 'The neural network runs on the graphics card through WebGL, somewhat slower than WebGPU.';
    case 'wasm':
      return 'The neural network runs on the processor, several tiles at a time.';
    case 'cpu':
      return 'The neural network runs in plain JavaScript: it works, but slowly.';
  }
}

/** Colour of the dot. */
export function engineTone(status: EngineStatus): 'idle' | 'ready' | 'slow' | 'failed' {
  if (status.state === 'failed') return 'failed';
  if (status.state === 'starting' || status.backend === null) return 'idle';
  return status.fallbackReason === '' && !status.isSoftware ? 'ready' : 'slow';
}
