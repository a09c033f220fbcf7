import type { Rectangle } from '#domain/image/rectangle.ts';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { planTiles, type TilePlan } from '#domain/tiling/tilePlan.ts';
import { tileCost } from '#domain/unet/tileCost.ts';
import { inputEdgeFor } from '#domain/unet/validShape.ts';

export interface TileBudget {
  /** Largest single buffer the device takes, bytes; `null` = no fixed limit. */
  readonly maxBufferBytes: number | null;
  /** Bytes that one worker may use for feature maps. */
  readonly workerBytes: number;
  /** Workers that share the tiles. */
  readonly workerCount: number;
  /** Upper limit of the input edge, px: keeps progress and cancel fine-grained. */
  readonly maxInputEdge: number;
}

/** Most cuts tried along each axis when looking for the best plan. */
const MAX_CUTS = 8;

/**
 * Plan with the least estimated time that fits the budget.
 *
 * Larger tiles waste less on halos; more tiles keep more workers busy. The time of a plan is the
 * rounds that its busiest worker needs, times the work of a tile.
 *
 * @returns a plan; when not even the smallest tile fits, the plan with the smallest tiles
 */
export function chooseTilePlan(spec: UnetSpec, region: Rectangle, budget: TileBudget): TilePlan {
  const { depth } = spec;
  const limit = largestFittingEdge(spec, budget);
  const candidates = (length: number) => {
    const edges = new Set<number>();
    for (let cuts = 1; cuts <= MAX_CUTS; cuts++) {
      const edge = inputEdgeFor(Math.ceil(length / cuts), depth);
      if (edge <= limit) edges.add(edge);
    }
    edges.add(limit);
    return edges;
  };
  let best: TilePlan | null = null;
  let bestTime = Number.POSITIVE_INFINITY;
  for (const maxInputWidth of candidates(region.width)) {
    for (const maxInputHeight of candidates(region.height)) {
      const plan = planTiles({ region, depth, maxInputWidth, maxInputHeight });
      const rounds = Math.ceil(plan.tiles.length / budget.workerCount);
      const time = rounds * tileCost(spec, plan.inputWidth, plan.inputHeight).flops;
      if (time < bestTime) {
        best = plan;
        bestTime = time;
      }
    }
  }
  return best ?? planTiles({ region, depth, maxInputWidth: limit, maxInputHeight: limit });
}

/** Largest valid square tile whose maps fit, px; at least the smallest valid one. */
function largestFittingEdge(spec: UnetSpec, budget: TileBudget): number {
  const smallest = inputEdgeFor(1, spec.depth);
  const step = 2 ** spec.depth;
  let edge = smallest;
  while (edge + step <= budget.maxInputEdge) {
    const cost = tileCost(spec, edge + step, edge + step);
    const tooLarge = budget.maxBufferBytes !== null && cost.largestMapBytes > budget.maxBufferBytes;
    if (tooLarge || cost.peakBytes > budget.workerBytes) break;
    edge += step;
  }
  return edge;
}
