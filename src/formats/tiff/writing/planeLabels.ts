import type { StackPlace } from '#domain/image/stackAxes.ts';
import { IMAGEJ_BLOCK, IMAGEJ_MAGIC } from '#formats/tiff/metadata/imagejBlocks.ts';
import { planeLabel } from '#formats/tiff/metadata/imagejLabels.ts';

const HEADER_BYTES = 12;

/**
 * Names of planes as ImageJ keeps them, which tell where each of them lies: the sizes of header and
 * names, and their bytes, little-endian.
 *
 * Source: ImageJ 1.53, `ij/io/TiffEncoder.java`.
 */
export function encodePlaneLabels(places: readonly StackPlace[]): {
  readonly sizes: readonly number[];
  readonly bytes: Uint8Array<ArrayBuffer>;
} {
  const labels = places.map(planeLabel);
  const letters = labels.join('');
  const view = new DataView(new ArrayBuffer(HEADER_BYTES + 2 * letters.length));
  view.setUint32(0, IMAGEJ_MAGIC, true);
  view.setUint32(4, IMAGEJ_BLOCK.labels, true);
  view.setUint32(8, labels.length, true);
  for (let index = 0; index < letters.length; index++) {
    view.setUint16(HEADER_BYTES + 2 * index, letters.charCodeAt(index), true);
  }
  const sizes = [HEADER_BYTES, ...labels.map(({ length }) => 2 * length)];
  return { sizes, bytes: new Uint8Array(view.buffer) };
}
