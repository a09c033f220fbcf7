import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { OnPart } from '#domain/image/decodedPart.ts';
import type { FileSet } from '#domain/series/fileSet.ts';
import { corruptFile, unsupportedFormat } from '#formats/refusals.ts';
import { type ReadableFormat, SNIFFED_BYTES, sniffFormat } from '#formats/sniffFormat.ts';
import { AppError } from '#lib/errors.ts';

/** Reads one page of a file that is known to be of the reader's format. */
type PageReader = (file: Blob, pageIndex: number, onPart?: OnPart) => Promise<DecodedImage>;

/** Each reader is fetched when the first file of its kind is opened. */
const READERS: Readonly<Record<ReadableFormat, () => Promise<PageReader>>> = {
  tiff: async () => (await import('#formats/tiff/readTiff.ts')).readTiff,
  png: async () => (await import('#formats/png/readPng.ts')).readPng,
  jpeg: loadBitmapReader,
  webp: loadBitmapReader,
  bmp: loadBitmapReader,
  gif: loadBitmapReader,
  pnm: async () => (await import('#formats/pnm/readPnm.ts')).readPnm,
};

async function loadBitmapReader(): Promise<PageReader> {
  return (await import('#formats/bitmap/readBitmap.ts')).readBitmap;
}

/**
 * Reads one page of an image file, whatever its name says: TIFF (also BigTIFF, OME-TIFF and ImageJ
 * stacks), PNG, PBM, PGM and PPM, and, in browsers, JPEG, WebP, BMP and the frames of a GIF.
 *
 * @param onPart told of the strips and tiles of a TIFF while they are decoded
 * @throws AppError `empty-file`, `corrupt-file`, `unsupported-format` (naming the format),
 *   `too-large`, `not-found` for a page that does not exist, `out-of-memory`
 */
export async function readImagePage(
  file: Blob,
  pageIndex: number,
  onPart?: OnPart,
): Promise<DecodedImage> {
  if (file.size === 0) {
    throw new AppError(
      'empty-file',
      'The file is empty (0 bytes). Copy or export it again: the last attempt was probably cut off.',
    );
  }
  const start = new Uint8Array(await file.slice(0, SNIFFED_BYTES).arrayBuffer());
  const sniffed = sniffFormat(start);
  if (sniffed.kind === 'unknown') {
    throw new AppError(
      'corrupt-file',
      'The first bytes of the file are not those of a picture: it is damaged, or something else. Open a TIFF, PNG, JPEG, WebP, BMP or GIF file.',
    );
  }
  if (sniffed.kind === 'unsupported') {
    throw unsupportedFormat(`This cannot be opened: it is ${sniffed.name}.`, sniffed.advice);
  }
  const read = await READERS[sniffed.format]();
  try {
    return await read(file, pageIndex, onPart);
  } catch (error) {
    throw explain(error);
  }
}

/** What a file says of the others that make up its image with it; `null` = nothing that can be read. */
export async function readImageSet(file: Blob): Promise<FileSet | null> {
  const start = new Uint8Array(await file.slice(0, SNIFFED_BYTES).arrayBuffer());
  const sniffed = sniffFormat(start);
  if (sniffed.kind !== 'readable' || sniffed.format !== 'tiff') return null;
  const { readOmeSet } = await import('#formats/tiff/readOmeSet.ts');
  // A damaged file is told of when its picture is read.
  return readOmeSet(file).catch(() => null);
}

/** What went wrong in a reader, as something a person can act on. */
function explain(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (
    error instanceof RangeError &&
    /alloc|array (buffer )?length|out of memory/i.test(error.message)
  ) {
    return new AppError(
      'out-of-memory',
      'There is not enough memory for this picture. Close other images or tabs, or open a smaller part of it.',
      { cause: error },
    );
  }
  return corruptFile('The file contradicts itself and cannot be decoded.', error);
}
