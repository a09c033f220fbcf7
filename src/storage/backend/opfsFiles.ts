import { AppError } from '#lib/errors.ts';
import type { FileStore } from '#storage/backend/fileStore.ts';

/** Small enough that handing a piece over never holds up the page for a frame. */
const PIECE_BYTES = 4 * 2 ** 20;

/**
 * Files in a folder of the origin's private file system. A file is written beside its place and moved
 * there when it is whole; a full disk throws instead of writing less.
 *
 * @param openAgain makes the folder once more when it was removed from outside
 */
export function opfsFiles(
  first: FileSystemDirectoryHandle,
  openAgain: () => Promise<FileSystemDirectoryHandle>,
): FileStore {
  let folder = first;
  const create = async (name: string): Promise<FileSystemFileHandle> => {
    try {
      return await folder.getFileHandle(name, { create: true });
    } catch (error) {
      if (!isNotFound(error)) throw error;
      // The folder itself is gone, as when the user clears what the browser keeps.
      folder = await openAgain();
      return folder.getFileHandle(name, { create: true });
    }
  };
  const open = async (name: string): Promise<File> => {
    const handle = await folder.getFileHandle(name).catch((error: unknown) => {
      throw new AppError('not-found', `The stored file ${name} is missing.`, { cause: error });
    });
    return handle.getFile();
  };
  return {
    write: async (name, parts) =>
      writeWhole(await create(name), async (stream) => {
        for (const part of parts) await writePieces(stream, part);
      }),
    writeStream: async (name, bytes) => {
      let byteLength = 0;
      await writeWhole(await create(name), async (stream) => {
        for await (const part of gathered(bytes)) {
          await stream.write(part);
          byteLength += part.byteLength;
        }
      });
      return byteLength;
    },
    read: async (name) => (await open(name)).arrayBuffer(),
    open,
    remove: async (name) => {
      try {
        await folder.removeEntry(name);
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
    },
    names: async () => {
      const names: string[] = [];
      try {
        for await (const name of folder.keys()) names.push(name);
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
      return names;
    },
  };
}

function isNotFound(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotFoundError';
}

async function writeWhole(
  handle: FileSystemFileHandle,
  write: (stream: FileSystemWritableFileStream) => Promise<void>,
): Promise<void> {
  const stream = await handle.createWritable();
  try {
    await write(stream);
    await stream.close();
  } catch (error) {
    // A stream that failed may be closed already; the file as it was is what counts.
    await stream.abort().catch(() => null);
    throw error;
  }
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

/** Larger pieces of the same bytes: every write costs a message to another process. */
async function* gathered(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let waitingBytes = 0;
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      waiting.push(next.value);
      waitingBytes += next.value.byteLength;
      if (waitingBytes < PIECE_BYTES) continue;
      yield joined(waiting, waitingBytes);
      waiting = [];
      waitingBytes = 0;
    }
    if (waitingBytes > 0) yield joined(waiting, waitingBytes);
  } finally {
    // Nobody reads on when the disk is full; what makes the bytes may stop.
    await reader.cancel().catch(() => null);
  }
}

function joined(
  parts: readonly Uint8Array<ArrayBuffer>[],
  byteLength: number,
): Uint8Array<ArrayBuffer> {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const whole = new Uint8Array(byteLength);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
