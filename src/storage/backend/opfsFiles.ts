import { AppError } from '#lib/errors.ts';
import type { FileStore } from '#storage/backend/fileStore.ts';

/** Small enough that handing a piece over never holds up the page for a frame. */
const PIECE_BYTES = 4 * 2 ** 20;

/**
 * Files in a folder of the origin's private file system. A file is written beside its place and moved
 * there when it is whole; a full disk throws instead of writing less.
 */
export function opfsFiles(folder: FileSystemDirectoryHandle): FileStore {
  return {
    write: async (name, parts) => {
      const handle = await folder.getFileHandle(name, { create: true });
      const stream = await handle.createWritable();
      try {
        for (const part of parts) await writePieces(stream, part);
        await stream.close();
      } catch (error) {
        // A stream that failed may be closed already; the file as it was is what counts.
        await stream.abort().catch(() => null);
        throw error;
      }
    },
    read: async (name) => {
      const handle = await folder.getFileHandle(name).catch((error: unknown) => {
        throw new AppError('not-found', `The stored file ${name} is missing.`, { cause: error });
      });
      const file = await handle.getFile();
      return file.arrayBuffer();
    },
    remove: async (name) => {
      try {
        await folder.removeEntry(name);
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
      }
    },
    names: async () => {
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    },
  };
}

async function writePieces(
  stream: FileSystemWritableFileStream,
  part: ArrayBufferView<ArrayBuffer>,
): Promise<void> {
  const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    await stream.write(bytes.subarray(start, start + PIECE_BYTES));
  }
}
