import type { ActionContext } from '#store/actions/actionContext.ts';
import type { BatchSource } from '#store/batch/batchSource.ts';
import type { BatchRequest } from '#store/batch/startBatch.ts';

/** Segmentation of whole folders; its code comes with its first use. */
export function batchActions(context: ActionContext) {
  const steer = () => import('#store/batch/steerBatch.ts');
  const start = () => import('#store/batch/startBatch.ts');
  const resume = () => import('#store/batch/resumeBatch.ts');
  return {
    startBatch: async (request: BatchRequest) => (await start()).startBatch(context, request),
    /** Gives up the batch that is shown, or offered. */
    forgetBatch: async () => (await start()).forgetBatch(context),
    /** Goes on with a batch that was cut off; with the folder chosen again where none was kept. */
    resumeBatch: async (chosen: BatchSource | null) =>
      (await resume()).resumeBatch(context, chosen),
    pauseBatch: async () => (await steer()).pauseBatch(context),
    goOnBatch: async () => (await steer()).goOnBatch(context),
    cancelBatch: async () => (await steer()).cancelBatch(context),
    skipBatchFile: async (path: string) => (await steer()).skipBatchFile(context, path),
    retryBatchFile: async (path: string) => (await steer()).retryBatchFiles(context, [path]),
    retryFailedFiles: async () => (await steer()).retryFailed(context),
    saveBatchZip: async () => (await steer()).saveBatchZip(context),
    /** Folders of the user's computer, for who sets a batch up. */
    batchFolders: async () => (await context.services.batch()).folders,
  };
}
