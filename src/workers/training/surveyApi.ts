import type { LabelImage } from '#domain/image/labelImage.ts';
import type { TrainingDataRecord } from '#domain/training/trainingRecord.ts';
import type { ImageReceiver } from '#workers/training/imageReceiver.ts';

/** What a worker that lives for one run's start finds out of its data. Types only. */
export interface SurveyApi extends ImageReceiver {
  /** Splits the images given so far, measures their objects and takes their fingerprints. */
  survey(request: {
    /** How many of the images, the last ones, are for validation; `null` = split off by the seed. */
    readonly validationCount: number | null;
    /** Kept for validation, 0…0.9. */
    readonly share: number;
    readonly seed: number;
  }): DataSurvey;
}

/** The data of a run, without the pixels that the caller has. */
export interface DataSurvey {
  readonly training: readonly SurveyedImage[];
  readonly validation: readonly SurveyedImage[];
  /** Of the annotated objects that are trained on, px². */
  readonly areas: readonly number[];
  readonly records: readonly TrainingDataRecord[];
}

/** One of the images that were asked about. */
export interface SurveyedImage {
  /** In the order in which they were given. */
  readonly place: number;
  /** Where a part of its annotation is left out; `null` = as it was. */
  readonly annotation: LabelImage | null;
}
