import type { FactStore } from '#storage/backend/factStore.ts';
import type { FileStore } from '#storage/backend/fileStore.ts';
import type { StorageLocks } from '#storage/backend/storageLocks.ts';
import type { StorageStatus } from '#storage/storageStatus.ts';

/** Where things are kept: rows that say what there is, files that hold the numbers. */
export interface StorageBackend {
  readonly facts: FactStore;
  readonly files: FileStore;
  readonly locks: StorageLocks;
  readonly status: StorageStatus;
  /**
   * Asks the browser not to clear this storage when space gets short; never fails. Does nothing in a
   * worker: the page has to ask.
   */
  readonly askToLast: () => Promise<void>;
}
