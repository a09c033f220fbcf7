import { type EngineInfo, isGpuBackend } from '#domain/model/engineInfo.ts';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import { tileCost } from '#domain/unet/tileCost.ts';
import { trainingCost } from '#domain/unet/trainingCost.ts';
import { inputEdgeFor, outputEdge } from '#domain/unet/validShape.ts';

/**
 * Input edges aimed at where the recipe names none: the paper's on a graphics card; elsewhere one
 * whose steps take seconds. Halos cost less in larger tiles, but validations and pauses come later.
 */
const USUAL_OUTPUT_PX = { gpu: 388, processor: 100, software: 4 };
/** Share of the memory at hand that a training step may take. */
const MEMORY_SHARE = 0.25;
/** What a browser's WebAssembly heap can be counted on to hold. */
const HEAP_BYTES = 2 * 2 ** 30;
/** Assumed where the browser does not tell. */
const USUAL_MEMORY_GB = 4;
/** How much smaller tiles get when memory runs out. */
const SHRINK = 0.8;

/** Tile and batch of a training, and what a step takes. */
export interface StepPlan {
  readonly inputEdgePx: number;
  readonly outputEdgePx: number;
  readonly batchSize: number;
  /** Estimate of what a step needs at its worst moment. */
  readonly memoryBytes: number;
  /** Largest single feature map in bytes. */
  readonly largestMapBytes: number;
  /** Floating-point operations of a step. */
  readonly flops: number;
}

/**
 * Tile and batch from the memory at hand: the recipe's, or the largest that fit up to a usual size.
 * The recipe's own tile is taken as it is, and lowered only when memory runs out.
 *
 * @param memoryGb memory of the device as the browser tells it; `null` = not told
 */
export function planTraining(
  recipe: Pick<TrainingRecipe, 'inputEdgePx' | 'batchSize'>,
  network: UnetSpec,
  info: EngineInfo,
  memoryGb: number | null,
): StepPlan {
  const { depth } = network;
  const { inputEdgePx, batchSize } = recipe;
  if (inputEdgePx !== null) {
    return stepPlan(network, validEdge(inputEdgePx, depth), batchSize);
  }
  const kind = info.isSoftware ? 'software' : isGpuBackend(info.backend) ? 'gpu' : 'processor';
  const memory = MEMORY_SHARE * (memoryGb ?? USUAL_MEMORY_GB) * 2 ** 30;
  const budgetBytes = kind === 'gpu' ? memory : Math.min(memory, HEAP_BYTES);
  let plan = stepPlan(network, inputEdgeFor(USUAL_OUTPUT_PX[kind], depth), batchSize);
  while (!fits(plan, info, budgetBytes)) {
    const next = smallerPlan(plan, network);
    if (!next) break;
    plan = next;
  }
  return plan;
}

/** The next smaller plan: a smaller batch first, then a smaller tile; `null` when it is the last. */
export function smallerPlan(plan: StepPlan, network: UnetSpec): StepPlan | null {
  const { inputEdgePx, batchSize } = plan;
  if (batchSize > 1) return stepPlan(network, inputEdgePx, Math.floor(batchSize / 2));
  const smallest = inputEdgeFor(1, network.depth);
  if (inputEdgePx <= smallest) return null;
  const shrunk = validEdge(Math.floor(inputEdgePx * SHRINK), network.depth);
  return stepPlan(network, Math.max(smallest, shrunk), 1);
}

/** The plan of a given tile and batch. */
export function stepPlan(network: UnetSpec, inputEdgePx: number, batchSize: number): StepPlan {
  const { flops, peakBytes } = trainingCost(network, inputEdgePx, batchSize);
  const { largestMapBytes } = tileCost(network, inputEdgePx, inputEdgePx);
  return {
    inputEdgePx,
    outputEdgePx: outputEdge(inputEdgePx, network.depth),
    batchSize,
    memoryBytes: peakBytes,
    largestMapBytes: batchSize * largestMapBytes,
    flops,
  };
}

/** Largest valid input edge up to `edge`, or the smallest one. */
function validEdge(edge: number, depth: number): number {
  const smallest = inputEdgeFor(1, depth);
  const step = 2 ** depth;
  return smallest + Math.max(0, Math.floor((edge - smallest) / step)) * step;
}

function fits(plan: StepPlan, { maxBufferBytes }: EngineInfo, budgetBytes: number): boolean {
  const isSmallEnough = maxBufferBytes === null || plan.largestMapBytes <= maxBufferBytes;
  return isSmallEnough && plan.memoryBytes <= budgetBytes;
}
