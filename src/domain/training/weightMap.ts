import { UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { NO_OBJECT, visitNearestObjects } from '#domain/training/nearestObjects.ts';
import type { WeightMapSettings } from '#domain/training/weightMapSettings.ts';

/** Rarer classes are weighted as if they had this share, so that a few pixels do not rule a step. */
const SMALLEST_SHARE = 0.01;

/** What a weight map is made of. */
export interface WeightMapInput {
  /** Touching objects already cut apart. */
  readonly annotation: LabelImage;
  /** [height, width], class indices, 0 = background; of no meaning where nothing is annotated. */
  readonly target: Uint8Array;
  /** Shares of the classes in the annotated pixels, see `classShares`. */
  readonly shares: readonly number[];
  readonly settings: WeightMapSettings;
}

/**
 * Weight of every pixel, [height, width], ≥ 0:
 * w = wc + borderWeight · exp(−(d1 + d2)² / 2 · borderSigmaPx²), where d1 and d2 are the distances
 * to the nearest two objects. Pixels that are not annotated weigh 0.
 *
 * The border term counts on background pixels only, and not where there are fewer than two objects.
 * With `foreground-ratio`, as in the 2019 plug-in, wc is 1 on objects and
 * ratio + (1 − ratio) · exp(−d1² / 2 · balanceSigmaPx²) on background; the border term is added to
 * it. With `inverse-frequency`, wc = 1 / (2 · share of the class), a share below 1 % counting as
 * 1 %.
 *
 * Sources: Ronneberger 2015, eq. 2; Falk 2019 and its plug-in's source (lmb-freiburg).
 */
export function weightMap(input: WeightMapInput): Float32Array<ArrayBuffer> {
  const { annotation, target, settings } = input;
  const { width, data } = annotation;
  const weights = new Float32Array(data.length);
  const balance = classWeights(input);
  const isNearWeighted = settings.balance === 'foreground-ratio';
  visitNearestObjects(annotation, (y, nearest, second) => {
    const start = y * width;
    for (let x = 0; x < width; x++) {
      const i = start + x;
      if (data[i] === UNANNOTATED) continue;
      const classIndex = target[i] as number;
      let weight = balance[classIndex] as number;
      if (classIndex === 0) {
        weight += borderTerm(nearest[x] as number, second[x] as number, settings);
        if (isNearWeighted) weight += nearTerm(nearest[x] as number, settings);
      }
      weights[i] = weight;
    }
  });
  return weights;
}

function borderTerm(
  nearestSquared: number,
  secondSquared: number,
  { borderWeight, borderSigmaPx }: WeightMapSettings,
): number {
  if (secondSquared === NO_OBJECT) return 0;
  const sum = (Math.sqrt(nearestSquared) + Math.sqrt(secondSquared)) / borderSigmaPx;
  return borderWeight * Math.exp(-0.5 * sum * sum);
}

/** What background near objects weighs more than background far away. */
function nearTerm(
  nearestSquared: number,
  { foregroundBackgroundRatio, balanceSigmaPx }: WeightMapSettings,
): number {
  if (nearestSquared === NO_OBJECT) return 0;
  const exponent = (-0.5 * nearestSquared) / (balanceSigmaPx * balanceSigmaPx);
  return (1 - foregroundBackgroundRatio) * Math.exp(exponent);
}

/** wc by class; for `foreground-ratio`, that of background far from all objects. */
function classWeights({ shares, settings }: WeightMapInput): number[] {
  return shares.map((share, classIndex) => {
    if (settings.balance === 'inverse-frequency') return 0.5 / Math.max(share, SMALLEST_SHARE);
    const isRatio = settings.balance === 'foreground-ratio' && classIndex === 0;
    return isRatio ? settings.foregroundBackgroundRatio : 1;
  });
}

/** Annotation and classes of one image. */
export interface AnnotatedClasses {
  readonly annotation: LabelImage;
  readonly target: Uint8Array;
}

/** Share of each class index in the annotated pixels of all images together, 0…1; entry 0 is background. */
export function classShares(images: readonly AnnotatedClasses[]): number[] {
  const counts = new Float64Array(256);
  let largestClass = 0;
  let annotated = 0;
  for (const { annotation, target } of images) {
    for (let i = 0; i < target.length; i++) {
      if (annotation.data[i] === UNANNOTATED) continue;
      const classIndex = target[i] as number;
      counts[classIndex] = (counts[classIndex] as number) + 1;
      largestClass = Math.max(largestClass, classIndex);
      annotated++;
    }
  }
  return Array.from(
    counts.subarray(0, largestClass + 1),
    (count) => count / Math.max(1, annotated),
  );
}
