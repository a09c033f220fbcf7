import type { TrainingHistory } from '#domain/training/trainingProgress.ts';
import { formatValue } from '#text/format.ts';
import { smoothedLoss } from '#ui/training/chartData.ts';

/** The latest loss in words: `0.2134 at step 120 (smoothed 0.2301)`. */
export function lossText(loss: TrainingHistory['loss']): string {
  const last = loss.at(-1);
  if (!last) return 'No step done yet.';
  const [step, value] = last;
  const smoothed = smoothedLoss(loss);
  const mean = smoothed === null ? '' : ` (smoothed ${formatValue(smoothed)})`;
  const now = Number.isFinite(value) ? formatValue(value) : 'no number';
  return `${now} at step ${step.toLocaleString('en')}${mean}`;
}

/** The latest scores in words: `IoU 0.812, F1 0.790 at step 100`. */
export function scoreText(points: TrainingHistory['validation']): string {
  const last = points.at(-1);
  if (!last) return 'Not validated yet.';
  const { iou, f1_50, iteration } = last;
  return `IoU ${iou.toFixed(3)}, F1 ${f1_50.toFixed(3)} at step ${iteration.toLocaleString('en')}`;
}
