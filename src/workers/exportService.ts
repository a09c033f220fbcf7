import type { ExportApi } from '#workers/exportApi.ts';
import { handleWorker, type WorkerHandle } from '#workers/workerHandle.ts';

/** Starts a worker that writes one set of files; whoever starts it terminates it. */
export function startExport(): WorkerHandle<ExportApi> {
  const worker = new Worker(new URL('./export.worker.ts', import.meta.url), {
    type: 'module',
    name: 'export',
  });
  return handleWorker<ExportApi>(worker, 'export', [
    'begin',
    'addPlane',
    'addShownRows',
    'endImage',
    'dropImage',
    'end',
  ]);
}
