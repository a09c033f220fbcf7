import type { PaintOptions } from '#domain/project/workSettings.ts';
import type { AnnotationState } from '#workers/annotationApi.ts';

/** What the page knows of the annotation of one image; its pixels live in the annotation worker. */
export interface ImageAnnotation {
  readonly state: AnnotationState;
  /** Selected objects, the first selected first. */
  readonly selection: ReadonlySet<number>;
  /** True until it is exported. */
  readonly isUnsaved: boolean;
}

/** Annotations, and what is drawn over the image. */
export interface AnnotationSlice {
  /** By image id; images that nobody annotated have none. */
  readonly annotations: Readonly<Record<string, ImageAnnotation>>;
  readonly shownOverlay: 'prediction' | 'annotation';
  readonly paint: PaintOptions;
}

/** Smallest and largest brush, in px of the image. */
export const BRUSH_RADIUS_RANGE = [0.5, 500] as const;

export const initialAnnotation: AnnotationSlice = {
  annotations: {},
  shownOverlay: 'prediction',
  paint: {
    mode: 'new',
    radiusPx: 6,
    eraseTo: 'background',
    overwritesObjects: false,
    classIndex: 1,
    classCount: 2,
  },
};

export const NOTHING_SELECTED: ReadonlySet<number> = new Set();

/** An annotation that nothing was painted in yet. */
export const EMPTY_ANNOTATION: ImageAnnotation = {
  state: {
    objectCount: 0,
    annotatedPixels: 0,
    highestClass: 1,
    nextLabel: 1,
    undoTitle: null,
    redoTitle: null,
    droppedSteps: 0,
  },
  selection: NOTHING_SELECTED,
  isUnsaved: false,
};

/** The slice with `change` laid over one annotation; unchanged when there is none. */
export function withAnnotation(
  slice: AnnotationSlice,
  imageId: string,
  change: Partial<ImageAnnotation>,
): Pick<AnnotationSlice, 'annotations'> {
  const annotation = slice.annotations[imageId];
  if (!annotation) return { annotations: slice.annotations };
  return { annotations: { ...slice.annotations, [imageId]: { ...annotation, ...change } } };
}

/** The slice without the annotation of one image. */
export function withoutAnnotation(
  slice: AnnotationSlice,
  imageId: string,
): Pick<AnnotationSlice, 'annotations'> {
  const { [imageId]: _removed, ...annotations } = slice.annotations;
  return { annotations };
}
