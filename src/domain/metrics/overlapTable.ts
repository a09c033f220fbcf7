import type { LabelImage } from '#domain/image/labelImage.ts';
import { indexLabels } from '#domain/measurement/labelIndex.ts';
import { AppError } from '#lib/errors.ts';

/**
 * How the segments of two label images overlap; all scores follow from it. Segment 0 is the
 * background, the objects follow ascending by label.
 */
export interface OverlapTable {
  readonly pixelCount: number;
  /** Pixels by segment; the background is always there. */
  readonly truthArea: Float64Array<ArrayBuffer>;
  readonly predictionArea: Float64Array<ArrayBuffer>;
  /** Every pair of segments that shares pixels. */
  readonly overlaps: readonly Overlap[];
}

/** Pixels that two segments share. */
export interface Overlap {
  readonly truth: number;
  readonly prediction: number;
  readonly pixels: number;
}

/**
 * Overlap table of two label images.
 *
 * @throws AppError `shape-mismatch` when their sizes differ
 */
export function overlapTable(truth: LabelImage, prediction: LabelImage): OverlapTable {
  if (truth.width !== prediction.width || truth.height !== prediction.height) {
    throw new AppError(
      'shape-mismatch',
      `The truth has ${truth.width} × ${truth.height} px, the prediction ${prediction.width} × ${prediction.height} px. Compare label images of the same size.`,
    );
  }
  const truthIndex = indexLabels(truth.data);
  const predictionIndex = indexLabels(prediction.data);
  const truthArea = new Float64Array(truthIndex.labels.length + 1);
  const predictionArea = new Float64Array(predictionIndex.labels.length + 1);
  const pixelCount = truth.data.length;

  // Neighbours mostly belong to the same pair, so pixels are counted by runs.
  const counts = new Map<number, number>();
  let i = 0;
  while (i < pixelCount) {
    const first = i;
    const truthLabel = truth.data[i] as number;
    const predictionLabel = prediction.data[i] as number;
    do i++;
    while (
      i < pixelCount &&
      truth.data[i] === truthLabel &&
      prediction.data[i] === predictionLabel
    );
    const row = truthLabel === 0 ? 0 : truthIndex.rowOf(truthLabel) + 1;
    const column = predictionLabel === 0 ? 0 : predictionIndex.rowOf(predictionLabel) + 1;
    (truthArea[row] as number) += i - first;
    (predictionArea[column] as number) += i - first;
    const key = row * predictionArea.length + column;
    counts.set(key, (counts.get(key) ?? 0) + i - first);
  }
  const overlaps = Array.from(counts, ([key, pixels]) => ({
    truth: Math.floor(key / predictionArea.length),
    prediction: key % predictionArea.length,
    pixels,
  }));
  return { pixelCount, truthArea, predictionArea, overlaps };
}

/** Number of objects of the truth. */
export function trueObjectCount(table: OverlapTable): number {
  return table.truthArea.length - 1;
}

/** Number of objects of the prediction. */
export function predictedObjectCount(table: OverlapTable): number {
  return table.predictionArea.length - 1;
}

/** Overlaps of an object with an object, the background left out. */
export function objectOverlaps(table: OverlapTable): Overlap[] {
  return table.overlaps.filter(({ truth, prediction }) => truth > 0 && prediction > 0);
}

/** Intersection over union of two segments that overlap, above 0 and up to 1. */
export function overlapIou(table: OverlapTable, { truth, prediction, pixels }: Overlap): number {
  const areas = (table.truthArea[truth] as number) + (table.predictionArea[prediction] as number);
  return pixels / (areas - pixels);
}
