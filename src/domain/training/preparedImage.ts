import type { LabelImage } from '#domain/image/labelImage.ts';
import { type AnnotationIndex, indexAnnotation } from '#domain/training/annotationIndex.ts';
import { classTarget } from '#domain/training/classTarget.ts';
import { cutTouchingObjects } from '#domain/training/cutTouchingObjects.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import { type AnnotatedClasses, classShares, weightMap } from '#domain/training/weightMap.ts';
import type { WeightMapSettings } from '#domain/training/weightMapSettings.ts';

/** An image with all that samples are read from. */
export interface PreparedImage {
  readonly width: number;
  readonly height: number;
  readonly inputChannels: number;
  /** [height, width, channels] */
  readonly pixels: Float32Array;
  /** Touching objects cut apart. */
  readonly annotation: LabelImage;
  /** [height, width], class indices */
  readonly target: Uint8Array<ArrayBuffer>;
  /** [height, width], 0 = ignored */
  readonly weights: Float32Array<ArrayBuffer>;
  readonly index: AnnotationIndex;
}

/** The weight map of one image, [height, width], its classes balanced over that image alone. */
export function imageWeightMap(
  image: TrainingImage,
  settings: WeightMapSettings,
): Float32Array<ArrayBuffer> {
  const classes = cutClasses(image);
  return weightMap({ ...classes, shares: classShares([classes]), settings });
}

/**
 * Cuts touching objects apart and weights every pixel. The classes are balanced over all images
 * together.
 */
export function prepareImages(
  images: readonly TrainingImage[],
  settings: WeightMapSettings,
): PreparedImage[] {
  const classes = images.map(cutClasses);
  const shares = classShares(classes);
  return images.map((image, i) => {
    const { annotation, target } = classes[i] as AnnotatedClassesOf;
    const { width, height, inputChannels, pixels } = image;
    const weights = weightMap({ annotation, target, shares, settings });
    const index = indexAnnotation(annotation, target);
    return { width, height, inputChannels, pixels, annotation, target, weights, index };
  });
}

interface AnnotatedClassesOf extends AnnotatedClasses {
  readonly target: Uint8Array<ArrayBuffer>;
}

function cutClasses({ annotation, classes }: TrainingImage): AnnotatedClassesOf {
  const cut = cutTouchingObjects(annotation);
  return { annotation: cut, target: classTarget(cut, classes) };
}
