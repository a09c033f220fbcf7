import type { LabelImage } from '#domain/image/labelImage.ts';

/** An image ready to be trained or validated on. */
export interface TrainingImage {
  /** Stable within a run, such as the image's id. */
  readonly id: string;
  /** For people and the record. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** [height, width, channels], normalised, at the recipe's scale */
  readonly pixels: Float32Array<ArrayBuffer>;
  readonly inputChannels: number;
  /** Annotation values (see `annotationValues.ts`) at the same scale. */
  readonly annotation: LabelImage;
  /** Classes of objects that are not 1. */
  readonly classes: ReadonlyMap<number, number>;
}
