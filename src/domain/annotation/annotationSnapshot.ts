import type { LabelImage } from '#domain/image/labelImage.ts';

/** The annotation of one image. */
export interface AnnotationSnapshot {
  readonly labels: LabelImage;
  /** Classes of objects that are not 1. */
  readonly classes: ReadonlyMap<number, number>;
}
