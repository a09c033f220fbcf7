import type { ValidationPoint } from '#domain/training/trainingProgress.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';

/**
 * The validation with the best score; `null` before the first. Where there are few objects, F1 takes
 * few values: foreground IoU decides between equals, then the earlier one wins.
 */
export function bestValidation(
  validation: readonly ValidationPoint[],
  bestBy: TrainingRecipe['bestBy'],
): ValidationPoint | null {
  let best: ValidationPoint | null = null;
  for (const point of validation) {
    if (!best || isBetter(point, best, bestBy)) best = point;
  }
  return best;
}

function isBetter(
  point: ValidationPoint,
  best: ValidationPoint,
  bestBy: TrainingRecipe['bestBy'],
): boolean {
  if (point[bestBy] !== best[bestBy]) return point[bestBy] > best[bestBy];
  return point.iou > best.iou;
}

/**
 * True when the last `patience` validations were all no better than the best one before them.
 *
 * @param patience at least 1; `null` = never
 */
export function isTimeToStop(
  validation: readonly ValidationPoint[],
  { patience, bestBy }: Pick<TrainingRecipe, 'patience' | 'bestBy'>,
): boolean {
  if (patience === null) return false;
  const best = bestValidation(validation, bestBy);
  return best !== null && validation.length - 1 - validation.indexOf(best) >= patience;
}
