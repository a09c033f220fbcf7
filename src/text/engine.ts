import { countText } from '#text/format.ts';

/** Where the network runs and why there. */
export const engineText = {
  badge: (label: string) => `Engine: ${label}`,
  device: (adapter: string) => `Device: ${adapter}`,
  names: { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WASM', cpu: 'Plain JavaScript' },
  failed: 'Engine failed',
  idle: 'Engine idle',
  starting: (name: string) => `${name} · starting`,
  onAdapter: (name: string, adapter: string) => `${name} · ${adapter}`,
  onWorkers: (name: string, count: number) => `${name} · ${countText(count, 'worker', 'workers')}`,
  cannotRun: 'The neural network cannot run in this browser.',
  software:
    'No graphics card is used: the processor imitates one, which is far slower than WebAssembly. Open the page without ?backend= to let it choose.',
  notStarted:
    'The neural network starts with the first image. It runs inside this page: no image leaves this computer.',
  onWebgpu:
    'The neural network runs on the graphics card through WebGPU, the fastest way a browser offers.',
  onWebgl:
    'The neural network runs on the graphics card through WebGL, somewhat slower than WebGPU.',
  onWasm: 'The neural network runs on the processor, several tiles at a time.',
  onCpu: 'The neural network runs in plain JavaScript: it works, but slowly.',
} as const;
