/** Median of the finite ones among `values`; NaN when there is none. */
export function median(values: Float64Array): number {
  const sorted = values.filter(Number.isFinite).sort();
  const count = sorted.length;
  const upper = sorted[count >> 1] ?? Number.NaN;
  const lower = sorted[(count - 1) >> 1] ?? Number.NaN;
  return (lower + upper) / 2;
}
