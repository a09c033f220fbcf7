import type { TrainingImage } from '#domain/training/trainingImage.ts';
import type { TrainingDataRecord } from '#domain/training/trainingRecord.ts';
import { AppError } from '#lib/errors.ts';
import { sendImages } from '#workers/training/imageReceiver.ts';
import type { SplitImages } from '#workers/training/recordOf.ts';
import type { SurveyApi, SurveyedImage } from '#workers/training/surveyApi.ts';
import type { StartTraining } from '#workers/trainingService.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

/** The data of a run, looked through. */
export interface SurveyedData {
  readonly split: SplitImages;
  /** Of the annotated objects that are trained on, px². */
  readonly areas: readonly number[];
  readonly records: readonly TrainingDataRecord[];
}

/**
 * Splits the images of a run and looks them through, in a worker: with large images that takes
 * seconds, for which the page must not stand still.
 *
 * @throws `worker-died`
 */
export async function surveyData(
  { images, validationImages, recipe }: StartTraining,
  spawn: () => WorkerHandle<SurveyApi>,
): Promise<SurveyedData> {
  const handle = spawn();
  try {
    const all = [...images, ...(validationImages ?? [])];
    await sendImages(handle.client, all);
    const { training, validation, areas, records } = await handle.client.survey({
      validationCount: validationImages?.length ?? null,
      share: recipe.validationShare,
      seed: recipe.seed,
    });
    const find = (surveyed: SurveyedImage): TrainingImage => found(all, surveyed);
    const split = { training: training.map(find), validation: validation.map(find) };
    return { split, areas, records };
  } finally {
    handle.terminate();
  }
}

function found(all: readonly TrainingImage[], { place, annotation }: SurveyedImage): TrainingImage {
  const image = all[place];
  if (!image) throw new AppError('internal', `There is no image ${place} of ${all.length}.`);
  return annotation ? { ...image, annotation } : image;
}
