import type { TrainingHistory } from '#domain/training/trainingProgress.ts';
import { formatValue } from '#text/format.ts';
import { trainingText } from '#text/training.ts';
import { smoothedLoss } from '#ui/training/chartData.ts';

/** The latest loss in words: `0.2134 at step 120 (smoothed 0.2301)`. */
export function lossText(loss: TrainingHistory['loss']): string {
  const last = loss.at(-1);
  if (!last) return trainingText.noStep;
  const [step, value] = last;
  const smoothed = smoothedLoss(loss);
  const now = Number.isFinite(value) ? formatValue(value) : trainingText.noNumber;
  return smoothed === null
    ? trainingText.lossAt(now, step)
    : trainingText.lossSmoothed(now, step, formatValue(smoothed));
}

/** The latest scores in words: `IoU 0.812, F1 0.790 at step 100`. */
export function scoreText(points: TrainingHistory['validation']): string {
  const last = points.at(-1);
  if (!last) return trainingText.notValidated;
  const { iou, f1_50, iteration } = last;
  return trainingText.scoreAt(iou, f1_50, iteration);
}
