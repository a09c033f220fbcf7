import type { FileStore } from '#storage/backend/fileStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { isQuotaError } from '#storage/backend/storageFailure.ts';

/** Time in which a file that was exported is surely downloaded. */
const FRESH_MS = 60 * 60 * 1000;
const NAME = /^export-(\d+)-/;

/** Takes the bytes of a file in order; may ask to wait. */
type ByteSink = (bytes: Uint8Array) => Promise<void>;

/**
 * A file that is only there to be downloaded. It lies in storage, so that gigabytes need no memory;
 * in memory when storage is full, for then it is needed most.
 *
 * @param write writes all of it; it is called again when storage was full
 */
export async function writeExport(
  { files, locks }: StorageBackend,
  type: string,
  write: (sink: ByteSink) => Promise<void>,
): Promise<Blob> {
  const name = `export-${Date.now()}-${crypto.randomUUID()}`;
  await removeOldExports(files);
  try {
    await locks.whileWriting(() => writePiped(files, name, write));
    return (await files.open(name)).slice(0, undefined, type);
  } catch (error) {
    await files.remove(name).catch(() => null);
    if (!isQuotaError(error)) throw error;
  }
  const parts: Blob[] = [];
  await write(async (bytes) => {
    // Blobs may lie on disk, where there is room beside the storage.
    parts.push(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  });
  return new Blob(parts, { type });
}

/** A page that stays open for days does not keep each of its exports. */
async function removeOldExports(files: FileStore): Promise<void> {
  const names = await files.names();
  const old = names.filter((name) => NAME.test(name) && !isFreshExport(name, Date.now()));
  await Promise.allSettled(old.map((name) => files.remove(name)));
}

async function writePiped(
  files: FileStore,
  name: string,
  write: (sink: ByteSink) => Promise<void>,
): Promise<void> {
  const { readable, writable } = new TransformStream<
    Uint8Array<ArrayBuffer>,
    Uint8Array<ArrayBuffer>
  >();
  const storing = files.writeStream(name, readable);
  const writer = writable.getWriter();
  // Nobody reads on then, and a write would wait for ever.
  storing.catch((error: unknown) => writer.abort(error).catch(() => null));
  const writing = async () => {
    try {
      await write((bytes) => writer.write(bytes.slice()));
      await writer.close();
    } catch (error) {
      await writer.abort(error).catch(() => null);
      throw error;
    }
  };
  const [stored, written] = await Promise.allSettled([storing, writing()]);
  // A full disk makes both fail; only the disk knows why.
  if (stored.status === 'rejected' && isQuotaError(stored.reason)) throw stored.reason;
  if (written.status === 'rejected') throw written.reason;
  if (stored.status === 'rejected') throw stored.reason;
}

/** Whether a file is such a one and may be read still. */
export function isFreshExport(fileName: string, nowMs: number): boolean {
  const madeMs = Number(NAME.exec(fileName)?.[1] ?? Number.NEGATIVE_INFINITY);
  return nowMs - madeMs < FRESH_MS;
}
