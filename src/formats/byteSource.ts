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

/** What one look at a place reads: a directory with its values. */
const GLANCE_BYTES = 64 * 2 ** 10;
const GLANCES_KEPT = 256;
/** What is read where a place is looked at again and again: the strips of a picture. */
const WINDOW_BYTES = 16 * 2 ** 20;
const WINDOWS_KEPT = 4;
const GLANCES_PER_WINDOW = 4;

/**
 * Reads a Blob through a few cached windows: a picture of 30,000 strips costs a handful of reads
 * instead of 30,000, a stack of gigabytes is walked through without reading its pixels, and a large
 * file is never wholly in memory.
 */
export function blobSource(file: Blob): ByteSource {
  const glances = cachedParts(file, GLANCE_BYTES, GLANCES_KEPT);
  const windows = cachedParts(file, WINDOW_BYTES, WINDOWS_KEPT);
  const glanceCounts = new Map<number, number>();

  /** The cache that serves a range: large parts only where small ones did not do. */
  const cacheFor = (offset: number, length: number) => {
    const window = Math.floor(offset / WINDOW_BYTES);
    if (windows.has(window)) return windows;
    const glance = Math.floor(offset / GLANCE_BYTES);
    if (offset + length > (glance + 1) * GLANCE_BYTES) return windows;
    if (glances.has(glance)) return glances;
    const count = (glanceCounts.get(window) ?? 0) + 1;
    glanceCounts.set(window, count);
    return count > GLANCES_PER_WINDOW ? windows : glances;
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
      const cache = cacheFor(offset, length);
      const index = Math.floor(offset / cache.partBytes);
      if (end > (index + 1) * cache.partBytes) return readSlice(file, offset, end);
      const start = offset - index * cache.partBytes;
      return (await cache.part(index)).subarray(start, start + length);
    },
  };
}

/** Parts of a file of equal length, the latest used kept. */
function cachedParts(file: Blob, partBytes: number, keptCount: number) {
  const kept = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();
  return {
    partBytes,
    has: (index: number) => kept.has(index),
    part: (index: number) => {
      const bytes = kept.get(index) ?? readSlice(file, index * partBytes, (index + 1) * partBytes);
      kept.delete(index); // set again below: the map's order is the order of use
      kept.set(index, bytes);
      for (const oldest of kept.keys()) {
        if (kept.size <= keptCount) break;
        kept.delete(oldest);
      }
      return bytes;
    },
  };
}

async function readSlice(file: Blob, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.slice(start, end).arrayBuffer());
}
