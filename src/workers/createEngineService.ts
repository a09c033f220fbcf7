import { EnginePool, type EnginePoolOptions } from '#workers/enginePool.ts';
import type { EngineService } from '#workers/engineService.ts';
import { spawnEngineWorker } from '#workers/engineWorkers.ts';
import { estimateSeconds } from '#workers/estimateSeconds.ts';
import { type PredictContext, predictImage } from '#workers/predictImage.ts';

/** What the engine needs to know, and whom it works for. */
export interface EngineServiceOptions
  extends Omit<EnginePoolOptions, 'spawn'>,
    Omit<PredictContext, 'pool'> {}

/** The engine as the store sees it. */
export function createEngineService(options: EngineServiceOptions): EngineService {
  const { image, findModel, ...poolOptions } = options;
  const pool = new EnginePool({ ...poolOptions, spawn: spawnEngineWorker });
  const context: PredictContext = { pool, image, findModel };
  return {
    subscribe: (listener) => pool.subscribe(listener),
    warmUp: async () => {
      await pool.workers();
    },
    predict: (request) => predictImage(context, request),
    estimateSeconds: (request) => estimateSeconds(context, request),
  };
}
