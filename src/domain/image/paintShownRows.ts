import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { ShownChannel } from '#domain/image/shownChannel.ts';

/** Rows of an image. */
export interface RowRange {
  readonly firstRow: number;
  readonly rowCount: number;
}

/**
 * Rows of an image as the viewer shows them: the channels' levels between their black and white
 * points, in their colours, added up.
 *
 * @returns [rowCount, width, 3], 0…255
 */
export function paintShownRows(
  { width, channels }: Pick<DecodedImage, 'width' | 'channels'>,
  shown: readonly ShownChannel[],
  { firstRow, rowCount }: RowRange,
): Uint8Array<ArrayBuffer> {
  const start = firstRow * width;
  const count = rowCount * width;
  const sums = new Float32Array(3 * count);
  for (const { channel, color, range, gamma } of shown) {
    const plane = channels[channel];
    if (!plane) continue;
    const [red, green, blue] = color.map((part) => 255 * part) as [number, number, number];
    const [black, white] = range;
    const slope = white === black ? Number.POSITIVE_INFINITY : 1 / (white - black);
    for (let pixel = 0; pixel < count; pixel++) {
      const level = shownLevel((plane[start + pixel] as number) - black, slope, gamma);
      sums[3 * pixel] = (sums[3 * pixel] as number) + level * red;
      sums[3 * pixel + 1] = (sums[3 * pixel + 1] as number) + level * green;
      sums[3 * pixel + 2] = (sums[3 * pixel + 2] as number) + level * blue;
    }
  }
  return Uint8Array.from(new Uint8ClampedArray(sums));
}

/** 0…1; what is no number is black. */
function shownLevel(aboveBlack: number, slope: number, gamma: number): number {
  const level = aboveBlack * slope;
  if (!(level > 0)) return 0;
  if (level >= 1) return 1;
  return gamma === 1 ? level : level ** (1 / gamma);
}
