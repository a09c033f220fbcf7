import { joinBytes } from '#formats/joinBytes.ts';
import { crc32 } from '#formats/png/crc32.ts';
import { MAX_ZIP_BYTES } from '#formats/zip/zipWriter.ts';
import { AppError } from '#lib/errors.ts';

const SIGNATURE = {
  file: 0x04034b50,
  entry: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
};
const VERSION = { plain: 20, zip64: 45 };
/** 1 January 1980, the first day of the format. */
const FIRST_DAY = 0x21;
const UTF8_FLAG = 0x800;
const FILLED16 = 0xffff;
const BLOCK_BYTES = 2 ** 20;

/**
 * A ZIP file of many small entries, which are stored as they are: sizes and sums stand before each,
 * as programs need them that read it from its beginning. Beyond 65,534 entries its directory gets the
 * format's extension for that.
 *
 * Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3 and 4.4.
 *
 * @param entries paths and bytes
 * @returns the file, in pieces
 * @throws AppError `too-large` above 4 GiB
 */
export function packStored(
  entries: Iterable<readonly [string, Uint8Array]>,
): readonly Uint8Array<ArrayBuffer>[] {
  const encoder = new TextEncoder();
  const files = new PieceList();
  const directory = new PieceList();
  let count = 0;
  for (const [path, bytes] of entries) {
    const name = encoder.encode(path);
    const facts = { name, crc: crc32(bytes), byteLength: bytes.length, offset: files.byteLength };
    files.push(entryHeader(SIGNATURE.file, facts));
    files.push(bytes);
    directory.push(entryHeader(SIGNATURE.entry, facts));
    count++;
    if (files.byteLength + directory.byteLength > MAX_ZIP_BYTES) throw tooLarge();
  }
  const end = endOf(count, files.byteLength, directory.byteLength);
  return [...files.finish(), ...directory.finish(), end];
}

interface EntryFacts {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly byteLength: number;
  readonly offset: number;
}

/** The header before an entry, or the same with more in the directory. */
function entryHeader(
  signature: number,
  { name, crc, byteLength, offset }: EntryFacts,
): Uint8Array<ArrayBuffer> {
  const isDirectory = signature === SIGNATURE.entry;
  const headerBytes = isDirectory ? 46 : 30;
  const bytes = new Uint8Array(headerBytes + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  view.setUint16(4, VERSION.plain, true);
  const at = isDirectory ? 6 : 4;
  view.setUint16(at, VERSION.plain, true);
  view.setUint16(at + 2, UTF8_FLAG, true);
  view.setUint16(at + 8, FIRST_DAY, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, byteLength, true);
  view.setUint32(at + 18, byteLength, true);
  view.setUint16(at + 22, name.length, true);
  if (isDirectory) view.setUint32(42, offset, true);
  bytes.set(name, headerBytes);
  return bytes;
}

function endOf(count: number, offset: number, byteLength: number): Uint8Array<ArrayBuffer> {
  const extraBytes = count < FILLED16 ? 0 : 76;
  const bytes = new Uint8Array(extraBytes + 22);
  const view = new DataView(bytes.buffer);
  if (extraBytes > 0) {
    view.setUint32(0, SIGNATURE.end64, true);
    view.setBigUint64(4, 44n, true);
    view.setUint16(12, VERSION.zip64, true);
    view.setUint16(14, VERSION.zip64, true);
    view.setBigUint64(24, BigInt(count), true);
    view.setBigUint64(32, BigInt(count), true);
    view.setBigUint64(40, BigInt(byteLength), true);
    view.setBigUint64(48, BigInt(offset), true);
    view.setUint32(56, SIGNATURE.locator64, true);
    view.setBigUint64(64, BigInt(offset + byteLength), true);
    view.setUint32(72, 1, true);
  }
  const shown = Math.min(count, FILLED16);
  view.setUint32(extraBytes, SIGNATURE.end, true);
  view.setUint16(extraBytes + 8, shown, true);
  view.setUint16(extraBytes + 10, shown, true);
  view.setUint32(extraBytes + 12, byteLength, true);
  view.setUint32(extraBytes + 16, offset, true);
  return bytes;
}

/** Joins small pieces into ones of about a megabyte. */
class PieceList {
  byteLength = 0;
  readonly #pieces: Uint8Array<ArrayBuffer>[] = [];
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  push(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    this.byteLength += bytes.length;
    if (this.#waitingBytes >= BLOCK_BYTES) this.#join();
  }

  finish(): readonly Uint8Array<ArrayBuffer>[] {
    this.#join();
    return this.#pieces;
  }

  #join(): void {
    this.#pieces.push(joinBytes(this.#waiting));
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}

function tooLarge(): AppError {
  return new AppError(
    'too-large',
    'The ZIP file would be larger than 4 GB, which its format cannot. Export fewer planes at a time.',
  );
}
