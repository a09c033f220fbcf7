import type { Client } from '#workers/contract.ts';
import type { ImageApi } from '#workers/imageApi.ts';
import { respawningClient } from '#workers/respawningClient.ts';
import { handleWorker, type WorkerHandle } from '#workers/workerHandle.ts';

const METHODS = [
  'addImage',
  'removeImage',
  'readImage',
  'readTile',
  'beginPrediction',
  'readWindow',
  'writeWindow',
  'readTrainingData',
  'endPrediction',
  'extractInstances',
  'deleteObjects',
  'undoDelete',
  'readPrediction',
  'restorePrediction',
  'readLabels',
  'labelsFromImage',
  'showLabels',
  'clearPrediction',
  'exportPlane',
  'exportAnnotation',
  'readShownRows',
  'evaluate',
  'compareWithTruth',
  'compareAt',
  'forgetComparison',
  'evaluationCsv',
] as const satisfies readonly (keyof ImageApi)[];

function spawn(): WorkerHandle<ImageApi> {
  const worker = new Worker(new URL('./image.worker.ts', import.meta.url), {
    type: 'module',
    name: 'image',
  });
  return handleWorker<ImageApi>(worker, 'image', METHODS);
}

/**
 * Starts the worker that owns pixels, probability maps and label images. Should it die, the next
 * call gets a fresh one, which answers `not-found` until the images are opened again.
 *
 * @param onReplaced told when that happens
 */
export function startImageService(onReplaced?: () => void): Client<ImageApi> {
  return respawningClient(spawn, METHODS, onReplaced);
}
