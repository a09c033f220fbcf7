import { tinyTraining } from '#testing/trainingSetup.ts';
import { createTrainingService } from '#workers/training/createTrainingService.ts';
import type { StartTraining, TrainingStatus } from '#workers/trainingService.ts';

/** Runs a tiny training to its end, on WebAssembly unless a service is given. */
export async function runToEnd(
  change: Partial<StartTraining> = {},
  service = createTrainingService({ backend: 'wasm' }),
) {
  const run = await service.start(tinyTraining(change));
  const status = await run.finished;
  return { run, status };
}

/** The loss curve of a run. */
export function lossOf({ history }: Pick<TrainingStatus, 'history'>) {
  return history.loss;
}
