import type { LabelImage } from '#domain/image/labelImage.ts';
import type { PixelData } from '#domain/image/pixelType.ts';
import type { LabelIndex } from '#domain/measurement/labelIndex.ts';
import { forEachRun } from '#domain/measurement/labelRuns.ts';

/** Intensities of one channel by object. NaN for an object without a finite sample. */
export interface Intensities {
  readonly mean: Float64Array<ArrayBuffer>;
  readonly min: Float64Array<ArrayBuffer>;
  readonly max: Float64Array<ArrayBuffer>;
  readonly sum: Float64Array<ArrayBuffer>;
}

/**
 * Mean, extremes and sum of the samples of every object. NaN and infinite samples are left out.
 *
 * @param plane samples of the channel, of the label image's size
 */
export function measureIntensities(
  labels: LabelImage,
  index: LabelIndex,
  plane: PixelData,
): Intensities {
  const count = index.labels.length;
  const samples = new Float64Array(count);
  const sum = new Float64Array(count);
  const min = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const max = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  const { rowOf } = index;
  forEachRun(labels, (label, y, xFirst, xLast) => {
    const row = rowOf(label);
    let runSamples = 0;
    let runSum = 0;
    let runMin = min[row] as number;
    let runMax = max[row] as number;
    const end = y * labels.width + xLast;
    for (let i = end - xLast + xFirst; i <= end; i++) {
      const value = plane[i] as number;
      if (!Number.isFinite(value)) continue;
      runSamples++;
      runSum += value;
      if (value < runMin) runMin = value;
      if (value > runMax) runMax = value;
    }
    (samples[row] as number) += runSamples;
    (sum[row] as number) += runSum;
    min[row] = runMin;
    max[row] = runMax;
  });

  const mean = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    if (samples[row] === 0) {
      sum[row] = min[row] = max[row] = Number.NaN;
    }
    mean[row] = (sum[row] as number) / (samples[row] as number);
  }
  return { mean, min, max, sum };
}
