import { corruptFile, unsupportedFormat } from '#formats/refusals.ts';
import { AppError } from '#lib/errors.ts';

/** Where a ZIP file keeps one of its files. All figures are what it claims. */
export interface ZipEntry {
  /** Parted by `/`; never leads out of its folder. */
  readonly path: string;
  readonly isPacked: boolean;
  readonly crc32: number;
  /** Bytes in the ZIP file. */
  readonly packedBytes: number;
  /** Bytes when unpacked. */
  readonly byteLength: number;
  readonly headerOffset: number;
}

/** What is refused unread. */
export interface ZipDirectoryLimits {
  readonly maxEntries: number;
  /** Of all entries together, unpacked. */
  readonly maxBytes: number;
  /** Paths are names and no more, so they may be anything: nothing is looked up or saved by them. */
  readonly hasAnyPaths?: boolean;
}

const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const ENTRY_BYTES = 46;
/** Name, extra field and comment that an entry may have on average. */
const MAX_ENTRY_EXTRA_BYTES = 2000;
const END64_BYTES = 56;
const LOCATOR64_BYTES = 20;
const MAX_OFFSET = 0xffff_fffe;
const SIGNATURE = { end: 0x06054b50, entry: 0x02014b50, end64: 0x06064b50, locator64: 0x07064b50 };
const METHOD = { stored: 0, deflated: 8 };
const ENCRYPTED_FLAG = 1;
/** Deflate saves no more than this, whatever the bytes. */
const MAX_RATIO = 1032;

/**
 * The directory of a ZIP file, read from its end; nothing else of the file is touched.
 *
 * @returns files by path, folders left out
 * @throws AppError `corrupt-file` when it is no ZIP file, cut off, contradicts itself, names a file
 *   twice or outside of its folder; `unsupported-format` when encrypted or packed in another way
 *   than deflate; `too-large` beyond the limits or 4 GiB
 */
export async function readZipDirectory(
  file: Blob,
  limits: ZipDirectoryLimits,
): Promise<ReadonlyMap<string, ZipEntry>> {
  const end = await readEnd(file);
  if (end.entryCount > limits.maxEntries) throw tooMany(end.entryCount, limits.maxEntries);
  if (end.byteLength > end.entryCount * (ENTRY_BYTES + MAX_ENTRY_EXTRA_BYTES)) {
    throw corruptFile('The directory of the ZIP file is larger than its files need.');
  }
  const bytes = await bytesOf(file, end.offset, end.offset + end.byteLength);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let i = 0; i < end.entryCount; i++) {
    const { entry, nextAt } = readEntry(bytes, at);
    at = nextAt;
    if (!limits.hasAnyPaths) checkPath(entry.path);
    if (entries.has(entry.path)) throw corruptFile(`The ZIP file holds “${entry.path}” twice.`);
    entries.set(entry.path, entry);
  }
  if (at !== bytes.length) throw corruptFile('The directory of the ZIP file is damaged.');
  checkExtents([...entries.values()], end.offset, limits);
  return new Map([...entries].filter(([path]) => !path.endsWith('/')));
}

interface Directory {
  readonly entryCount: number;
  readonly offset: number;
  readonly byteLength: number;
}

async function readEnd(file: Blob): Promise<Directory> {
  const tail = await bytesOf(file, file.size - END_BYTES - MAX_COMMENT_BYTES, file.size);
  const view = viewOf(tail);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (view.getUint32(at, true) !== SIGNATURE.end) continue;
    if (at + END_BYTES + view.getUint16(at + 20, true) !== tail.length) continue;
    if (hasLocator64(view, at)) return readEnd64(file, view, at);
    const entryCount = view.getUint16(at + 10, true);
    const byteLength = view.getUint32(at + 12, true);
    const offset = view.getUint32(at + 16, true);
    if (entryCount === 0xffff || offset === 0xffff_ffff || byteLength === 0xffff_ffff) {
      throw tooLarge64();
    }
    const endOffset = file.size - tail.length + at;
    const isWhole =
      view.getUint16(at + 4, true) === 0 &&
      view.getUint16(at + 8, true) === entryCount &&
      offset + byteLength === endOffset;
    if (isWhole) return { entryCount, offset, byteLength };
    throw corruptFile('The ZIP file contradicts itself about where its directory lies.');
  }
  throw corruptFile('This is no ZIP file, or its end is missing.');
}

function hasLocator64(view: DataView, end: number): boolean {
  return (
    end >= LOCATOR64_BYTES && view.getUint32(end - LOCATOR64_BYTES, true) === SIGNATURE.locator64
  );
}

