import type { UnetSpec } from '#domain/model/modelCard.ts';
import { parameterCount, weightShapes } from '#domain/model/weights.ts';
import { createRandom } from '#lib/random.ts';

/** Stream of the seed's random numbers; dropout takes 0, 1, 2, … */
const INITIAL_WEIGHTS_STREAM = -1;

/**
 * First weights of a network: kernels normally distributed with deviation √(2 / N), where N is how
 * many numbers flow into one output, so that every layer keeps its input's variance; biases 0.
 *
 * An up-convolution of stride 2 has N = its input features, since its 2×2 outputs do not overlap.
 *
 * Source: Ronneberger 2015, sec. 3 (He et al. 2015).
 *
 * @returns in the order of `weightShapes`; the same for the same seed
 */
export function heInitialization(spec: UnetSpec, seed: number): Float32Array<ArrayBuffer> {
  const values = new Float32Array(parameterCount(spec));
  const random = createRandom(seed, INITIAL_WEIGHTS_STREAM);
  for (const { name, shape, offset, length } of weightShapes(spec)) {
    if (name.endsWith('/bias')) continue;
    const [height = 0, width = 0, third = 0, fourth = 0] = shape;
    const incoming = name.includes('upconv') ? fourth : height * width * third;
    const deviation = Math.sqrt(2 / incoming);
    for (let i = offset; i < offset + length; i++) values[i] = random.normal(0, deviation);
  }
  return values;
}
