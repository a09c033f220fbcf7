import type { Rectangle } from '#domain/image/rectangle.ts';
import { mirrorIndices } from '#domain/tiling/mirrorIndex.ts';

/** Normalised pixels with their channels side by side. */
export interface PixelGrid {
  readonly width: number;
  readonly height: number;
  /** [height, width, channels] */
  readonly pixels: Float32Array<ArrayBuffer>;
  readonly inputChannels: number;
}

/**
 * Pixels of a read window with mirrored borders.
 *
 * @param window may reach past the image on any side
 * @returns [window.height, window.width, channels]
 */
export function readPixelWindow(grid: PixelGrid, window: Rectangle): Float32Array<ArrayBuffer> {
  const { width, height, pixels, inputChannels } = grid;
  const columns = mirrorIndices(window.x, window.width, width);
  const rows = mirrorIndices(window.y, window.height, height);
  const result = new Float32Array(window.width * window.height * inputChannels);
  let target = 0;
  for (let y = 0; y < window.height; y++) {
    const rowStart = (rows[y] as number) * width;
    for (let x = 0; x < window.width; x++) {
      const source = (rowStart + (columns[x] as number)) * inputChannels;
      for (let c = 0; c < inputChannels; c++) result[target++] = pixels[source + c] as number;
    }
  }
  return result;
}
