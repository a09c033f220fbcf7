import type { LabelImage } from '#domain/image/labelImage.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import type { TrainingDataRecord } from '#domain/training/trainingRecord.ts';

/** What a worker that lives for one call finds out of the data of a run. Types only. */
export interface SurveyApi {
  /** Splits the images, measures their objects and takes their fingerprints. */
  survey(request: {
    readonly images: readonly TrainingImage[];
    /** `null` = split off by the seed. */
    readonly validationImages: readonly TrainingImage[] | null;
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
  /** In `images`, then `validationImages`. */
  readonly place: number;
  /** Where a part of its annotation is left out; `null` = as it was. */
  readonly annotation: LabelImage | null;
}
