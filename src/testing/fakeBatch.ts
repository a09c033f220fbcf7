import { packFiles } from '#formats/batch/packFiles.ts';
import { writeSummaryCsv } from '#formats/batch/summaryCsv.ts';
import type { BatchStore } from '#storage/batch/batchStore.ts';
import { memoryBatchStore } from '#storage/batch/memoryBatchStore.ts';
import type { BatchServices } from '#store/batch/batchServices.ts';

/** Batch services that answer from memory, and the control over them. */
export interface FakeBatch {
  readonly services: BatchServices;
  /** False once the user refuses folders. */
  isAllowed: boolean;
}

/** @param kept what an earlier page kept, to come back to it */
export function fakeBatch(kept: BatchStore = memoryBatchStore()): FakeBatch {
  const control: FakeBatch = {
    isAllowed: true,
    services: {
      kept,
      folders: {
        canPick: true,
        pick: () => Promise.reject(new Error('Not faked: tests hand their folders over.')),
        allow: async () => control.isAllowed,
      },
      startWriter: () => ({
        client: {
          summaryCsv: async ({ lines }) => writeSummaryCsv(lines),
          pack: ({ files, savedAtMs }) => packFiles(files, new Date(savedAtMs)),
        },
        isAlive: () => true,
        terminate: () => undefined,
      }),
    },
  };
  return control;
}
