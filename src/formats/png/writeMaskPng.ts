import type { LabelImage } from '#domain/image/labelImage.ts';
import { joinBytes } from '#formats/joinBytes.ts';
import { PngWriter } from '#formats/png/pngWriter.ts';

const FOREGROUND = 255;
/** Rows are compressed in groups of about this size, so that memory stays small. */
const GROUP_BYTES = 2 ** 20;

/**
 * An 8-bit grey PNG of a label image: 255 where there is an object, 0 in the background.
 *
 * @param pixelSizeUm noted in the file when it is known
 */
export function writeMaskPng(
  { width, height, data }: LabelImage,
  pixelSizeUm: number | null = null,
): Uint8Array<ArrayBuffer> {
  const png = new PngWriter({ width, height, colours: 'grey', pixelSizeUm });
  const groupRows = Math.max(1, Math.floor(GROUP_BYTES / width));
  for (let first = 0; first < height; first += groupRows) {
    const end = Math.min(height, first + groupRows) * width;
    const group = new Uint8Array(end - first * width);
    for (let i = 0; i < group.length; i++) {
      group[i] = data[first * width + i] === 0 ? 0 : FOREGROUND;
    }
    png.addRows(group);
  }
  return joinBytes(png.finish());
}
