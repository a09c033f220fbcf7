import { findMaximumMatching, type Matching } from '#domain/metrics/bipartiteMatching.ts';
import {
  type OverlapTable,
  objectOverlaps,
  overlapIou,
  predictedObjectCount,
  trueObjectCount,
} from '#domain/metrics/overlapTable.ts';

/** How well objects were found. All ratios are 1 when neither image has an object. */
export interface MatchingScores {
  /** Pairs, predicted objects without partner, and true objects without partner. */
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** TP / (TP + FP + FN), as in the Data Science Bowl 2018. */
  readonly averagePrecision: number;
}

/**
 * Objects paired one to one, as many as possible, where IoU ≥ threshold: true objects are the left
 * nodes, predicted ones the right nodes, both by segment − 1.
 *
 * @param iouThreshold above 0, up to 1
 */
export function pairInstances(table: OverlapTable, iouThreshold: number): Matching {
  const candidates: number[][] = Array.from({ length: trueObjectCount(table) }, () => []);
  for (const overlap of objectOverlaps(table)) {
    if (overlapIou(table, overlap) >= iouThreshold) {
      candidates[overlap.truth - 1]?.push(overlap.prediction - 1);
    }
  }
  return findMaximumMatching(candidates, predictedObjectCount(table));
}

/**
 * Detection scores with objects paired one to one, as many as possible, where IoU ≥ threshold. Above
 * 0.5 an object has at most one possible partner; at 0.5 and below it may have several.
 *
 * @param iouThreshold above 0, up to 1
 */
export function matchInstances(table: OverlapTable, iouThreshold: number): MatchingScores {
  const trueCount = trueObjectCount(table);
  const predictedCount = predictedObjectCount(table);
  const truePositives = pairInstances(table, iouThreshold).count;
  const falsePositives = predictedCount - truePositives;
  const falseNegatives = trueCount - truePositives;
  const fraction = (denominator: number) =>
    trueCount + predictedCount === 0 ? 1 : truePositives / Math.max(denominator, 1);
  return {
    truePositives,
    falsePositives,
    falseNegatives,
    precision: fraction(predictedCount),
    recall: fraction(trueCount),
    f1: fraction((trueCount + predictedCount) / 2),
    averagePrecision: fraction(truePositives + falsePositives + falseNegatives),
  };
}
