import type { LabelImage } from '#domain/image/labelImage.ts';
import { adaptedRand } from '#domain/metrics/adaptedRand.ts';
import type { EvaluationScores } from '#domain/metrics/evaluationScores.ts';
import { matchInstances } from '#domain/metrics/instanceMatching.ts';
import {
  type OverlapTable,
  overlapTable,
  predictedObjectCount,
  trueObjectCount,
} from '#domain/metrics/overlapTable.ts';
import { panopticQuality } from '#domain/metrics/panopticQuality.ts';
import { scorePixels } from '#domain/metrics/pixelScores.ts';
import { segCtc } from '#domain/metrics/segCtc.ts';
import { variationOfInformation } from '#domain/metrics/variationOfInformation.ts';

/**
 * All scores of a label image against the truth. Where neither has an object everything is perfect.
 *
 * @param foreground what `iou`, `dice` and `pixelError` judge; the mask before growing where objects
 *   were grown until they meet, since those cover everything
 * @throws AppError `shape-mismatch` when the sizes differ
 */
export function scoreLabels(
  truth: LabelImage,
  prediction: LabelImage,
  foreground: LabelImage = prediction,
): EvaluationScores {
  const table = overlapTable(truth, prediction);
  return scoreTable(table, foreground === prediction ? table : overlapTable(truth, foreground));
}

/**
 * All scores that an overlap table tells.
 *
 * @param foreground table of truth and foreground, which `iou`, `dice` and `pixelError` judge
 */
export function scoreTable(table: OverlapTable, foreground: OverlapTable): EvaluationScores {
  const at50 = matchInstances(table, 0.5);
  const information = variationOfInformation(table);
  return {
    trueCount: trueObjectCount(table),
    count: predictedObjectCount(table),
    ...scorePixels(foreground),
    ap50: at50.averagePrecision,
    ap75: matchInstances(table, 0.75).averagePrecision,
    f1_50: at50.f1,
    pq: panopticQuality(table),
    seg: segCtc(table),
    randError: adaptedRand(table).error,
    viSplit: information.split,
    viMerge: information.merge,
  };
}
