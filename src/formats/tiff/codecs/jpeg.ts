import { getDecoder } from 'geotiff';
import { corruptFile, unsupportedFormat } from '#formats/refusals.ts';
import type { ChunkCodec } from '#formats/tiff/codecs/chunkCodec.ts';
import { COMPRESSION } from '#formats/tiff/codecs/compressionNames.ts';
import type { PageLayout } from '#formats/tiff/pixels/pageLayout.ts';
import { yCbCrToRgb } from '#formats/tiff/pixels/yCbCr.ts';
import { PHOTOMETRIC } from '#formats/tiff/tiffTags.ts';
import { AppError } from '#lib/errors.ts';

/** geotiff's decoder takes some 6 bytes per sample while it works, and more than a second. */
const MAX_JPEG_PIXELS = 25_000_000;

/** Decoder of JPEG strips and tiles; YCbCr becomes RGB, other samples stay as they are. */
export async function loadJpegCodec(layout: PageLayout): Promise<ChunkCodec> {
  const decoder = await getDecoder(COMPRESSION.jpeg, {
    tileWidth: layout.chunks.chunkWidth,
    tileHeight: layout.chunks.chunkHeight,
    predictor: 1,
    bitsPerSample: layout.bitsPerSample,
    planarConfiguration: layout.isPlanar ? 2 : 1,
    samplesPerPixel: layout.samplesPerPixel,
    ...(layout.jpegTables ? { JPEGTables: layout.jpegTables } : {}),
  });
  return async (input, { width, rows, samplesPerPixel }) => {
    const frame = findFrame(input);
    checkFrame(frame, { width, rows, samplesPerPixel });
    const samples = Uint8Array.from(
      new Uint8Array(await decoder.decodeBlock(input.slice().buffer)),
    );
    if (layout.photometric === PHOTOMETRIC.yCbCr && samplesPerPixel === 3) yCbCrToRgb(samples);
    return samples;
  };
}

interface Frame {
  readonly bits: number;
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

/** The frame header of a JPEG stream (ITU T.81, B.2.2). */
function findFrame(jpeg: Uint8Array): Frame | null {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  let at = 2;
  while (at + 10 <= jpeg.length && jpeg[at] === 0xff) {
    const marker = jpeg[at + 1] as number;
    if (marker >= 0xc0 && marker <= 0xc3) {
      return {
        bits: view.getUint8(at + 4),
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        components: view.getUint8(at + 9),
      };
    }
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

function checkFrame(
  frame: Frame | null,
  expected: { width: number; rows: number; samplesPerPixel: number },
): void {
  if (!frame) throw corruptFile('A JPEG strip or tile has no frame header.');
  const { bits, width, height, components } = frame;
  if (bits !== 8) throw unsupportedFormat(`The page holds ${bits}-bit JPEG data; 8-bit is read.`);
  const isAsClaimed = width === expected.width && height >= expected.rows;
  if (!isAsClaimed || components !== expected.samplesPerPixel) {
    throw corruptFile(
      `A JPEG strip or tile is ${width} × ${height} px with ${components} samples, but the page needs ${expected.width} × ${expected.rows} px with ${expected.samplesPerPixel}.`,
    );
  }
  if (width * height > MAX_JPEG_PIXELS) {
    throw new AppError(
      'too-large',
      `The page holds a JPEG of ${width} × ${height} px in one piece; up to ${MAX_JPEG_PIXELS / 1e6} megapixels per strip or tile can be read. Save it without compression.`,
    );
  }
}
