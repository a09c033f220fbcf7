import type { UnetSpec } from '#domain/model/modelCard.ts';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import { outputEdge } from '#domain/unet/validShape.ts';
import { createRandom } from '#lib/random.ts';

/** A sample of noise with random classes; a quarter of its pixels is ignored. */
export function randomSample(
  spec: UnetSpec,
  inputEdgePx: number,
  { batchSize = 1, seed = 1 } = {},
): TrainingSample {
  const random = createRandom(seed);
  const outputEdgePx = outputEdge(inputEdgePx, spec.depth);
  const inputLength = batchSize * inputEdgePx ** 2 * spec.inputChannels;
  const outputLength = batchSize * outputEdgePx ** 2;
  const weights = Float32Array.from({ length: outputLength }, () =>
    random.uniform() < 0.25 ? 0 : random.uniform(0.5, 3),
  );
  return {
    batchSize,
    inputEdgePx,
    outputEdgePx,
    inputChannels: spec.inputChannels,
    input: Float32Array.from({ length: inputLength }, () => random.normal()),
    // What an ignored pixel holds must not matter, even a class that does not exist.
    target: Uint8Array.from(weights, (weight) =>
      weight === 0 ? 255 : random.integer(0, spec.classCount - 1),
    ),
    weights,
  };
}
