import { createRandom } from '#lib/random.ts';

/** Keeps the draw of the split apart from the draws of samples. */
const SPLIT_STREAM = 0xffff_fffe;

/** Which items are trained on and which are kept for validation, each in the order given. */
export interface Split<T> {
  readonly training: readonly T[];
  readonly validation: readonly T[];
}

/**
 * Splits items at random by a seed. Of two or more, at least one is on each side.
 *
 * @param share kept for validation, rounded to whole items; 0 = none
 */
export function splitByImage<T>(items: readonly T[], share: number, seed: number): Split<T> {
  if (items.length < 2 || share <= 0) return { training: items, validation: [] };
  const count = Math.min(items.length - 1, Math.max(1, Math.round(share * items.length)));
  const places = createRandom(seed, SPLIT_STREAM).shuffle(items.map((_, place) => place));
  const chosen = new Set(places.slice(0, count));
  return {
    training: items.filter((_, place) => !chosen.has(place)),
    validation: items.filter((_, place) => chosen.has(place)),
  };
}
