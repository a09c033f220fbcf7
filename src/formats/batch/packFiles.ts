import { BlobParts } from '#formats/zip/blobParts.ts';
import { piecesOf } from '#formats/zip/unpackEntry.ts';
import { ZipWriter } from '#formats/zip/zipWriter.ts';
import { AppError, hasCode } from '#lib/errors.ts';

/** A file with its place in a ZIP. */
export interface PackedFile {
  /** Path in the ZIP, parted by `/`. */
  readonly path: string;
  readonly file: Blob;
}

const IS_PACKED = /\.(tif|png|zip)$/i;

/**
 * One ZIP of many files, of which never more than a few megabytes lie in memory.
 *
 * @param savedAt time that its entries show
 * @throws AppError `too-large` beyond 4 GiB or 65,534 files
 */
export async function packFiles(files: readonly PackedFile[], savedAt: Date): Promise<Blob> {
  const parts = new BlobParts();
  const zip = new ZipWriter((bytes) => parts.add(bytes), savedAt);
  try {
    for (const { path, file } of files) await zip.add(path, piecesOf(file), !IS_PACKED.test(path));
    await zip.finish();
  } catch (error) {
    throw hasCode(error, 'too-large') ? tooLarge(files.length, error) : error;
  }
  return parts.finish('application/zip');
}

function tooLarge(fileCount: number, cause: unknown): AppError {
  return new AppError(
    'too-large',
    `The ${fileCount} files do not fit into one ZIP file, which ends at 4 GB and 65,534 files. Choose a folder for the results, write fewer formats, or segment fewer images at a time.`,
    { cause },
  );
}
