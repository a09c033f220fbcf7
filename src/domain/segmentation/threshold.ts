import { PROBABILITY_LEVELS } from '#domain/image/probabilityMap.ts';

/**
 * Smallest stored level whose probability, level / PROBABILITY_LEVELS, is at least `threshold`.
 * Rounding is accounted for: a level read back as a threshold always includes itself.
 *
 * @param threshold 0…1
 */
export function minimumLevel(threshold: number): number {
  const level = Math.ceil(threshold * PROBABILITY_LEVELS);
  return (level - 1) / PROBABILITY_LEVELS >= threshold ? level - 1 : level;
}
