import type { EngineApi } from '#workers/engineApi.ts';
import type { TrainingEngineApi } from '#workers/trainingEngineApi.ts';
import { handleWorker, type WorkerHandle } from '#workers/workerHandle.ts';

/** What can happen to a breakable engine: `vanish` ends the worker without any event. */
export type EngineFault = 'lose-device' | 'uncaptured-error' | 'vanish';

/** Where faults are sent. */
export const FAULT_CHANNEL = 'cellpane-engine-fault';

/** Starts an engine worker that `breakEngine` reaches. */
export function spawnBreakableEngine(): WorkerHandle<EngineApi & TrainingEngineApi> {
  const worker = new Worker(new URL('./breakableEngine.worker.ts', import.meta.url), {
    type: 'module',
    name: 'engine',
  });
  return handleWorker<EngineApi & TrainingEngineApi>(worker, 'engine', [
    'start',
    'loadModel',
    'predictTile',
    'beginTraining',
    'trainStep',
    'readTraining',
    'predictTraining',
    'endTraining',
  ]);
}

/** Breaks every breakable engine that runs. */
export function breakEngine(fault: EngineFault): void {
  const channel = new BroadcastChannel(FAULT_CHANNEL);
  channel.postMessage(fault);
  channel.close();
}

/** How often a fault is injected: a few times by default, as often as VITE_FAULT_TRIES says. */
export function faultTries(usual: number): number {
  const wanted = Number(import.meta.env['VITE_FAULT_TRIES']);
  return wanted > 0 ? wanted : usual;
}
