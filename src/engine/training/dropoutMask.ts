import { createRandom } from '#lib/random.ts';

/**
 * Factors of a map with dropout: 0 with probability `share`, else 1 / (1 − share), so that the mean
 * stays. The same for the same seed and iteration.
 *
 * Source: Srivastava 2014; Ronneberger 2015, sec. 3.1, has it at the end of the contracting path.
 *
 * @param share 0 … below 1
 */
export function dropoutMask(
  length: number,
  share: number,
  draw: { readonly seed: number; readonly iteration: number },
): Float32Array<ArrayBuffer> {
  const random = createRandom(draw.seed, draw.iteration);
  const factor = 1 / (1 - share);
  return Float32Array.from({ length }, () => (random.uniform() < share ? 0 : factor));
}
