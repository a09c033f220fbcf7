import type { UnetSpec } from '#domain/model/modelCard.ts';
import { featuresAt, parameterCount } from '#domain/model/weights.ts';
import { tileCost } from '#domain/unet/tileCost.ts';
import { outputEdge, skipBorderPx } from '#domain/unet/validShape.ts';

const FLOAT_BYTES = 4;
/** Adam remembers two numbers per weight, SGD one. */
const MAX_SLOTS = 2;

/** Work and memory of one step of training. */
export interface TrainingCost {
  /** Floating-point operations of the convolutions, forward and backward. */
  readonly flops: number;
  /**
   * Bytes alive at the worst moment: feature maps that the backward pass still needs, gradients,
   * and the weights with the optimiser's memory (Adam's, the larger).
   */
  readonly peakBytes: number;
}

/**
 * Cost of one optimiser step, from the layer sizes alone, when maps are freed as the backward pass
 * goes and no layer is frozen.
 *
 * @param inputEdgePx valid edge of the network's input
 * @param batchSize samples per step
 * @throws AppError `shape-mismatch` when the edge does not fit the depth
 */
export function trainingCost(spec: UnetSpec, inputEdgePx: number, batchSize: number): TrainingCost {
  const forwardFlops = tileCost(spec, inputEdgePx, inputEdgePx).flops;
  const firstConvFlops = 2 * (inputEdgePx - 2) ** 2 * 9 * spec.inputChannels * spec.baseFeatures;

  const weights = parameterCount(spec);
  const maps = keptMaps(spec, inputEdgePx);
  // Backwards from the logits: everything is kept, and the last block's gradients join it.
  const atTheTurn = batchSize * (maps.total + 4 * maps.lastBlock);
  // Back at the first block: its maps, gradients and a padded copy, beside the gradients of all weights.
  const atTheEnd = batchSize * 7 * maps.firstBlock + weights;
  const during = Math.max(atTheTurn, atTheEnd) + weights * (1 + MAX_SLOTS);
  // Weights and slots after the step stand beside those before until the step is known to be good.
  const update = weights + 2 * weights * (1 + MAX_SLOTS);
  return {
    // Two products backward for one forward; nobody needs the gradient by the image.
    flops: batchSize * (3 * forwardFlops - firstConvFlops),
    peakBytes: FLOAT_BYTES * Math.max(during, update),
  };
}

/** Numbers per sample in the maps that the forward pass keeps. */
function keptMaps(spec: UnetSpec, inputEdgePx: number) {
  const { depth } = spec;
  let total = spec.classCount * outputEdge(inputEdgePx, depth) ** 2;
  let lastBlock = 0;
  let edge = inputEdgePx;
  for (let level = 0; level <= depth; level++) {
    const features = featuresAt(spec, level);
    const inputFeatures = level === 0 ? spec.inputChannels : features / 2;
    total += edge ** 2 * inputFeatures + ((edge - 2) ** 2 + (edge - 4) ** 2) * features;
    if (level < depth) {
      const joinedEdge = edge - 4 - 2 * skipBorderPx(depth, level);
      total += (2 * joinedEdge ** 2 + (joinedEdge - 2) ** 2 + (joinedEdge - 4) ** 2) * features;
      if (level === 0) lastBlock = joinedEdge ** 2 * features;
    }
    edge = (edge - 4) / 2;
  }
  return { total, lastBlock, firstBlock: (inputEdgePx - 2) ** 2 * spec.baseFeatures };
}
