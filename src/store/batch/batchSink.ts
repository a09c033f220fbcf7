import { AppError, toAppError } from '#lib/errors.ts';
import { batchText } from '#text/batch.ts';

/** What a file holds. */
export type FileBytes = Uint8Array<ArrayBuffer> | Blob;

/** Where results go. */
export interface BatchSink {
  /**
   * Writes a whole file, in place of one with that path.
   * @throws AppError `storage-full` or `not-held` when nothing can be written there any more
   */
  readonly write: (path: string, bytes: FileBytes) => Promise<void>;
  /** Every file written so far, to make one ZIP of them; `null` where they lie in the user's folder. */
  readonly files: () => Promise<readonly { readonly path: string; readonly file: Blob }[] | null>;
}

/** A folder of the user's: each file is there, whole, as soon as it is written. */
export function folderSink(folder: FileSystemDirectoryHandle): BatchSink {
  return { write: (path, bytes) => writeInto(folder, path, bytes), files: async () => null };
}

/** The browser's own place, until one ZIP is made of it. */
export function stagedSink(folder: FileSystemDirectoryHandle): BatchSink {
  return {
    write: (path, bytes) => writeInto(folder, path, bytes),
    files: () => filesIn(folder, ''),
  };
}

/** Where the browser has no such place: the files wait in memory, or where the browser puts them. */
export function memorySink(): BatchSink {
  const blobs = new Map<string, Blob>();
  return {
    write: async (path, bytes) => {
      blobs.set(path, new Blob([bytes]));
    },
    files: async () => [...blobs].map(([path, file]) => ({ path, file })),
  };
}

async function writeInto(
  root: FileSystemDirectoryHandle,
  path: string,
  bytes: FileBytes,
): Promise<void> {
  try {
    const parts = path.split('/');
    const name = parts.pop() ?? path;
    let folder = root;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
    const file = await folder.getFileHandle(name, { create: true });
    // Its bytes take the place of older ones when it is closed, and not before.
    const stream = await file.createWritable();
    try {
      await stream.write(bytes);
      await stream.close();
    } catch (error) {
      await stream.abort().catch(() => null); // it may be closed by its failure
      throw error;
    }
  } catch (error) {
    throw writeFailure(root.name, path, error);
  }
}

/** Names that browsers give to what went wrong. */
function writeFailure(folder: string, path: string, error: unknown): AppError {
  const name = error instanceof DOMException ? error.name : '';
  const cause = { cause: error };
  if (name === 'QuotaExceededError') return new AppError('storage-full', batchText.full, cause);
  if (['NotAllowedError', 'NotFoundError', 'NoModificationAllowedError'].includes(name)) {
    return new AppError('not-held', batchText.folderGone(folder), cause);
  }
  return new AppError('internal', batchText.notWritten(path, toAppError(error).message), cause);
}

async function filesIn(
  folder: FileSystemDirectoryHandle,
  prefix: string,
): Promise<readonly { readonly path: string; readonly file: Blob }[]> {
  const found: { readonly path: string; readonly file: Blob }[] = [];
  for await (const entry of folder.values()) {
    const path = prefix + entry.name;
    if (entry.kind === 'file') found.push({ path, file: await entry.getFile() });
    else found.push(...(await filesIn(entry, `${path}/`)));
  }
  return found.sort((a, b) => a.path.localeCompare(b.path, 'en'));
}
