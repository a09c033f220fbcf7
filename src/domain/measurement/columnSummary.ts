/** Statistics of one measurement over all objects that have it. */
export interface ColumnSummary {
  /** Finite values; the others are left out of everything else. */
  readonly count: number;
  /** NaN when there is no value. */
  readonly mean: number;
  /** Sample standard deviation; NaN below two values. */
  readonly sd: number;
  /** NaN when there is no value. */
  readonly min: number;
  readonly max: number;
  /** Counts over equal bins of [min, max], the last one closed; all in the first when min = max. */
  readonly histogram: Uint32Array<ArrayBuffer>;
}

/**
 * Mean, deviation, extremes and histogram of a column.
 *
 * @param binCount bins of the histogram, at least 1
 */
export function summarizeColumn(values: Float64Array, binCount = 24): ColumnSummary {
  const finite = values.filter(Number.isFinite);
  const count = finite.length;
  const histogram = new Uint32Array(binCount);
  if (count === 0) {
    return { count, mean: Number.NaN, sd: Number.NaN, min: Number.NaN, max: Number.NaN, histogram };
  }
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of finite) {
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  const mean = sum / count;
  let squares = 0;
  for (const value of finite) {
    squares += (value - mean) ** 2;
    const bin = max > min ? Math.floor(((value - min) / (max - min)) * binCount) : 0;
    (histogram[Math.min(bin, binCount - 1)] as number)++;
  }
  const sd = count > 1 ? Math.sqrt(squares / (count - 1)) : Number.NaN;
  return { count, mean, sd, min, max, histogram };
}
