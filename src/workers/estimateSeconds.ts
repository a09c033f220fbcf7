import type { UnetSpec } from '#domain/model/modelCard.ts';
import { tileCost } from '#domain/unet/tileCost.ts';
import { inputEdgeFor } from '#domain/unet/validShape.ts';
import type { EngineService } from '#workers/engineService.ts';
import { type EngineWorkers, loadModelOn } from '#workers/engineWorkers.ts';
import type { PredictContext } from '#workers/predictImage.ts';

/** Runs with less work than this never take a minute on real hardware; they are not worth a probe. */
const PROBE_FROM_FLOPS = 3e11;

/**
 * Seconds that a run over a whole image would take, from the speed of earlier tiles or of a small
 * probe; `null` when it is short and nothing was measured yet.
 */
export async function estimateSeconds(
  { pool, findModel }: PredictContext,
  request: Parameters<EngineService['estimateSeconds']>[0],
): Promise<number | null> {
  const { modelId, width, height, averageSymmetries } = request;
  const workers = await pool.workers();
  const network = await loadModelOn(workers, findModel(modelId), new AbortController().signal);
  const plan = pool.plan(workers, network, { x: 0, y: 0, width, height });
  const passes = averageSymmetries ? 8 : 1;
  const flopsPerTile = tileCost(network, plan.inputWidth, plan.inputHeight).flops;
  const flops = passes * plan.tiles.length * flopsPerTile;
  const isShort = !workers.info.isSoftware && flops < PROBE_FROM_FLOPS;
  if (pool.flopsPerSecond === null && isShort) return null;
  pool.flopsPerSecond ??= await probe(workers, network);
  return flops / (pool.flopsPerSecond * workers.handles.length);
}

/** One run may fall into a moment in which the computer does something else. */
const PROBE_RUNS = 3;

/** Speed of one worker on the smallest tile: its fastest run after one that compiles shaders. */
async function probe(workers: EngineWorkers, network: UnetSpec): Promise<number> {
  const edge = inputEdgeFor(1, network.depth);
  await runSmallestTile(workers, network, edge);
  let seconds = Number.POSITIVE_INFINITY;
  for (let run = 0; run < PROBE_RUNS; run++) {
    seconds = Math.min(seconds, await runSmallestTile(workers, network, edge));
  }
  workers.isCompiled = true;
  return tileCost(network, edge, edge).flops / seconds;
}

/** Seconds that the first worker takes for one tile of `edge` px. */
async function runSmallestTile(
  { handles: [handle] }: EngineWorkers,
  network: UnetSpec,
  edge: number,
): Promise<number> {
  const pixels = new Float32Array(edge * edge * network.inputChannels);
  const startMs = performance.now();
  await handle?.client.predictTile(
    { pixels, width: edge, height: edge, averageSymmetries: false },
    { transfer: [pixels.buffer] },
  );
  return (performance.now() - startMs) / 1000;
}
