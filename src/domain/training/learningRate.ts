import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';

/** What cosine decay leaves of the rate at the last step. */
const LAST_SHARE = 0.01;

/** What the learning rate of a step depends on. */
export type LearningRateSchedule = Pick<
  TrainingRecipe,
  'learningRate' | 'warmupIterations' | 'decay' | 'iterations'
>;

/**
 * Learning rate of a step: rises linearly over the warm-up, reaching `learningRate` at its last
 * step, then stays, or falls along half a cosine to 1 % of it at the run's last step.
 *
 * Source: Loshchilov and Hutter 2017 (cosine decay), Goyal 2017 (warm-up).
 *
 * @param iteration from 0; steps beyond the last get the last one's rate
 */
export function learningRateAt(schedule: LearningRateSchedule, iteration: number): number {
  const { learningRate, warmupIterations, decay, iterations } = schedule;
  if (iteration < warmupIterations) return (learningRate * (iteration + 1)) / warmupIterations;
  if (decay === 'none') return learningRate;
  const first = Math.max(0, warmupIterations - 1);
  const length = Math.max(1, iterations - 1 - first);
  const done = Math.min(1, (iteration - first) / length);
  const cosine = 0.5 * (1 + Math.cos(Math.PI * done));
  return learningRate * (LAST_SHARE + (1 - LAST_SHARE) * cosine);
}
