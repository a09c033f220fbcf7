import { isGpuBackend } from '#domain/model/engineInfo.ts';
import type { Tile, TilePlan } from '#domain/tiling/tilePlan.ts';
import { inputEdgeFor } from '#domain/unet/validShape.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import type { Client } from '#workers/contract.ts';
import type { EnginePool } from '#workers/enginePool.ts';
import type { PredictReport, PredictRequest } from '#workers/engineService.ts';
import { type EngineWorkers, isRecoverable, loadModelOn } from '#workers/engineWorkers.ts';
import type { ImageApi } from '#workers/imageApi.ts';
import type { LoadableModel } from '#workers/modelSource.ts';
import { orCancelled } from '#workers/orCancelled.ts';
import { type ReportProgress, trackProgress } from '#workers/runProgress.ts';
import { runTiles } from '#workers/runTiles.ts';

/** Fresh workers on the processor before a run gives up. */
const MAX_CPU_RESTARTS = 2;
/** How much smaller tiles get when the device runs out of memory. */
const SHRINK = 0.7;

/** What a run needs from outside. */
export interface PredictContext {
  readonly pool: EnginePool;
  readonly image: Client<ImageApi>;
  readonly findModel: (modelId: string) => LoadableModel;
}

/**
 * Fills the image worker's probability map tile by tile; the map is kept only when every tile is
 * done. Smaller tiles are tried when memory runs out, fresh workers when one fails.
 *
 * @throws `cancelled` as soon as the request's signal fires; else what the engine reported
 */
export async function predictImage(
  context: PredictContext,
  request: PredictRequest,
): Promise<PredictReport> {
  const { imageId, signal } = request;
  const progress = trackProgress(request.onProgress);
  progress('starting');
  let workers = await orCancelled(context.pool.workers(), signal);
  progress('loading-model');
  workers = await loadModelSafely(context, request, workers);
  const { input, region: wanted } = request;
  const { region } = await context.image.beginPrediction(
    { imageId, input, region: wanted },
    { signal },
  );
  const startMs = performance.now();
  let keep = false;
  try {
    const network = workers.model?.network;
    if (!network) throw new AppError('internal', 'The model was not loaded.');
    let plan = context.pool.plan(workers, network, region);
    let remaining = new Set(plan.tiles);
    const restart = restarter(context.pool, signal);
    while (remaining.size > 0) {
      const failure = await tryTiles(context, request, { workers, plan, remaining, progress });
      if (failure === null) break;
      if (hasCode(failure, 'out-of-memory')) {
        const edge = smallerEdge(plan, network.depth, failure);
        plan = context.pool.plan(workers, network, region, edge);
        remaining = new Set(plan.tiles);
      }
      workers = await loadModelSafely(context, request, await restart(workers, failure));
    }
    keep = true;
    const { backend, adapter } = workers.info;
    const inferenceMs = performance.now() - startMs;
    return { backend, adapter, tileCount: plan.tiles.length, inferenceMs };
  } finally {
    await context.image.endPrediction({ imageId, keep });
  }
}

interface TileRun {
  readonly workers: EngineWorkers;
  readonly plan: TilePlan;
  readonly remaining: Set<Tile>;
  readonly progress: ReportProgress;
}

/** Runs the remaining tiles; returns a failure that fresh workers or smaller tiles may mend. */
async function tryTiles(
  { pool, image }: PredictContext,
  { imageId, averageSymmetries, signal, onTile }: PredictRequest,
  { workers, plan, remaining, progress }: TileRun,
): Promise<unknown> {
  const isGpu = isGpuBackend(workers.info.backend);
  const phase = isGpu && !workers.isCompiled ? 'compiling' : 'predicting';
  progress(phase, plan, remaining.size);
  try {
    await runTiles({
      imageId,
      image,
      workers,
      plan,
      remaining,
      averageSymmetries,
      signal,
      onTile: (changed, flopsPerSecond) => {
        if (flopsPerSecond !== null) pool.noteSpeed(flopsPerSecond);
        onTile(changed);
        progress('predicting', plan, remaining.size);
      },
    });
    return null;
  } catch (error) {
    if (hasCode(error, 'out-of-memory') || isRecoverable(error)) return error;
    throw error;
  }
}

/** Loads the model; on fresh workers when one died meanwhile, as often as tiles are tried on them. */
async function loadModelSafely(
  { pool, findModel }: PredictContext,
  { modelId, signal }: PredictRequest,
  first: EngineWorkers,
): Promise<EngineWorkers> {
  let workers = first;
  const restart = restarter(pool, signal);
  for (;;) {
    try {
      await loadModelOn(workers, findModel(modelId), signal);
      return workers;
    } catch (error) {
      if (!isRecoverable(error)) throw error;
      workers = await restart(workers, error);
    }
  }
}

/** Gives fresh workers for those that failed; on the processor a few times, then it throws the failure. */
function restarter(pool: EnginePool, signal: AbortSignal) {
  let cpuRestarts = 0;
  return async (failed: EngineWorkers, failure: unknown): Promise<EngineWorkers> => {
    if (!isGpuBackend(failed.info.backend) && ++cpuRestarts > MAX_CPU_RESTARTS) throw failure;
    return orCancelled(pool.restart(failed), signal);
  };
}

/** The next smaller limit after the device ran out of memory. */
function smallerEdge(plan: TilePlan, depth: number, failure: unknown): number {
  const edge = Math.max(plan.inputWidth, plan.inputHeight);
  if (edge <= inputEdgeFor(2 ** depth, depth)) throw failure;
  return Math.floor(edge * SHRINK);
}
