import { UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import { objectAreas } from '#domain/training/cutTouchingObjects.ts';
import { splitByImage } from '#domain/training/splitByImage.ts';
import { splitByRegion } from '#domain/training/splitByRegion.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';

/** What a run trains on and what it is judged by; no annotated pixel is in both. */
export interface TrainingSplit {
  readonly training: readonly TrainingImage[];
  /** Empty when nothing can be spared. */
  readonly validation: readonly TrainingImage[];
  /** Part of the only image that validates; `null` when whole images do, or none. */
  readonly region: Rectangle | null;
}

/**
 * Splits annotated images into training and validation, the same for the same seed. Images without
 * annotation are left out; those without objects are only trained on.
 *
 * When a single image holds objects, it is on both sides: its annotation is split by region, and
 * each side is not annotated where the other is. So scoring annotated pixels alone keeps the sides
 * apart.
 *
 * @param share kept for validation, 0…0.9; 0 = none
 */
export function splitTrainingImages(
  images: readonly TrainingImage[],
  share: number,
  seed: number,
): TrainingSplit {
  const annotated = images.filter(isAnnotated);
  const withObjects = annotated.filter(({ annotation }) => objectAreas(annotation.data).size > 0);
  const [only] = withObjects;
  if (withObjects.length !== 1 || !only) {
    const { validation } = splitByImage(withObjects, share, seed);
    const training = annotated.filter((image) => !validation.includes(image));
    return { training, validation, region: null };
  }
  const split = share > 0 ? splitByRegion(only.annotation, share, seed) : null;
  if (!split) return { training: annotated, validation: [], region: null };
  return {
    training: annotated.map((image) =>
      image === only ? { ...only, annotation: split.training } : image,
    ),
    validation: [{ ...only, annotation: split.validation }],
    region: split.region,
  };
}

function isAnnotated({ annotation }: TrainingImage): boolean {
  return annotation.data.some((value) => value !== UNANNOTATED);
}
