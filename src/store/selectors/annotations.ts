import type { AppState } from '#store/appState.ts';
import type { ImageAnnotation } from '#store/slices/annotationSlice.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import { findCard } from '#store/slices/modelsSlice.ts';

/** Annotation of the image in the viewer, `undefined` before the first stroke. */
export function selectCurrentAnnotation(state: AppState): ImageAnnotation | undefined {
  return state.currentImageId === null ? undefined : state.annotations[state.currentImageId];
}

/** Annotation that is drawn and that keys act on; `undefined` while the prediction is shown. */
export function selectShownAnnotation(state: AppState): ImageAnnotation | undefined {
  return state.shownOverlay === 'annotation' ? selectCurrentAnnotation(state) : undefined;
}

/** Open images with at least one annotated pixel, in the order of the list. A new array each time. */
export function selectAnnotatedImages(state: AppState): readonly ImageEntry[] {
  return state.images.filter(({ id }) => isAnnotated(state.annotations[id]));
}

function isAnnotated(annotation: ImageAnnotation | undefined): boolean {
  return annotation !== undefined && annotation.state.annotatedPixels > 0;
}

/** Classes to choose from, background among them: of the model, in use, or added by the user. */
export function selectClassCount(state: AppState): number {
  const ofModel = findCard(state, state.chosenModelId)?.network.classCount ?? 2;
  const inUse = (selectCurrentAnnotation(state)?.state.highestClass ?? 1) + 1;
  return Math.max(2, ofModel, inUse, state.paint.classCount);
}
