import { folderAccess } from '#app/folderAccess.ts';
import type { BatchStore } from '#storage/batch/batchStore.ts';
import { openBatchStore } from '#storage/batch/openBatchStore.ts';
import { STORAGE_NAME } from '#storage/storageName.ts';
import type { BatchServices } from '#store/batch/batchServices.ts';
import { startBatchWriter } from '#workers/batch/startBatchWriter.ts';

let opening: Promise<BatchStore> | null = null;

/** What the segmentation of whole folders needs of this browser. */
export async function batchServices(): Promise<BatchServices> {
  opening ??= openBatchStore(STORAGE_NAME);
  return { folders: folderAccess, kept: await opening, startWriter: startBatchWriter };
}
