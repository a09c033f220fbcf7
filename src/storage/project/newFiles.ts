import { AppError } from '#lib/errors.ts';
import type { StoredFile } from '#storage/backend/fileStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { isQuotaError, storageFailure } from '#storage/backend/storageFailure.ts';
import { packed } from '#storage/project/packedFile.ts';
import type { PackedFile } from '#storage/project/projectRows.ts';

/** Files written for rows that are not committed yet, each under a name that was never used. */
export class NewFiles {
  readonly names: string[] = [];
  /** Bytes that were to be written so far, before packing. */
  byteLength = 0;
  readonly #files: StorageBackend['files'];

  constructor(files: StorageBackend['files']) {
    this.#files = files;
  }

  /** Copies it piece by piece. */
  async addBlob(kind: string, blob: Blob): Promise<StoredFile> {
    this.byteLength += blob.size;
    return this.#write(kind, blob.stream() as ReadableStream<Uint8Array<ArrayBuffer>>);
  }

  /** Numbers, packed on the way to the disk. */
  async addPacked(
    kind: string,
    parts: readonly ArrayBufferView<ArrayBuffer>[],
  ): Promise<PackedFile> {
    const unpackedBytes = parts.reduce((sum, part) => sum + part.byteLength, 0);
    this.byteLength += unpackedBytes;
    return { ...(await this.#write(kind, packed(parts))), unpackedBytes };
  }

  /** A name under which nothing lies. */
  freshName(kind: string): string {
    return `project-${kind}-${crypto.randomUUID()}`;
  }

  async #write(kind: string, bytes: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<StoredFile> {
    const name = this.freshName(kind);
    this.names.push(name);
    return { name, byteLength: await this.#files.writeStream(name, bytes) };
  }
}

/**
 * Lets `write` write files and then commit the rows that point to them; it gives the names of files
 * that no row points to any more. Whenever it is cut off, rows point to whole files.
 *
 * @param what what is to be stored, as the start of a sentence
 * @throws AppError `storage-full`, and what `write` throws; the new files are then gone, or are swept
 *   at the next start
 */
export async function storeWithFiles(
  { files, locks }: StorageBackend,
  what: string,
  write: (files: NewFiles) => Promise<readonly string[]>,
): Promise<void> {
  await locks.whileWriting(async () => {
    const fresh = new NewFiles(files);
    let obsolete: readonly string[];
    try {
      obsolete = await write(fresh);
    } catch (error) {
      // A connection that broke may have committed all the same: rows could point to the files.
      if (isQuotaError(error) || error instanceof AppError) await removeFiles(files, fresh.names);
      throw await storageFailure(error, what, fresh.byteLength);
    }
    await removeFiles(files, obsolete);
  });
}

/** Removes files that nothing points to; one that stays is swept at the next start. */
async function removeFiles(
  files: StorageBackend['files'],
  names: readonly string[],
): Promise<void> {
  await Promise.allSettled(names.map((name) => files.remove(name)));
}
