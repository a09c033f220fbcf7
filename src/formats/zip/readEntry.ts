import { crc32 } from '#formats/png/crc32.ts';
import { corruptFile } from '#formats/refusals.ts';
import { unpackEntry } from '#formats/zip/unpackEntry.ts';
import type { ZipEntry } from '#formats/zip/zipDirectory.ts';

/**
 * A whole entry; the caller has checked its size.
 * @throws AppError `corrupt-file` when it cannot be unpacked or its CRC-32 is wrong
 */
export async function readEntry(file: Blob, entry: ZipEntry): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(entry.byteLength);
  let at = 0;
  for await (const piece of unpackEntry(file, entry)) {
    bytes.set(piece, at);
    at += piece.length;
  }
  if (crc32(bytes) === entry.crc32) return bytes;
  throw corruptFile(`“${entry.path}” in the ZIP file is not what was written.`);
}
