import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type StorageLocks, tabLocks } from '#storage/backend/storageLocks.ts';
import type { BatchStore, KeptBatch, KeptFile } from '#storage/batch/batchStore.ts';
import { memoryBatchStore } from '#storage/batch/memoryBatchStore.ts';

/** Folders of files and their handles have no place in the tables of projects. */
interface Schema extends DBSchema {
  batches: { key: string; value: KeptBatch };
  files: { key: [string, string]; value: KeptFile & { readonly batchId: string } };
}

interface Place {
  readonly database: IDBPDatabase<Schema>;
  readonly locks: StorageLocks;
  /** Name of the folder in the origin's private files. */
  readonly folderName: string;
}

/**
 * Batches in rows of a database of their own, staged results in the origin's private files. Where the
 * browser keeps nothing, they last as long as the page. Never fails.
 *
 * @param name of the storage that tabs share
 */
export async function openBatchStore(name: string): Promise<BatchStore> {
  try {
    const folderName = `${name}-batch`;
    const database = await openDB<Schema>(folderName, 1, {
      upgrade: (opened) => {
        opened.createObjectStore('batches', { keyPath: 'id' });
        opened.createObjectStore('files', { keyPath: ['batchId', 'path'] });
      },
    });
    return storedBatches({ database, folderName, locks: tabLocks(navigator.locks, name) });
  } catch {
    // A private window, or a browser that lacks one of these: nothing outlives the page.
    return memoryBatchStore();
  }
}

function storedBatches(place: Place): BatchStore {
  const { database, locks } = place;
  return {
    keep: async (batch) => {
      await locks.claim(batch.id);
      await database.put('batches', batch);
    },
    note: async (batchId, file) => {
      await database.put('files', { ...file, batchId });
    },
    findInterrupted: () => findInterrupted(place),
    claim: (batchId) => locks.claim(batchId),
    files: (batchId) => database.getAll('files', filesOf(batchId)),
    staging: async (batchId) => {
      const folder = await stagingFolder(place, true);
      return folder ? folder.getDirectoryHandle(batchId, { create: true }) : null;
    },
    discard: (batchId) => discard(place, batchId),
  };
}

async function findInterrupted(place: Place) {
  const { database, locks } = place;
  const elsewhere = await locks.claimedElsewhere();
  const free = (await database.getAll('batches')).filter(({ id }) => !elsewhere.has(id));
  for (const { id, isFinished } of free) if (isFinished) await discard(place, id);
  const [batch] = free
    .filter(({ isFinished }) => !isFinished)
    .sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  if (!batch) return null;
  return { batch, doneCount: await database.count('files', filesOf(batch.id)) };
}

async function discard(place: Place, batchId: string): Promise<void> {
  const { database, locks } = place;
  const transaction = database.transaction(['batches', 'files'], 'readwrite');
  await Promise.all([
    transaction.objectStore('batches').delete(batchId),
    transaction.objectStore('files').delete(filesOf(batchId)),
    transaction.done,
  ]);
  const folder = await stagingFolder(place, false);
  await folder?.removeEntry(batchId, { recursive: true }).catch(() => null); // there may be none
  locks.release(batchId);
}

/** `null` where the browser has no private files that can be written. */
async function stagingFolder(
  { folderName }: Place,
  create: boolean,
): Promise<FileSystemDirectoryHandle | null> {
  if (!('createWritable' in FileSystemFileHandle.prototype)) return null;
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(folderName, { create });
  } catch {
    return null;
  }
}

/** Keys of all files of a batch: an array sorts behind every text. */
function filesOf(batchId: string): IDBKeyRange {
  return IDBKeyRange.bound([batchId], [batchId, []]);
}
