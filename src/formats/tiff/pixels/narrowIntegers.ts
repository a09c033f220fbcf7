import type { PixelData } from '#domain/image/pixelType.ts';

/**
 * Whole numbers from 64-bit files (NumPy's usual label images) in the smallest 32-bit type that
 * holds them all, else unchanged.
 */
export function narrowIntegers(planes: readonly PixelData[]): readonly PixelData[] {
  let least = 0;
  let greatest = 0;
  for (const plane of planes) {
    for (const value of plane) {
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
  }
  if (least >= 0 && greatest < 2 ** 32) return planes.map((plane) => new Uint32Array(plane));
  if (least >= -(2 ** 31) && greatest < 2 ** 31) {
    return planes.map((plane) => new Int32Array(plane));
  }
  return planes;
}
