import type { UnetSpec } from '#domain/model/modelCard.ts';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import { outputEdge } from '#domain/unet/validShape.ts';

/** The same rate for all engines; small, so that losses stay comparable over the steps. */
export const LEARNING_RATE = 1e-3;
export const MOMENTUM = 0.99;

/** A sample that wants the bright pixels of a tile as foreground, all weights 1. */
export function trainingSampleOf(
  pixels: Float32Array<ArrayBuffer>,
  { inputChannels, depth }: UnetSpec,
  inputEdgePx: number,
): TrainingSample {
  const outputEdgePx = outputEdge(inputEdgePx, depth);
  const border = (inputEdgePx - outputEdgePx) / 2;
  const outputLength = outputEdgePx ** 2;
  const target = Uint8Array.from({ length: outputLength }, (_, i) => {
    const x = border + (i % outputEdgePx);
    const y = border + Math.floor(i / outputEdgePx);
    return (pixels[(y * inputEdgePx + x) * inputChannels] as number) > 0 ? 1 : 0;
  });
  return {
    batchSize: 1,
    inputEdgePx,
    outputEdgePx,
    inputChannels,
    input: pixels,
    target,
    weights: new Float32Array(outputLength).fill(1),
  };
}
