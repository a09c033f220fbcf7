import { corruptFile } from '#formats/refusals.ts';

/** Bytes of a file, read where they are needed. */
export interface ByteSource {
  readonly sizeBytes: number;
  /**
   * The bytes [offset, offset + length). They may be shared with other readers: copy before
   * writing to them.
   *
   * @throws AppError `corrupt-file` when the range does not lie inside the file
   */
  readonly read: (offset: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;
}

const WINDOW_BYTES = 16 * 2 ** 20;
const WINDOWS_KEPT = 4;

/**
 * Reads a Blob through a few cached windows: a picture of 30,000 strips costs a handful of reads
 * instead of 30,000, and a large file is never wholly in memory.
 */
export function blobSource(file: Blob): ByteSource {
  const windows = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();

  const slice = async (start: number, end: number) =>
    new Uint8Array(await file.slice(start, end).arrayBuffer());

  const window = (index: number) => {
    const cached = windows.get(index);
    const bytes = cached ?? slice(index * WINDOW_BYTES, (index + 1) * WINDOW_BYTES);
    windows.delete(index); // set again below: the map's order is the order of use
    windows.set(index, bytes);
    for (const oldest of windows.keys()) {
      if (windows.size <= WINDOWS_KEPT) break;
      windows.delete(oldest);
    }
    return bytes;
  };

  return {
    sizeBytes: file.size,
    read: async (offset, length) => {
      const end = offset + length;
      if (!(offset >= 0 && length >= 0 && end <= file.size)) {
        throw corruptFile(
          `The file points to bytes ${offset} to ${end}, but it has only ${file.size} bytes.`,
        );
      }
      const index = Math.floor(offset / WINDOW_BYTES);
      if (end > (index + 1) * WINDOW_BYTES) return slice(offset, end);
      const start = offset - index * WINDOW_BYTES;
      return (await window(index)).subarray(start, start + length);
    },
  };
}
