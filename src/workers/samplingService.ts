import type { SamplingApi } from '#workers/samplingApi.ts';
import { handleWorker, type WorkerHandle } from '#workers/workerHandle.ts';

/**
 * Starts a worker that draws training samples; it holds the images that it was given. Whoever
 * starts it terminates it.
 */
export function startSampling(): WorkerHandle<SamplingApi> {
  const worker = new Worker(new URL('./sampling.worker.ts', import.meta.url), {
    type: 'module',
    name: 'sampling',
  });
  return handleWorker<SamplingApi>(worker, 'sampling', [
    'addImage',
    'prepare',
    'sample',
    'preview',
    'weightMap',
  ]);
}
