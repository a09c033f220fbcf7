import type { FactChanges } from '#storage/backend/factStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { storageFailure } from '#storage/backend/storageFailure.ts';

/** Something to be stored. */
export interface StorageWrite {
  /** For the error, the start of a sentence: “The model”. */
  readonly what: string;
  /** New files, under names that are not in use. */
  readonly files: ReadonlyMap<string, readonly ArrayBufferView<ArrayBuffer>[]>;
  /** The rows that point to them. */
  readonly changes: FactChanges;
  /** Files that no row points to afterwards. */
  readonly obsolete: readonly string[];
}

/**
 * Writes the files first, then the rows in one transaction, then removes what is obsolete: whenever
 * it is cut off, the rows point to whole files, the old ones or the new. What is left over is for
 * `sweepStorage`.
 *
 * @throws AppError `storage-full`; all is then as before
 */
export async function writeThenCommit(
  { facts, files, locks }: StorageBackend,
  write: StorageWrite,
): Promise<void> {
  await locks.whileWriting(async () => {
    try {
      for (const [name, parts] of write.files) await files.write(name, parts);
      await facts.commit(write.changes);
    } catch (error) {
      await removeFiles({ files }, [...write.files.keys()]);
      throw await storageFailure(error, write.what, sizeOf(write.files));
    }
    await removeFiles({ files }, write.obsolete);
  });
}

/** Removes files that nothing points to; one that stays is swept at the next start. */
async function removeFiles(
  { files }: Pick<StorageBackend, 'files'>,
  names: readonly string[],
): Promise<void> {
  await Promise.allSettled(names.map((name) => files.remove(name)));
}

function sizeOf(files: StorageWrite['files']): number {
  return [...files.values()].flat().reduce((sum, part) => sum + part.byteLength, 0);
}
