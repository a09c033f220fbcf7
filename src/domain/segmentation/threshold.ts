import { PROBABILITY_LEVELS } from '#domain/image/probabilityMap.ts';

/**
 * Smallest stored level whose probability is at least `threshold`. Exact at the levels: a level's own
 * probability, level / PROBABILITY_LEVELS, gives that level.
 *
 * @param threshold 0…1
 */
export function minimumLevel(threshold: number): number {
  return Math.ceil(threshold * PROBABILITY_LEVELS);
}
