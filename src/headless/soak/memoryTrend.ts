/** How a figure moved over the second half of a session. */
export interface MemoryTrend {
  /** Median of the second half, in the figure's unit. */
  readonly level: number;
  /** Growth over the second half along its fitted line, in the figure's unit. */
  readonly growth: number;
  /** False when that growth is more than both limits. */
  readonly isFlat: boolean;
}

/** Growth that counts as none. */
export interface FlatLimits {
  /** Share of the level. */
  readonly fraction: number;
  /** In the figure's unit. */
  readonly amount: number;
}

/**
 * Tells a leak from noise: the second half of equally spaced readings, where caches are full, is
 * fitted by a line (least squares).
 */
export function memoryTrend(readings: readonly number[], limits: FlatLimits): MemoryTrend {
  const half = readings.slice(readings.length >> 1);
  const level = half.toSorted((a, b) => a - b)[half.length >> 1] ?? 0;
  const middle = (half.length - 1) / 2;
  const mean = half.reduce((sum, value) => sum + value, 0) / Math.max(1, half.length);
  let covariance = 0;
  let variance = 0;
  for (const [index, value] of half.entries()) {
    covariance += (index - middle) * (value - mean);
    variance += (index - middle) ** 2;
  }
  const growth = variance === 0 ? 0 : (covariance / variance) * (half.length - 1);
  const allowed = Math.max(limits.amount, limits.fraction * level);
  return { level, growth, isFlat: growth <= allowed };
}
