import type { PixelData } from '#domain/image/pixelType.ts';

const BIN_COUNT = 65_536;

/** Smallest and largest finite sample, and how many are not finite; `0, 0` when none is finite. */
export function finiteRange(values: PixelData): {
  min: number;
  max: number;
  nonFiniteCount: number;
} {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let nonFiniteCount = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) nonFiniteCount++;
    else {
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? { min, max, nonFiniteCount } : { min: 0, max: 0, nonFiniteCount };
}

/**
 * Exact percentiles of the finite samples, with linear interpolation between neighbours as NumPy's
 * default; linear time, no copy of the image.
 *
 * @param percents 0…100
 * @returns one intensity per percent; 0 when no sample is finite
 */
export function percentiles(values: PixelData, percents: readonly number[]): number[] {
  const { min, max, nonFiniteCount } = finiteRange(values);
  const count = values.length - nonFiniteCount;
  if (count === 0 || min === max) return percents.map(() => min);
  const bins = countBins(values, min, max);
  return percents.map((percent) => {
    const position = (percent / 100) * (count - 1);
    const rank = Math.floor(position);
    const lower = orderStatistic(values, bins, rank);
    if (position === rank) return lower;
    return lower + (position - rank) * (orderStatistic(values, bins, rank + 1) - lower);
  });
}

interface Bins {
  readonly counts: Uint32Array;
  readonly min: number;
  readonly perUnit: number;
}

/** Equal bins over [min, max]; integer data that spans fewer values than bins gets one bin a value. */
function countBins(values: PixelData, min: number, max: number): Bins {
  const counts = new Uint32Array(BIN_COUNT);
  const isInteger = !(values instanceof Float32Array || values instanceof Float64Array);
  const perUnit = isInteger && max - min < BIN_COUNT ? 1 : (BIN_COUNT - 1) / (max - min);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) continue;
    const bin = binOf(value, min, perUnit);
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { counts, min, perUnit };
}

function binOf(value: number, min: number, perUnit: number): number {
  return Math.min(BIN_COUNT - 1, Math.floor((value - min) * perUnit));
}

/** The sample of the given rank (0 = smallest): find its bin, then sort that bin alone. */
function orderStatistic(values: PixelData, { counts, min, perUnit }: Bins, rank: number): number {
  let bin = 0;
  let below = 0;
  while (below + (counts[bin] as number) <= rank) below += counts[bin++] as number;
  if (perUnit === 1) return min + bin;
  const members = new Float64Array(counts[bin] as number);
  let found = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isFinite(value) && binOf(value, min, perUnit) === bin) members[found++] = value;
  }
  members.sort();
  return members[rank - below] as number;
}
