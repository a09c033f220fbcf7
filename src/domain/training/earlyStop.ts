import type { ValidationPoint } from '#domain/training/trainingProgress.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';

/** The validation with the best score, the earliest among equals; `null` before the first. */
export function bestValidation(
  validation: readonly ValidationPoint[],
  bestBy: TrainingRecipe['bestBy'],
): ValidationPoint | null {
  let best: ValidationPoint | null = null;
  for (const point of validation) {
    if (!best || point[bestBy] > best[bestBy]) best = point;
  }
  return best;
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
