import type { TrainingServiceOptions } from '#workers/training/createTrainingService.ts';
import type { TrainingService } from '#workers/trainingService.ts';

/** The training service, its script loaded at the first use: most visits only segment. */
export function loadTrainingService(options: TrainingServiceOptions): TrainingService {
  let loaded: Promise<TrainingService> | null = null;
  const service = () => {
    loaded ??= import('#workers/training/createTrainingService.ts').then(
      ({ createTrainingService }) => createTrainingService(options),
    );
    // A broken connection must not keep the next try from succeeding.
    loaded.catch(() => {
      loaded = null;
    });
    return loaded;
  };
  return {
    start: async (request) => (await service()).start(request),
    plan: async (request) => (await service()).plan(request),
  };
}
