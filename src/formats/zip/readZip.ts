import { readEntry } from '#formats/zip/readEntry.ts';
import { readZipDirectory } from '#formats/zip/zipDirectory.ts';
import { AppError } from '#lib/errors.ts';

/** Limits of what may come out of a ZIP file. */
export interface ZipLimits {
  readonly maxBytes: number;
  readonly maxFiles: number;
}

/** Of the directory, wanted or not. */
const MAX_ENTRIES = 50_000;

/**
 * Files of a ZIP by their path in it. Nothing is unpacked beyond what the directory promises, and
 * nothing at all beyond the limits, so a bomb costs no more than reading its directory.
 *
 * @param isWanted says by path which files to unpack; hidden ones and folders never are
 * @throws AppError `corrupt-file` when it is no ZIP or damaged, `unsupported-format` when encrypted,
 *   `too-large` beyond the limits
 */
export async function readZip(
  file: Blob,
  isWanted: (path: string) => boolean,
  limits: ZipLimits,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await readZipDirectory(file, { maxEntries: MAX_ENTRIES, maxBytes: Infinity });
  const wanted = [...entries.values()].filter(({ path }) => !isHidden(path) && isWanted(path));
  const totalBytes = wanted.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (totalBytes > limits.maxBytes || wanted.length > limits.maxFiles) {
    throw new AppError(
      'too-large',
      `The ZIP file holds more than ${limits.maxFiles} files or ${Math.round(limits.maxBytes / 1e6)} MB. Unpack it, and choose the files that are needed.`,
    );
  }
  const files = new Map<string, Uint8Array>();
  for (const entry of wanted) files.set(entry.path, await readEntry(file, entry));
  return files;
}

/** What systems leave in archives. */
function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}
