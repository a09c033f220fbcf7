import type { EvaluationScores } from '#domain/metrics/evaluationScores.ts';
import type { MatchingScores } from '#domain/metrics/instanceMatching.ts';

/** IoU thresholds of average precision: 0.50, 0.55 … 0.95. Source: Lin et al. 2014 (COCO). */
export const IOU_THRESHOLDS: readonly number[] = Array.from(
  { length: 10 },
  (_, step) => (50 + 5 * step) / 100,
);

/** Detection scores at one IoU threshold. */
export interface ThresholdScores extends MatchingScores {
  readonly iouThreshold: number;
}

/** How well the objects of one image agree with its annotation. Plain data, without pixels. */
export interface ImageComparison {
  readonly scores: EvaluationScores;
  /** Factors of panoptic quality, 0…1. */
  readonly sq: number;
  readonly rq: number;
  /** By IoU threshold, ascending. */
  readonly thresholds: readonly ThresholdScores[];
  /** Mean of the average precision over `IOU_THRESHOLDS`, 0…1. */
  readonly meanAveragePrecision: number;
  readonly pixelCount: number;
  /** Pixels that were left out because nobody annotated them. */
  readonly unannotatedPixels: number;
  /** Annotated pixels that were left out because the network has not looked there. */
  readonly unsegmentedPixels: number;
  /** Compared pixels that are annotated as background. */
  readonly backgroundPixels: number;
  /** True objects that equal a predicted one pixel for pixel. */
  readonly identicalCount: number;
}
