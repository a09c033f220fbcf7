import type { ChannelSummary } from '#domain/image/channelSummary.ts';
import { finiteRange, percentiles } from '#domain/image/percentiles.ts';
import type { PixelData } from '#domain/image/pixelType.ts';

const HISTOGRAM_BINS = 256;
const LARGEST_CODE = 65_535;
/** Percentiles of the automatic black and white point. */
const AUTO_PERCENTS = [0.1, 99.9] as const;

/** Range, histogram and automatic contrast of one channel, and how it maps to 16-bit view codes. */
export function summarizeChannel(values: PixelData, name: string): ChannelSummary {
  const { min, max, nonFiniteCount } = finiteRange(values);
  const [low = min, high = max] = percentiles(values, AUTO_PERCENTS);
  const isExact = values instanceof Uint8Array || values instanceof Uint16Array;
  return {
    name,
    min,
    max,
    nonFiniteCount,
    histogram: histogramOf(values, min, max),
    // Few bright pixels on a flat background: percentiles would coincide and show nothing.
    autoRange: high > low ? [low, high] : [min, max],
    codeOffset: isExact ? 0 : min,
    codeStep: isExact ? 1 : (max - min) / LARGEST_CODE || 1,
  };
}

/**
 * Counts of the finite samples over equal bins from `min` up; the last bin holds `max`. Bins of
 * integer data hold whole numbers of grey values, else the bars would show a comb.
 */
function histogramOf(values: PixelData, min: number, max: number): Uint32Array<ArrayBuffer> {
  const isFloat = values instanceof Float32Array || values instanceof Float64Array;
  const valuesPerBin = Math.ceil((max - min + 1) / HISTOGRAM_BINS);
  const binCount = isFloat ? HISTOGRAM_BINS : Math.ceil((max - min + 1) / valuesPerBin);
  const floatBinsPerUnit = max > min ? HISTOGRAM_BINS / (max - min) : 0;
  const binsPerUnit = isFloat ? floatBinsPerUnit : 1 / valuesPerBin;
  const histogram = new Uint32Array(binCount);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(binCount - 1, Math.floor((value - min) * binsPerUnit));
    histogram[bin] = (histogram[bin] as number) + 1;
  }
  return histogram;
}
