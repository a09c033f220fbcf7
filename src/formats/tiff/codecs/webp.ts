import { decodeBitmap } from '#formats/bitmap/decodeBitmap.ts';
import { corruptFile, unsupportedFormat } from '#formats/refusals.ts';
import type { ChunkCodec } from '#formats/tiff/codecs/chunkCodec.ts';

/** Decodes a WebP strip or tile with the browser's decoder; Node has none. */
export const decodeWebpChunk: ChunkCodec = async (input, { width, rows, samplesPerPixel }) => {
  if (typeof createImageBitmap === 'undefined') {
    throw unsupportedFormat('The TIFF is compressed with WebP, which only browsers decode.');
  }
  const bitmap = await decodeBitmap(new Blob([input]));
  if (bitmap.width !== width || bitmap.height < rows || samplesPerPixel > 4) {
    throw corruptFile(
      `A WebP strip or tile is ${bitmap.width} × ${bitmap.height} px with 4 samples, but the page needs ${width} × ${rows} px with ${samplesPerPixel}.`,
    );
  }
  const samples = new Uint8Array(width * rows * samplesPerPixel);
  bitmap.planes.slice(0, samplesPerPixel).forEach((plane, sample) => {
    for (let pixel = 0; pixel < width * rows; pixel++) {
      samples[pixel * samplesPerPixel + sample] = plane[pixel] as number;
    }
  });
  return samples;
};
