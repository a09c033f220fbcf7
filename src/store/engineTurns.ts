import type { EngineService } from '#workers/engineService.ts';
import { orCancelled } from '#workers/orCancelled.ts';

/**
 * An engine that computes one image at a time, in the order asked for: a model loaded for one run
 * would take the place of another's between two tiles. Who waits is told so and can cancel.
 */
export function inTurns(engine: EngineService): EngineService {
  let last: Promise<unknown> | null = null;
  return {
    ...engine,
    predict: async (request) => {
      const before = last;
      let end = (): void => undefined;
      const mine = new Promise<void>((resolve) => {
        end = resolve;
      });
      const turn = (before ?? Promise.resolve()).then(() => mine);
      last = turn;
      try {
        if (before) {
          request.onProgress({ phase: 'waiting', tilesDone: 0, tileCount: 0, secondsLeft: null });
          await orCancelled(before, request.signal);
        }
        return await engine.predict(request);
      } finally {
        end();
        if (last === turn) last = null;
      }
    },
  };
}
