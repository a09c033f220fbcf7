import type { EngineServiceOptions } from '#workers/createEngineService.ts';
import { type EngineService, type EngineStatus, NOT_STARTED } from '#workers/engineService.ts';
import { loadOnce } from '#workers/loadOnce.ts';

/** The engine, whose script is loaded at the first use: the page is drawn before. */
export function loadEngineService(options: EngineServiceOptions): EngineService {
  const listeners = new Set<(status: EngineStatus) => void>();
  let status = NOT_STARTED;
  const service = loadOnce(async () => {
    const { createEngineService } = await import('#workers/createEngineService.ts');
    const engine = createEngineService(options);
    engine.subscribe((next) => {
      status = next;
      for (const listener of listeners) listener(next);
    });
    return engine;
  });
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      listener(status);
      return () => listeners.delete(listener);
    },
    warmUp: async () => (await service()).warmUp(),
    predict: async (request) => (await service()).predict(request),
    estimateSeconds: async (request) => (await service()).estimateSeconds(request),
  };
}
