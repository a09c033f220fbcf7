import {
  type OverlapTable,
  predictedObjectCount,
  trueObjectCount,
} from '#domain/metrics/overlapTable.ts';

/** Agreement on which pairs of pixels belong together. */
export interface AdaptedRand {
  /** 1 − harmonic mean of precision and recall, 0…1; 0 is perfect. */
  readonly error: number;
  /** Pairs that are together in both images / pairs that are together in the truth. */
  readonly precision: number;
  /** Pairs that are together in both images / pairs that are together in the prediction. */
  readonly recall: number;
}

const PERFECT: AdaptedRand = { error: 0, precision: 1, recall: 1 };
const WORST: AdaptedRand = { error: 1, precision: 0, recall: 0 };

/**
 * Adapted Rand error over the pixels of true objects; what is predicted elsewhere does not count,
 * and the predicted background is one segment. Without true objects the error is 0 when nothing is
 * predicted either, else 1.
 *
 * Source: Arganda-Carreras et al. 2015, as in scikit-image 0.19 `adapted_rand_error`, whose meaning
 * of precision and recall this is.
 */
export function adaptedRand(table: OverlapTable): AdaptedRand {
  if (trueObjectCount(table) === 0) return predictedObjectCount(table) === 0 ? PERFECT : WORST;

  // Pixels of true objects by predicted segment.
  const predicted = new Float64Array(table.predictionArea.length);
  let shared = 0;
  for (const { truth, prediction, pixels } of table.overlaps) {
    if (truth === 0) continue;
    (predicted[prediction] as number) += pixels;
    shared += orderedPairs(pixels);
  }
  const inTruth = sumOfPairs(table.truthArea.subarray(1));
  const inPrediction = sumOfPairs(predicted);
  if (inTruth + inPrediction === 0) return PERFECT;
  return {
    error: 1 - (2 * shared) / (inTruth + inPrediction),
    precision: inTruth === 0 ? 1 : shared / inTruth,
    recall: inPrediction === 0 ? 1 : shared / inPrediction,
  };
}

function orderedPairs(pixels: number): number {
  return pixels * (pixels - 1);
}

function sumOfPairs(areas: Float64Array): number {
  return areas.reduce((sum, pixels) => sum + orderedPairs(pixels), 0);
}
