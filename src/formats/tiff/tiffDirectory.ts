import type { ByteSource } from '#formats/byteSource.ts';
import { corruptFile } from '#formats/refusals.ts';

/** Byte order, flavour and start of a TIFF file. */
export interface TiffHeader {
  readonly littleEndian: boolean;
  readonly isBigTiff: boolean;
  readonly firstDirectoryOffset: number;
}

/** One image file directory (IFD); tag values are read when they are asked for. */
export interface TiffDirectory {
  readonly littleEndian: boolean;
  readonly entries: ReadonlyMap<number, TagEntry>;
  /** 0 when this is the last directory. */
  readonly nextOffset: number;
}

interface TagEntry {
  readonly type: number;
  readonly count: number;
  /** Where the values are in the file. */
  readonly offset: number;
}

const BYTES_BY_TYPE: Readonly<Record<number, number>> = {
  1: 1, // BYTE
  2: 1, // ASCII
  3: 2, // SHORT
  4: 4, // LONG
  5: 8, // RATIONAL
  6: 1, // SBYTE
  7: 1, // UNDEFINED
  8: 2, // SSHORT
  9: 4, // SLONG
  10: 8, // SRATIONAL
  11: 4, // FLOAT
  12: 8, // DOUBLE
  13: 4, // IFD
  16: 8, // LONG8
  17: 8, // SLONG8
  18: 8, // IFD8
};

const MAX_ENTRIES = 65_535;
const MAX_VALUES = 1_000_000;
const MAX_BYTES = 16 * 2 ** 20;

/** @throws AppError `corrupt-file` when the first bytes are not those of a TIFF file */
export async function readTiffHeader(source: ByteSource): Promise<TiffHeader> {
  const start = await source.read(0, Math.min(16, source.sizeBytes));
  const view = viewOf(start);
  const littleEndian = start[0] === 0x49;
  const version = start.length >= 8 ? view.getUint16(2, littleEndian) : 0;
  if (version === 42) {
    return {
      littleEndian,
      isBigTiff: false,
      firstDirectoryOffset: view.getUint32(4, littleEndian),
    };
  }
  if (version === 43 && start.length === 16) {
    const firstDirectoryOffset = Number(view.getBigUint64(8, littleEndian));
    return { littleEndian, isBigTiff: true, firstDirectoryOffset };
  }
  throw corruptFile(`The TIFF header is incomplete (${source.sizeBytes} bytes).`);
}

/** @throws AppError `corrupt-file` when the directory does not lie inside the file */
export async function readTiffDirectory(
  source: ByteSource,
  header: TiffHeader,
  offset: number,
): Promise<TiffDirectory> {
  const { littleEndian, isBigTiff } = header;
  const [countBytes, entryBytes, pointerBytes] = isBigTiff ? [8, 20, 8] : [2, 12, 4];
  const unsigned = (view: DataView, at: number, bytes: number) => {
    if (bytes === 2) return view.getUint16(at, littleEndian);
    if (bytes === 4) return view.getUint32(at, littleEndian);
    return Number(view.getBigUint64(at, littleEndian));
  };

  const count = unsigned(viewOf(await source.read(offset, countBytes)), 0, countBytes);
  if (count === 0 || count > MAX_ENTRIES) {
    throw corruptFile(`The TIFF directory at byte ${offset} claims ${count} entries.`);
  }
  const tableOffset = offset + countBytes;
  const tableBytes = count * entryBytes;
  const table = viewOf(await source.read(tableOffset, tableBytes));

  const entries = new Map<number, TagEntry>();
  for (let at = 0; at < tableBytes; at += entryBytes) {
    const tag = table.getUint16(at, littleEndian);
    const type = table.getUint16(at + 2, littleEndian);
    const valueCount = unsigned(table, at + 4, pointerBytes);
    const isInline = (BYTES_BY_TYPE[type] ?? 0) * valueCount <= pointerBytes;
    const valueAt = at + 4 + pointerBytes;
    const valueOffset = isInline ? tableOffset + valueAt : unsigned(table, valueAt, pointerBytes);
    if (!entries.has(tag)) entries.set(tag, { type, count: valueCount, offset: valueOffset });
  }

  const nextAt = tableOffset + tableBytes;
  const isCutOff = nextAt + pointerBytes > source.sizeBytes; // some writers leave the last one out
  const nextOffset = isCutOff
    ? 0
    : unsigned(viewOf(await source.read(nextAt, pointerBytes)), 0, pointerBytes);
  return { littleEndian, entries, nextOffset };
}

/**
 * All values of a numeric tag (rationals as quotients), or `null` when the tag is missing or holds
 * no numbers.
 *
 * @throws AppError `corrupt-file` when the values do not lie inside the file or are absurdly many
 */
export async function readNumbers(
  source: ByteSource,
  directory: TiffDirectory,
  tag: number,
): Promise<readonly number[] | null> {
  const entry = directory.entries.get(tag);
  const valueBytes = entry && entry.type !== 2 ? BYTES_BY_TYPE[entry.type] : undefined;
  if (!entry || valueBytes === undefined) return null;
  if (entry.count > MAX_VALUES) {
    throw corruptFile(`TIFF tag ${tag} claims ${entry.count} values.`);
  }
  const view = viewOf(await source.read(entry.offset, entry.count * valueBytes));
  const values: number[] = [];
  for (let index = 0; index < entry.count; index++) {
    values.push(numberAt(view, index * valueBytes, entry.type, directory.littleEndian));
  }
  return values;
}

/** First value of a numeric tag, else `fallback`. */
export async function readNumber(
  source: ByteSource,
  directory: TiffDirectory,
  tag: number,
  fallback: number,
): Promise<number> {
  return (await readNumbers(source, directory, tag))?.[0] ?? fallback;
}

/** Bytes of a tag, whatever its type, or `null` when it is missing or above 16 MiB. */
export async function readBytes(
  source: ByteSource,
  directory: TiffDirectory,
  tag: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const entry = directory.entries.get(tag);
  if (!entry) return null;
  const length = entry.count * (BYTES_BY_TYPE[entry.type] ?? 1);
  return length > MAX_BYTES ? null : source.read(entry.offset, length);
}

function viewOf(bytes: Uint8Array<ArrayBuffer>): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** One value; types as in `BYTES_BY_TYPE`. */
function numberAt(view: DataView, at: number, type: number, littleEndian: boolean): number {
  switch (type) {
    case 3:
      return view.getUint16(at, littleEndian);
    case 4:
    case 13:
      return view.getUint32(at, littleEndian);
    case 5:
      return view.getUint32(at, littleEndian) / view.getUint32(at + 4, littleEndian);
    case 6:
      return view.getInt8(at);
    case 8:
      return view.getInt16(at, littleEndian);
    case 9:
      return view.getInt32(at, littleEndian);
    case 10:
      return view.getInt32(at, littleEndian) / view.getInt32(at + 4, littleEndian);
    case 11:
      return view.getFloat32(at, littleEndian);
    case 12:
      return view.getFloat64(at, littleEndian);
    case 16:
    case 18:
      return Number(view.getBigUint64(at, littleEndian));
    case 17:
      return Number(view.getBigInt64(at, littleEndian));
    default:
      return view.getUint8(at);
  }
}
