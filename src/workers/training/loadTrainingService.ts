import { loadOnce } from '#workers/loadOnce.ts';
import type { TrainingServiceOptions } from '#workers/training/createTrainingService.ts';
import type { TrainingService } from '#workers/trainingService.ts';

/** The training service, its script loaded at the first use: most visits only segment. */
export function loadTrainingService(options: TrainingServiceOptions): TrainingService {
  const service = loadOnce(async () => {
    const { createTrainingService } = await import('#workers/training/createTrainingService.ts');
    return createTrainingService(options);
  });
  return {
    start: async (request) => (await service()).start(request),
    plan: async (request) => (await service()).plan(request),
  };
}
