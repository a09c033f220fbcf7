import type { Rectangle } from '#domain/image/rectangle.ts';
import { isGpuBackend } from '#domain/model/engineInfo.ts';
import { cropToWriteWindow, type Tile, type TilePlan } from '#domain/tiling/tilePlan.ts';
import { tileCost } from '#domain/unet/tileCost.ts';
import { AppError } from '#lib/errors.ts';
import type { Client } from '#workers/contract.ts';
import type { EngineApi } from '#workers/engineApi.ts';
import type { EngineWorkers } from '#workers/engineWorkers.ts';
import type { ImageApi } from '#workers/imageApi.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

/** A tile in software takes minutes where a GPU takes milliseconds. */
const TILE_DEADLINE_MS = { hardware: 90_000, software: 600_000 };
/** Tiles on their way to a GPU, so that it never waits for the page. */
const TILES_AHEAD = 2;

/** One pass over the tiles that are still to do. */
export interface TileJob {
  readonly imageId: string;
  readonly image: Client<ImageApi>;
  readonly workers: EngineWorkers;
  readonly plan: TilePlan;
  /** Tiles to do; finished ones are removed, so that a second pass goes on where one failed. */
  readonly remaining: Set<Tile>;
  readonly averageSymmetries: boolean;
  readonly signal: AbortSignal;
  /** After each stored tile: its part of the image, and what it took. */
  readonly onTile: (changed: Rectangle, flopsPerSecond: number | null) => void;
}

/**
 * Runs the remaining tiles on all workers at once.
 *
 * @throws the first failure, after the other tiles in flight were called off
 */
export async function runTiles(job: TileJob): Promise<void> {
  const queue = [...job.remaining];
  const stop = new AbortController();
  const signal = AbortSignal.any([job.signal, stop.signal]);
  const isGpu = isGpuBackend(job.workers.info.backend);
  const lanes = job.workers.handles.flatMap((handle) =>
    Array.from({ length: isGpu ? TILES_AHEAD : 1 }, () => handle),
  );
  const runLane = async (handle: WorkerHandle<EngineApi>) => {
    for (let tile = queue.shift(); tile; tile = queue.shift()) {
      const { changed, flopsPerSecond } = await runTile(job, handle, tile, signal);
      job.remaining.delete(tile);
      job.onTile(changed, flopsPerSecond);
    }
  };
  const failures: unknown[] = [];
  await Promise.all(
    lanes.map((handle) =>
      runLane(handle).catch((error: unknown) => {
        failures.push(error);
        stop.abort();
      }),
    ),
  );
  if (job.signal.aborted) throw new AppError('cancelled', 'The segmentation was cancelled.');
  if (failures.length > 0) throw failures[0];
}

async function runTile(
  job: TileJob,
  { client }: WorkerHandle<EngineApi>,
  tile: Tile,
  signal: AbortSignal,
): Promise<{ changed: Rectangle; flopsPerSecond: number | null }> {
  const { imageId, image, plan, workers, averageSymmetries } = job;
  const { read, write } = tile;
  const network = workers.model?.network;
  if (!network) throw new AppError('internal', 'No model is loaded on the engine.');
  const pixels = await image.readWindow({ imageId, window: read }, { signal });
  const { isCompiled } = workers;
  const startMs = performance.now();
  const deadlineMs = TILE_DEADLINE_MS[workers.info.isSoftware ? 'software' : 'hardware'];
  const { probability } = await client.predictTile(
    { pixels, width: read.width, height: read.height, averageSymmetries },
    { signal, transfer: [pixels.buffer], deadlineMs },
  );
  const seconds = (performance.now() - startMs) / 1000;
  workers.isCompiled = true;
  const kept = cropToWriteWindow(probability, plan.outputWidth, tile, network.depth);
  const changed = await image.writeWindow(
    { imageId, window: write, probability: kept },
    { signal, transfer: [kept.buffer] },
  );
  const passes = averageSymmetries ? 8 : 1;
  const { flops } = tileCost(network, read.width, read.height);
  return { changed, flopsPerSecond: isCompiled ? (passes * flops) / seconds : null };
}
