import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { countGifFrames } from '#formats/bitmap/countGifFrames.ts';
import { decodeBitmap, planesOf } from '#formats/bitmap/decodeBitmap.ts';
import { decodeFrame } from '#formats/bitmap/decodeFrame.ts';
import { type BitmapFormat, findBitmapSize } from '#formats/bitmap/findBitmapSize.ts';
import { collapseGrey } from '#formats/collapseGrey.ts';
import { checkPageClaim } from '#formats/imageLimits.ts';
import { corruptFile, unsupportedFormat } from '#formats/refusals.ts';
import { sniffFormat } from '#formats/sniffFormat.ts';
import { AppError } from '#lib/errors.ts';

/** Enough to pass colour profiles and camera data, which come before the size in a JPEG. */
const HEADER_BYTES = 4 * 2 ** 20;

/** Frames beyond this are not offered. */
const MAX_GIF_BYTES = 256 * 2 ** 20;

const NAMES: Readonly<Record<BitmapFormat, string>> = {
  jpeg: 'JPEG',
  webp: 'WebP',
  bmp: 'BMP',
  gif: 'GIF',
};

/**
 * Reads a JPEG, WebP, BMP or one frame of a GIF with the browser's decoder, 8 bits per sample.
 * Alpha is left out; three equal colour planes become one.
 *
 * @param pageIndex the frame of a GIF, as it is shown; 0 for the others
 * @throws AppError `corrupt-file`, `too-large`, `unsupported-format` outside browsers, `not-found`
 *   for a page that does not exist
 */
export async function readBitmap(file: Blob, pageIndex: number): Promise<DecodedImage> {
  const header = new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
  const sniffed = sniffFormat(header);
  if (sniffed.kind !== 'readable' || !isBitmapFormat(sniffed.format)) {
    throw corruptFile('The file is none of JPEG, WebP, BMP and GIF.');
  }
  const name = NAMES[sniffed.format];
  const pageCount = sniffed.format === 'gif' ? await countFrames(file) : 1;
  if (!(Number.isInteger(pageIndex) && pageIndex >= 0 && pageIndex < pageCount)) {
    throw new AppError(
      'not-found',
      `There is no page ${pageIndex + 1}: the ${name} has ${pageCount}.`,
    );
  }
  const claim = findBitmapSize(header, sniffed.format);
  if (!claim) throw corruptFile(`The ${name} has no complete header.`);
  checkPageClaim({ ...claim, channelCount: 3, bytesPerSample: 1 });
  if (typeof createImageBitmap === 'undefined') {
    throw unsupportedFormat(`This is a ${name}, which only browsers decode.`);
  }

  const { width, height, planes } =
    pageIndex === 0
      ? await decodeBitmap(file)
      : planesOf(await decodeFrame(file, 'image/gif', pageIndex));
  const channels = collapseGrey(planes.slice(0, 3));
  const isRgb = channels.length === 3;
  return {
    width,
    height,
    pixelType: 'uint8',
    channels,
    channelNames: isRgb ? ['Red', 'Green', 'Blue'] : ['Channel 1'],
    isRgb,
    bitsPerSample: 8,
    pageIndex,
    pageCount,
    pixelSizeUm: null,
    formatName: name,
  };
}

function isBitmapFormat(format: string): format is BitmapFormat {
  return format in NAMES;
}

async function countFrames(file: Blob): Promise<number> {
  const bytes = await file.slice(0, MAX_GIF_BYTES).arrayBuffer();
  return countGifFrames(new Uint8Array(bytes));
}