/** The directory of a file of more than 65,534 entries, as long as it is not larger than 4 GiB. */
async function readEnd64(file: Blob, tail: DataView, end: number): Promise<Directory> {
  const endOffset = Number(tail.getBigUint64(end - LOCATOR64_BYTES + 8, true));
  const isNear = endOffset + END64_BYTES + LOCATOR64_BYTES === file.size - tail.byteLength + end;
  const view = viewOf(await bytesOf(file, isNear ? endOffset : 0, endOffset + END64_BYTES));
  if (!isNear || view.byteLength < END64_BYTES || view.getUint32(0, true) !== SIGNATURE.end64) {
    throw corruptFile('The ZIP file contradicts itself about where its directory lies.');
  }
  const entryCount = Number(view.getBigUint64(32, true));
  const byteLength = Number(view.getBigUint64(40, true));
  const offset = Number(view.getBigUint64(48, true));
  if (offset > MAX_OFFSET) throw tooLarge64();
  if (offset + byteLength === endOffset) return { entryCount, offset, byteLength };
  throw corruptFile('The ZIP file contradicts itself about where its directory lies.');
}

function tooLarge64(): AppError {
  return new AppError(
    'too-large',
    'The ZIP file is of the kind for more than 4 GB or 65,534 files, which cannot be read. Pack it anew as an ordinary ZIP file, without what is not needed.',
  );
}

function readEntry(bytes: Uint8Array, at: number): { entry: ZipEntry; nextAt: number } {
  const view = viewOf(bytes);
  if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== SIGNATURE.entry) {
    throw corruptFile('The directory of the ZIP file is damaged.');
  }
  const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true);
  const nextAt = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (nextAt > bytes.length) throw corruptFile('The directory of the ZIP file is cut off.');
  const path = decode(bytes.subarray(at + ENTRY_BYTES, nameEnd));
  if ((view.getUint16(at + 8, true) & ENCRYPTED_FLAG) !== 0) {
    throw unsupportedFormat(
      `“${shown(path)}” in the ZIP file is encrypted.`,
      'Unpack it with its password, and pack it again without one.',
    );
  }
  const method = view.getUint16(at + 10, true);
  if (method !== METHOD.stored && method !== METHOD.deflated) {
    throw unsupportedFormat(
      `“${shown(path)}” in the ZIP file is packed in an uncommon way (${method}).`,
      'Unpack it, and pack it again as an ordinary ZIP file.',
    );
  }
  const entry: ZipEntry = {
    path,
    isPacked: method === METHOD.deflated,
    crc32: view.getUint32(at + 16, true),
    packedBytes: view.getUint32(at + 20, true),
    byteLength: view.getUint32(at + 24, true),
    headerOffset: view.getUint32(at + 42, true),
  };
  const { packedBytes, byteLength, isPacked } = entry;
  if (isPacked ? byteLength > (packedBytes + 1) * MAX_RATIO : byteLength !== packedBytes) {
    throw corruptFile(`The ZIP file contradicts itself about the size of “${shown(path)}”.`);
  }
  return { entry, nextAt };
}

/** Passes a path that names a place below the folder it would be unpacked to. */
function checkPath(path: string): void {
  const parts = path.replace(/\/$/, '').split('/');
  const isInside =
    parts.every((part) => part !== '' && part !== '.' && part !== '..') &&
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    !/[\\:\u0000-\u001f\u007f]/.test(path);
  if (isInside) return;
  throw corruptFile(
    `The ZIP file holds an entry named “${shown(path)}”, which could lead to other folders.`,
  );
}

function checkExtents(
  entries: readonly ZipEntry[],
  directoryOffset: number,
  { maxBytes }: ZipDirectoryLimits,
): void {
  const total = entries.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (total > maxBytes) {
    throw new AppError(
      'too-large',
      `The ZIP file would unpack to ${Math.ceil(total / 1e6)} MB; up to ${Math.floor(maxBytes / 1e6)} MB can be read. Nothing was unpacked.`,
    );
  }
  const inOrder = [...entries].sort((a, b) => a.headerOffset - b.headerOffset);
  for (const [i, { headerOffset, packedBytes, path }] of inOrder.entries()) {
    const end = inOrder[i + 1]?.headerOffset ?? directoryOffset;
    if (headerOffset + packedBytes <= end) continue;
    throw corruptFile(`“${shown(path)}” reaches into another part of the ZIP file.`);
  }
}

function decode(name: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(name);
  } catch (error) {
    throw corruptFile('The ZIP file holds an entry whose name is no text.', error);
  }
}

/** A name of unknown length and content inside a sentence. */
function shown(path: string): string {
  return path.length > 80 ? `${path.slice(0, 80)}…` : path;
}

function tooMany(count: number, most: number): AppError {
  return new AppError(
    'too-large',
    `The ZIP file holds ${count} files; up to ${most} can be read. Nothing was unpacked.`,
  );
}

async function bytesOf(file: Blob, start: number, end: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(Math.max(0, start), end).arrayBuffer());
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
