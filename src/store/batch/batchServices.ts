import type { BatchStore } from '#storage/batch/batchStore.ts';
import type { BatchWriterApi } from '#workers/batch/batchWriterApi.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

/** What a batch needs from outside, fetched with its first use. */
export interface BatchServices {
  readonly folders: FolderAccess;
  readonly kept: BatchStore;
  /** Starts a worker that writes tables and ZIP files; whoever starts it terminates it. */
  readonly startWriter: () => WorkerHandle<BatchWriterApi>;
}

/** Folders of the user's computer, where the browser gives access to them. */
export interface FolderAccess {
  /** False where files can only be picked and downloaded. */
  readonly canPick: boolean;
  /**
   * Asks the user for a folder; call it in the task of a click.
   *
   * @param use tells the browser what for; it begins where the folder for that use was last time
   * @throws AppError `cancelled` when none was chosen
   */
  readonly pick: (use: FolderUse) => Promise<FileSystemDirectoryHandle>;
  /** Asks again for a folder that was kept; call it in the task of a click. True when it may be used. */
  readonly allow: (folder: FileSystemDirectoryHandle, use: FolderUse) => Promise<boolean>;
}

/** Images are only read; results are written. */
export type FolderUse = 'images' | 'results';
