import type { ObjectTable } from '#domain/measurement/objectTable.ts';
import type { WrongObject } from '#domain/metrics/truth/comparedObjects.ts';
import type { ImageComparison } from '#domain/metrics/truth/imageComparison.ts';
import type { AnnotationState } from '#workers/annotationApi.ts';

/** Scores of one image, and what they were taken of. */
export interface EvaluatedImage {
  readonly comparison: ImageComparison;
  /** Model that found the objects. */
  readonly modelId: string;
  /** Objects and annotation that were compared; others since make the scores those of the past. */
  readonly objects: ObjectTable;
  readonly annotation: AnnotationState;
}

/** The comparison that can be drawn over its image. */
export interface ShownComparison {
  readonly imageId: string;
  /** Counts up with every change of its tiles. */
  readonly revision: number;
  /** Missed and false objects at the chosen threshold. */
  readonly wrong: readonly WrongObject[];
}

/** Comparison of objects with annotations, of the images that are open. */
export interface EvaluationSlice {
  readonly evaluation: {
    readonly isOpen: boolean;
    /** IoU from which an object counts as found. */
    readonly iouThreshold: number;
    /** By image id. */
    readonly images: Readonly<Record<string, EvaluatedImage>>;
    readonly shown: ShownComparison | null;
    /** The image that is compared now, from 1, and how many; `null` = none. */
    readonly running: { readonly position: number; readonly count: number } | null;
  };
}

export const initialEvaluation: EvaluationSlice = {
  evaluation: { isOpen: false, iouThreshold: 0.5, images: {}, shown: null, running: null },
};

/** The slice with `change` laid over it. */
export function withEvaluation(
  { evaluation }: EvaluationSlice,
  change: Partial<EvaluationSlice['evaluation']>,
): EvaluationSlice {
  return { evaluation: { ...evaluation, ...change } };
}
