import type { Rectangle } from '#domain/image/rectangle.ts';
import { isGpuBackend } from '#domain/model/engineInfo.ts';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { chooseTilePlan } from '#domain/tiling/chooseTileSize.ts';
import type { TilePlan } from '#domain/tiling/tilePlan.ts';
import { hasCode, toAppError } from '#lib/errors.ts';
import type { BackendChoice } from '#workers/chooseBackend.ts';
import { type EngineStatus, NOT_STARTED } from '#workers/engineService.ts';
import {
  type EngineWorkerOptions,
  type EngineWorkers,
  startEngineWorkers,
} from '#workers/engineWorkers.ts';

/** Fresh workers on the same GPU before WebAssembly takes over. */
const MAX_GPU_RESTARTS = 2;
const WORKER_BYTES = 512 * 2 ** 20;
/** Largest input edge by kind of device: fine enough for progress and cancel, large against halos. */
const MAX_EDGE_PX = { gpu: 1020, processor: 700, software: 316 };

export interface EnginePoolOptions extends EngineWorkerOptions {
  readonly choice: BackendChoice;
  /** Forces the input edge of tiles, px; `null` = from the memory at hand. */
  readonly tileEdge: number | null;
}

/** Part of the newest tile in the speed that is expected of the next. */
const NEWEST_SHARE = 0.3;

/** The engine workers of a page: started once, replaced when they fail. */
export class EnginePool {
  readonly #options: EnginePoolOptions;
  readonly #listeners = new Set<(status: EngineStatus) => void>();
  #status = NOT_STARTED;
  #starting: Promise<EngineWorkers> | null = null;
  #gpuRestarts = 0;
  /** Speed of one worker in FLOP/s, mostly that of its last tiles; `null` before the first. */
  flopsPerSecond: number | null = null;

  constructor(options: EnginePoolOptions) {
    this.#options = options;
  }

  /** Calls `listener` at once and at each change; returns its remover. */
  subscribe(listener: (status: EngineStatus) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#status);
    return () => this.#listeners.delete(listener);
  }

  /** The running workers; a failed start is tried again by the next call. */
  workers(): Promise<EngineWorkers> {
    return this.#starting ?? this.#remember(this.#start(this.#options.choice, ''));
  }

  /** Replaces all workers after a failure; WebAssembly when the GPU fails again or is gone. */
  restart(failed: EngineWorkers): Promise<EngineWorkers> {
    for (const handle of failed.handles) handle.terminate();
    this.flopsPerSecond = null;
    return this.#remember(this.#startAgain(failed));
  }

  /** Takes in the speed of a tile, in FLOP/s. A single one tells little on a busy computer. */
  noteSpeed(flopsPerSecond: number): void {
    const former = this.flopsPerSecond ?? flopsPerSecond;
    this.flopsPerSecond = former + NEWEST_SHARE * (flopsPerSecond - former);
  }

  /** Tiles for a region that suit the workers; `maxInputEdge` lowers their size further. */
  plan(
    workers: EngineWorkers,
    network: UnetSpec,
    region: Rectangle,
    maxInputEdge = Number.POSITIVE_INFINITY,
  ): TilePlan {
    const { info, handles } = workers;
    const kind = info.isSoftware ? 'software' : isGpuBackend(info.backend) ? 'gpu' : 'processor';
    return chooseTilePlan(network, region, {
      maxBufferBytes: info.maxBufferBytes,
      workerBytes: WORKER_BYTES,
      workerCount: handles.length,
      maxInputEdge: Math.min(this.#options.tileEdge ?? MAX_EDGE_PX[kind], maxInputEdge),
    });
  }

  /** Keeps the workers to come for later calls, unless they fail to start. */
  #remember(starting: Promise<EngineWorkers>): Promise<EngineWorkers> {
    this.#starting = starting;
    starting.catch(() => {
      if (this.#starting === starting) this.#starting = null;
    });
    return starting;
  }

  async #start(choice: BackendChoice, reason: string): Promise<EngineWorkers> {
    this.#report({ state: 'starting' });
    try {
      const workers = await startEngineWorkers(choice, this.#options, reason);
      this.#report({
        state: 'ready',
        backend: workers.info.backend,
        adapter: workers.info.adapter,
        isSoftware: workers.info.isSoftware,
        workerCount: workers.handles.length,
        fallbackReason: workers.fallbackReason,
      });
      return workers;
    } catch (error) {
      this.#report({ state: 'failed', fallbackReason: toAppError(error).message });
      throw error;
    }
  }

  async #startAgain({ info, fallbackReason }: EngineWorkers): Promise<EngineWorkers> {
    if (!isGpuBackend(info.backend)) return this.#start(info.backend, fallbackReason);
    if (this.#gpuRestarts++ < MAX_GPU_RESTARTS) {
      try {
        return await this.#start(info.backend, fallbackReason);
      } catch (error) {
        if (!hasCode(error, 'backend-unavailable')) throw error;
      }
    }
    return this.#start(
      'wasm',
      'The graphics card failed again and again, so WebAssembly took over. Restart the browser to get its speed back.',
    );
  }

  #report(change: Partial<EngineStatus>): void {
    this.#status = { ...this.#status, ...change };
    for (const listener of this.#listeners) listener(this.#status);
  }
}
