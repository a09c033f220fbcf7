import type { EngineService } from '#workers/engineService.ts';
import { estimateSeconds } from '#workers/estimateSeconds.ts';
import { type PredictContext, predictImage } from '#workers/predictImage.ts';

/** The engine as the store sees it. */
export function createEngineService(context: PredictContext): EngineService {
  return {
    subscribe: (listener) => context.pool.subscribe(listener),
    warmUp: async () => {
      await context.pool.workers();
    },
    predict: (request) => predictImage(context, request),
    estimateSeconds: (request) => estimateSeconds(context, request),
  };
}
