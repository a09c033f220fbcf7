import type { BatchStore, KeptBatch, KeptFile } from '#storage/batch/batchStore.ts';

/** Keeps batches until the page is closed: for browsers that keep nothing. */
export function memoryBatchStore(): BatchStore {
  const batches = new Map<string, KeptBatch>();
  const files = new Map<string, Map<string, KeptFile>>();
  return {
    keep: async (batch) => {
      batches.set(batch.id, batch);
    },
    note: async (batchId, file) => {
      const known = files.get(batchId) ?? new Map<string, KeptFile>();
      files.set(batchId, known.set(file.path, file));
    },
    findInterrupted: async () => {
      const batch = [...batches.values()].findLast(({ isFinished }) => !isFinished);
      return batch ? { batch, doneCount: files.get(batch.id)?.size ?? 0 } : null;
    },
    claim: async () => true,
    files: async (batchId) => [...(files.get(batchId)?.values() ?? [])],
    staging: async () => null,
    discard: async (batchId) => {
      batches.delete(batchId);
      files.delete(batchId);
    },
  };
}
