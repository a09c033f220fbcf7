import type { LabelImage } from '#domain/image/labelImage.ts';
import { joinBytes } from '#formats/joinBytes.ts';
import { LabelStack } from '#formats/tiff/writing/labelStack.ts';

/**
 * A label image as a TIFF: 16 bits, or 32 unsigned bits when there are ids above 65,535; 0 is
 * background. Deflated strips, little-endian, with the pixel size in ImageJ's way when it is known,
 * so that ImageJ, napari, CellProfiler and tifffile read ids and scale.
 */
export function writeLabelTiff(
  labels: LabelImage,
  { pixelSizeUm }: { readonly pixelSizeUm: number | null },
): Uint8Array<ArrayBuffer> {
  const stack = new LabelStack(pixelSizeUm);
  stack.add(labels, { pageIndex: 0, z: 0, t: 0 });
  return joinBytes(stack.finish());
}
