import { AppError } from '#lib/errors.ts';
import type { EngineService, PredictRequest } from '#workers/engineService.ts';

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
        if (before) await waitFor(before, request);
        return await engine.predict(request);
      } finally {
        end();
        if (last === turn) last = null;
      }
    },
  };
}

async function waitFor(
  before: Promise<unknown>,
  { signal, onProgress }: PredictRequest,
): Promise<void> {
  onProgress({ phase: 'waiting', tilesDone: 0, tileCount: 0, secondsLeft: null });
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => reject(new AppError('cancelled', 'Cancelled.'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void before.then(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
  });
}
