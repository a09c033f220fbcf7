import type { EngineStatus } from '#store/services.ts';
import { engineText } from '#text/engine.ts';

/** The badge: `WebGPU · NVIDIA`, `WASM · 2 workers`. */
export function engineLabel(status: EngineStatus): string {
  if (status.state === 'failed') return engineText.failed;
  if (status.backend === null) return engineText.idle;
  const name = engineText.names[status.backend];
  if (status.state === 'starting') return engineText.starting(name);
  if (status.backend === 'wasm') {
    return engineText.onWorkers(name, status.workerCount);
  }
  return status.adapter === '' ? name : engineText.onAdapter(name, status.adapter);
}

/** What the badge stands for, in plain words. */
export function engineExplanation(status: EngineStatus): string {
  if (status.state === 'failed') return engineText.cannotRun;
  if (status.isSoftware) {
    return engineText.software;
  }
  switch (status.backend) {
    case null:
      return engineText.notStarted;
    case 'webgpu':
      return engineText.onWebgpu;
    case 'webgl':
      return engineText.onWebgl;
    case 'wasm':
      return engineText.onWasm;
    case 'cpu':
      return engineText.onCpu;
  }
}

/** Colour of the dot. */
export function engineTone(status: EngineStatus): 'idle' | 'ready' | 'slow' | 'failed' {
  if (status.state === 'failed') return 'failed';
  if (status.state === 'starting' || status.backend === null) return 'idle';
  return status.fallbackReason === '' && !status.isSoftware ? 'ready' : 'slow';
}
