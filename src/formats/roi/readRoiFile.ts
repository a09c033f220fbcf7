import type { ObjectFile } from '#domain/outline/objectFile.ts';
import { FileBudget } from '#formats/objects/fileBudget.ts';
import { PlaneGroups } from '#formats/objects/planeGroups.ts';
import { decodeRoi, isRoi } from '#formats/roi/decodeRoi.ts';
import { readEntry } from '#formats/zip/readEntry.ts';
import { readSmallEntry } from '#formats/zip/readSmallEntry.ts';
import { readZipDirectory, type ZipEntry } from '#formats/zip/zipDirectory.ts';
import { AppError } from '#lib/errors.ts';

/** All ROIs together may unpack to twice as much. */
const MAX_FILE_BYTES = 512 * 2 ** 20;
/** Packed; larger entries are unpacked as a stream. */
const MAX_SMALL_BYTES = 2 ** 20;
const LIMITS = { maxEntries: 1_000_000, maxBytes: Infinity, hasAnyPaths: true };
const SIGNATURE_BYTES = 4;
const FORMAT_NAME = 'ImageJ ROIs';

/**
 * Objects of a single ROI file of ImageJ, or of a ZIP file of the ROI Manager.
 *
 * @returns `null` when it is neither
 * @throws AppError `corrupt-file`, `unsupported-format`, `too-large`
 */
export async function readRoiFile(file: Blob, name = ''): Promise<ObjectFile | null> {
  const start = new Uint8Array(await file.slice(0, SIGNATURE_BYTES).arrayBuffer());
  if (isRoi(start)) return readSingle(file, name);
  if (start[0] !== 0x50 || start[1] !== 0x4b) return null;
  const entries = await readZipDirectory(file, LIMITS);
  const rois = [...entries.values()].filter(({ path }) => /\.roi$/i.test(path));
  return rois.length > 0 ? readEntries(file, rois) : null;
}

async function readSingle(file: Blob, name: string): Promise<ObjectFile> {
  if (file.size > MAX_FILE_BYTES) throw tooLarge('The ROI file');
  const bytes = new Uint8Array(await file.arrayBuffer());
  return collect([[nameOf(name), bytes]]);
}

/** Entries are small and many: the file is read once, not once for each of them. */
async function readEntries(file: Blob, entries: readonly ZipEntry[]): Promise<ObjectFile> {
  const isLarge = ({ packedBytes }: ZipEntry) => packedBytes > MAX_SMALL_BYTES;
  const totalBytes = entries.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (Math.max(file.size, totalBytes / 2) > MAX_FILE_BYTES) throw tooLarge('The ZIP file');
  const zip = new Uint8Array(await file.arrayBuffer());
  const large = new Map<ZipEntry, Uint8Array>();
  for (const entry of entries.filter(isLarge)) large.set(entry, await readEntry(file, entry));
  return collect(unpacked(zip, entries, large));
}

function* unpacked(
  zip: Uint8Array,
  entries: readonly ZipEntry[],
  large: ReadonlyMap<ZipEntry, Uint8Array>,
): Generator<readonly [string, Uint8Array]> {
  for (const entry of entries) {
    yield [nameOf(entry.path), large.get(entry) ?? readSmallEntry(zip, entry)];
  }
}

function tooLarge(what: string): AppError {
  const most = MAX_FILE_BYTES / 2 ** 20;
  return new AppError(
    'too-large',
    `${what} is larger than ${most} MB. Save the ROIs in parts, and open those.`,
  );
}

function collect(rois: Iterable<readonly [string, Uint8Array]>): ObjectFile {
  const groups = new PlaneGroups();
  const budget = new FileBudget();
  for (const [name, bytes] of rois) {
    const roi = decodeRoi(bytes, name, budget);
    if (roi) groups.add(roi.place, roi.object);
    else groups.skip();
  }
  return { formatName: FORMAT_NAME, ...groups.finish() };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.roi$/i, '');
}
