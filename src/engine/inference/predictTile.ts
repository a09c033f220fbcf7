import * as tf from '@tensorflow/tfjs';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { outputEdge } from '#domain/unet/validShape.ts';
import { foregroundProbability } from '#engine/inference/foregroundProbability.ts';
import { withGpuErrors } from '#engine/inference/gpuErrors.ts';
import type { UnetWeights } from '#engine/network/unetWeights.ts';
import { AppError } from '#lib/errors.ts';

/** One read window of overlap-tile inference. */
export interface TileInput {
  /** [height, width, channels], normalised intensities */
  readonly pixels: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly averageSymmetries: boolean;
}

/**
 * Foreground probability of the tile's valid centre.
 *
 * @returns [outputHeight, outputWidth], 0…1
 * @throws AppError `shape-mismatch`, `out-of-memory`, `wrong-result` (the GPU reported an error),
 *   `not-finite` (a probability is no number), `device-lost`
 */
export async function predictTile(
  spec: UnetSpec,
  weights: UnetWeights,
  tile: TileInput,
): Promise<Float32Array<ArrayBuffer>> {
  const { pixels, width, height } = tile;
  const outputSize = outputEdge(width, spec.depth) * outputEdge(height, spec.depth);
  if (pixels.length !== width * height * spec.inputChannels) {
    throw new AppError(
      'shape-mismatch',
      `A ${width} × ${height} × ${spec.inputChannels} tile needs ${width * height * spec.inputChannels} values, not ${pixels.length}.`,
    );
  }
  const probability = await withGpuErrors(async () => {
    const result = tf.tidy(() => {
      const input = tf.tensor4d(pixels, [1, height, width, spec.inputChannels]);
      return foregroundProbability(weights, input, tile.averageSymmetries);
    });
    try {
      return (await result.data()) as Float32Array<ArrayBuffer>;
    } finally {
      result.dispose();
    }
  });
  if (probability.length !== outputSize) {
    throw new AppError(
      'wrong-result',
      `The network gave ${probability.length} values instead of ${outputSize}, so the tile was discarded.`,
    );
  }
  if (!areFinite(probability)) {
    throw new AppError(
      'not-finite',
      'The network gave values that are not numbers, so the tile was discarded.',
    );
  }
  // A WASM result is a view of the whole heap, which cannot be transferred.
  return probability.byteLength === probability.buffer.byteLength
    ? probability
    : probability.slice();
}

function areFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return Number.isFinite(sum);
}
