import type { BatchWriterApi } from '#workers/batch/batchWriterApi.ts';
import { handleWorker, type WorkerHandle } from '#workers/workerHandle.ts';

/** Starts a worker that writes the tables and the ZIP of a batch; whoever starts it terminates it. */
export function startBatchWriter(): WorkerHandle<BatchWriterApi> {
  const worker = new Worker(new URL('../batchWriter.worker.ts', import.meta.url), {
    type: 'module',
    name: 'batchWriter',
  });
  return handleWorker<BatchWriterApi>(worker, 'batchWriter', ['summaryCsv', 'pack']);
}
