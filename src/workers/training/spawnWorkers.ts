import type { EngineApi } from '#workers/engineApi.ts';
import { spawnEngineWorker } from '#workers/engineWorkers.ts';
import type { SamplingApi } from '#workers/samplingApi.ts';
import { startSampling } from '#workers/samplingService.ts';
import type { SurveyApi } from '#workers/training/surveyApi.ts';
import type { ValidationApi } from '#workers/training/validationApi.ts';
import type { TrainingEngineApi } from '#workers/trainingEngineApi.ts';
import { handleWorker, type WorkerHandle } from '#workers/workerHandle.ts';

/** What the engine worker of a training offers. */
export type TrainerApi = Pick<EngineApi, 'start'> & TrainingEngineApi;

/** How the workers of a training are made. */
export interface TrainingSpawners {
  readonly engine: () => WorkerHandle<TrainerApi>;
  /** Looks the data of one run through. */
  readonly survey: () => WorkerHandle<SurveyApi>;
  readonly sampling: () => WorkerHandle<SamplingApi>;
  readonly validation: () => WorkerHandle<ValidationApi>;
}

/** The workers that come with the page. */
export const TRAINING_SPAWNERS: TrainingSpawners = {
  engine: spawnEngineWorker,
  survey: () => {
    const worker = new Worker(new URL('../survey.worker.ts', import.meta.url), {
      type: 'module',
      name: 'survey',
    });
    return handleWorker<SurveyApi>(worker, 'survey', ['addImage', 'survey']);
  },
  sampling: startSampling,
  validation: () => {
    const worker = new Worker(new URL('../validation.worker.ts', import.meta.url), {
      type: 'module',
      name: 'validation',
    });
    return handleWorker<ValidationApi>(worker, 'validation', [
      'addImage',
      'open',
      'replan',
      'readTile',
      'writeTile',
      'score',
      'picture',
    ]);
  },
};
