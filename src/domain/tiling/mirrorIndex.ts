/**
 * Index of the pixel that stands in for position `i` on an axis of `length` pixels: mirrored at both
 * ends without repeating the edge pixel, as often as needed.
 *
 * Source: Ronneberger 2015, Fig. 2: "missing input data is extrapolated by mirroring".
 *
 * @returns 0 … length − 1
 */
export function mirrorIndex(i: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const phase = ((i % period) + period) % period;
  return phase < length ? phase : period - phase;
}

/** Mirrored indices of positions start … start + count − 1. */
export function mirrorIndices(start: number, count: number, length: number): Int32Array {
  const indices = new Int32Array(count);
  for (let i = 0; i < count; i++) indices[i] = mirrorIndex(start + i, length);
  return indices;
}
