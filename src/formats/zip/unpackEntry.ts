import { corruptFile } from '#formats/refusals.ts';
import type { ZipEntry } from '#formats/zip/zipDirectory.ts';

const HEADER_BYTES = 30;
const HEADER_SIGNATURE = 0x04034b50;
const PIECE_BYTES = 4 * 2 ** 20;

/**
 * The bytes of an entry as the ZIP file keeps them: still packed when it is packed.
 *
 * @throws AppError `corrupt-file` when there is no such entry where the directory says so
 */
export async function packedSlice(file: Blob, entry: ZipEntry): Promise<Blob> {
  const { headerOffset, packedBytes, path } = entry;
  const header = await file.slice(headerOffset, headerOffset + HEADER_BYTES).arrayBuffer();
  const view = new DataView(header);
  if (header.byteLength < HEADER_BYTES || view.getUint32(0, true) !== HEADER_SIGNATURE) {
    throw corruptFile(`“${path}” does not lie where the ZIP file says.`);
  }
  const nameEnd = headerOffset + HEADER_BYTES + view.getUint16(26, true);
  const start = nameEnd + view.getUint16(28, true);
  const name = await file.slice(headerOffset + HEADER_BYTES, nameEnd).text();
  const slice = file.slice(start, start + packedBytes);
  if (name !== path || slice.size !== packedBytes) {
    throw corruptFile(`The ZIP file contradicts itself about “${path}”.`);
  }
  return slice;
}

/**
 * The unpacked bytes of an entry, piece by piece. What they are is for the caller to check, but not
 * how many: no more than the directory promises come out, whatever the bytes would unpack to.
 *
 * @throws AppError `corrupt-file` when they are more or fewer than promised, or cannot be unpacked
 */
export async function* unpackEntry(file: Blob, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const slice = await packedSlice(file, entry);
  if (!entry.isPacked) {
    yield* piecesOf(slice);
    return;
  }
  let byteLength = 0;
  const reader = slice.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error) => {
        throw corruptFile(`“${entry.path}” in the ZIP file cannot be unpacked.`, error);
      });
      if (done) break;
      byteLength += value.length;
      if (byteLength > entry.byteLength) break;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {}); // it has failed or ended already
  }
  if (byteLength === entry.byteLength) return;
  throw corruptFile(
    `“${entry.path}” in the ZIP file should unpack to ${entry.byteLength} bytes, but does not.`,
  );
}

/** The bytes of a Blob, a few megabytes at a time. */
export async function* piecesOf(blob: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < blob.size; at += PIECE_BYTES) {
    yield new Uint8Array(await blob.slice(at, at + PIECE_BYTES).arrayBuffer());
  }
}
