import type { Client } from '#workers/contract.ts';
import type { ProjectApi } from '#workers/projectApi.ts';
import { respawningClient } from '#workers/respawningClient.ts';
import { handleWorker, type WorkerHandle } from '#workers/workerHandle.ts';

const METHODS = [
  'space',
  'list',
  'create',
  'open',
  'close',
  'waitUntilWanted',
  'apply',
  'readSource',
  'readMap',
  'readAnnotation',
  'rename',
  'duplicate',
  'remove',
  'restore',
  'forget',
  'exportZip',
  'importZip',
] as const satisfies readonly (keyof ProjectApi)[];

function spawn(): WorkerHandle<ProjectApi> {
  const worker = new Worker(new URL('./project.worker.ts', import.meta.url), {
    type: 'module',
    name: 'project',
  });
  return handleWorker<ProjectApi>(worker, 'project', METHODS);
}

/**
 * Starts the worker that keeps projects. Should it die, the next call gets a fresh one, which holds
 * no project until it is opened again.
 */
export function startProjectService(): Client<ProjectApi> {
  return respawningClient(spawn, METHODS);
}
