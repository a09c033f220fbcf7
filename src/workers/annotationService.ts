import type { AnnotationApi } from '#workers/annotationApi.ts';
import type { Client } from '#workers/contract.ts';
import { respawningClient } from '#workers/respawningClient.ts';
import { handleWorker, type WorkerHandle } from '#workers/workerHandle.ts';

const METHODS = [
  'open',
  'close',
  'edit',
  'undo',
  'redo',
  'valueAt',
  'objectsInBox',
  'readTile',
  'read',
  'restore',
  'readBase',
  'readWhole',
  'restoreStored',
] as const satisfies readonly (keyof AnnotationApi)[];

function spawn(): WorkerHandle<AnnotationApi> {
  const worker = new Worker(new URL('./annotation.worker.ts', import.meta.url), {
    type: 'module',
    name: 'annotation',
  });
  return handleWorker<AnnotationApi>(worker, 'annotation', METHODS);
}

/**
 * Starts the worker that owns annotations and their histories. Should it die, the next call gets a
 * fresh one, which answers `not-found` until annotations are opened or restored.
 *
 * @param onReplaced told when that happens
 */
export function startAnnotationService(onReplaced?: () => void): Client<AnnotationApi> {
  return respawningClient(spawn, METHODS, onReplaced);
}
