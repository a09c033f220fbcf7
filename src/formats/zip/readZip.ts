import { type UnzipFileInfo, type Unzipped, unzipSync } from 'fflate';
import { AppError } from '#lib/errors.ts';

/** Limits of what may come out of a ZIP file. */
export interface ZipLimits {
  readonly maxBytes: number;
  readonly maxFiles: number;
}

/**
 * Files of a ZIP by their path in it. Nothing is unpacked beyond what the directory promises, so a
 * bomb costs no more than the limit.
 *
 * @param isWanted says by path which files to unpack; hidden ones and folders never are
 * @throws AppError `corrupt-file` when it is no ZIP or damaged, `too-large` beyond the limits
 */
export function readZip(
  bytes: Uint8Array,
  isWanted: (path: string) => boolean,
  limits: ZipLimits,
): ReadonlyMap<string, Uint8Array> {
  let totalBytes = 0;
  let fileCount = 0;
  const filter = ({ name, originalSize }: UnzipFileInfo): boolean => {
    if (name.endsWith('/') || isHidden(name) || !isWanted(name)) return false;
    totalBytes += originalSize;
    fileCount++;
    if (totalBytes > limits.maxBytes || fileCount > limits.maxFiles) {
      throw new AppError(
        'too-large',
        `The ZIP file holds more than ${limits.maxFiles} files or ${Math.round(limits.maxBytes / 1e6)} MB. Unpack it, and choose the files that are needed.`,
      );
    }
    return true;
  };
  return new Map(Object.entries(unzip(bytes, filter)));
}

function unzip(bytes: Uint8Array, filter: (file: UnzipFileInfo) => boolean): Unzipped {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof AppError) throw error;
    const detail = error instanceof Error ? ` (${error.message})` : '';
    throw new AppError(
      'corrupt-file',
      `The ZIP file cannot be unpacked${detail}. Get it again, or unpack it and choose its files.`,
      { cause: error },
    );
  }
}

/** What systems leave in archives. */
function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}
