import type { Client } from '#workers/contract.ts';
import type { ImageApi } from '#workers/imageApi.ts';
import { handleWorker } from '#workers/workerHandle.ts';

const METHODS = [
  'addImage',
  'removeImage',
  'readTile',
  'beginPrediction',
  'readWindow',
  'writeWindow',
  'endPrediction',
  'extractInstances',
  'deleteObjects',
  'undoDelete',
  'exportResult',
  'evaluate',
] as const satisfies readonly (keyof ImageApi)[];

/** Starts the worker that owns pixels, probability maps and label images. */
export function startImageService(): Client<ImageApi> {
  const worker = new Worker(new URL('./image.worker.ts', import.meta.url), {
    type: 'module',
    name: 'image',
  });
  return handleWorker<ImageApi>(worker, 'image', METHODS).client;
}
