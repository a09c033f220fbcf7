import { inflateSync } from 'fflate';
import { crc32 } from '#formats/png/crc32.ts';
import { corruptFile } from '#formats/refusals.ts';
import type { ZipEntry } from '#formats/zip/zipDirectory.ts';

const HEADER_BYTES = 30;
const HEADER_SIGNATURE = 0x04034b50;

/**
 * A whole entry of a ZIP file in memory: for files of very many small entries, of which each would
 * cost a read and a stream. Nothing beyond the promised bytes is kept, whatever it would unpack to.
 *
 * @param zip the whole file
 * @throws AppError `corrupt-file` when it cannot be unpacked, or is not what was promised
 */
export function readSmallEntry(zip: Uint8Array, entry: ZipEntry): Uint8Array {
  const { headerOffset, packedBytes, byteLength, isPacked } = entry;
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const isThere =
    headerOffset + HEADER_BYTES <= zip.length &&
    view.getUint32(headerOffset, true) === HEADER_SIGNATURE;
  if (!isThere) throw damaged(entry);
  const nameBytes = view.getUint16(headerOffset + 26, true);
  const start = headerOffset + HEADER_BYTES + nameBytes + view.getUint16(headerOffset + 28, true);
  const packed = zip.subarray(start, start + packedBytes);
  if (packed.length !== packedBytes) throw damaged(entry);
  const bytes = isPacked ? inflate(packed, entry) : packed;
  if (bytes.length === byteLength && crc32(bytes) === entry.crc32) return bytes;
  throw damaged(entry);
}

/** One byte of room more than was promised tells when there are more. */
function inflate(packed: Uint8Array, entry: ZipEntry): Uint8Array {
  try {
    return inflateSync(packed, { out: new Uint8Array(entry.byteLength + 1) });
  } catch (error) {
    throw damaged(entry, error);
  }
}

function damaged({ path }: ZipEntry, cause?: unknown): Error {
  return corruptFile(`“${path.slice(0, 80)}” in the ZIP file is not what was written.`, cause);
}
