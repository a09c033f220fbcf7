import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { decodeBitmap } from '#formats/bitmap/decodeBitmap.ts';
import { type BitmapFormat, findBitmapSize } from '#formats/bitmap/findBitmapSize.ts';
import { collapseGrey } from '#formats/collapseGrey.ts';
import { checkPageClaim } from '#formats/imageLimits.ts';
import { corruptFile, unsupportedFormat } from '#formats/refusals.ts';
import { sniffFormat } from '#formats/sniffFormat.ts';
import { AppError } from '#lib/errors.ts';

/** Enough to pass colour profiles and camera data, which come before the size in a JPEG. */
const HEADER_BYTES = 4 * 2 ** 20;

const NAMES: Readonly<Record<BitmapFormat, string>> = {
  jpeg: 'JPEG',
  webp: 'WebP',
  bmp: 'BMP',
  gif: 'GIF',
};

/**
 * Reads a JPEG, WebP, BMP or GIF (its first frame) with the browser's decoder, 8 bits per sample.
 * Alpha is left out; three equal colour planes become one.
 *
 * @throws AppError `corrupt-file`, `too-large`, `unsupported-format` outside browsers, `not-found`
 *   for any but page 0
 */
export async function readBitmap(file: Blob, pageIndex: number): Promise<DecodedImage> {
  const header = new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
  const sniffed = sniffFormat(header);
  if (sniffed.kind !== 'readable' || sniffed.format === 'tiff' || sniffed.format === 'png') {
    throw corruptFile('The file is none of JPEG, WebP, BMP and GIF.');
  }
  const name = NAMES[sniffed.format];
  if (pageIndex !== 0) {
    throw new AppError('not-found', `There is no page ${pageIndex + 1}: a ${name} has one.`);
  }
  const claim = findBitmapSize(header, sniffed.format);
  if (!claim) throw corruptFile(`The ${name} has no complete header.`);
  checkPageClaim({ ...claim, channelCount: 3, bytesPerSample: 1 });
  if (typeof createImageBitmap === 'undefined') {
    throw unsupportedFormat(`This is a ${name}, which only browsers decode.`);
  }

  const { width, height, planes } = await decodeBitmap(file);
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
    pageIndex: 0,
    pageCount: 1,
    pixelSizeUm: null,
    formatName: name,
  };
}
