import {
  type ImageComparison,
  IOU_THRESHOLDS,
  type ThresholdScores,
} from '#domain/metrics/truth/imageComparison.ts';
import { formatFixed } from '#text/format.ts';

/** The value of a threshold among `THRESHOLD_CHOICES`. */
export function thresholdValue(iouThreshold: number): string {
  return formatFixed(iouThreshold, 2);
}

/** What can be chosen as the IoU from which an object counts as found. */
export const THRESHOLD_CHOICES = IOU_THRESHOLDS.map((iouThreshold) => ({
  value: thresholdValue(iouThreshold),
  label: thresholdValue(iouThreshold),
}));

/** Scores at one of `IOU_THRESHOLDS`, `undefined` at any other. */
export function scoresAt(
  { thresholds }: ImageComparison,
  iouThreshold: number,
): ThresholdScores | undefined {
  return thresholds.find((scores) => scores.iouThreshold === iouThreshold);
}
