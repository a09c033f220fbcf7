import type { AppState } from '#store/appState.ts';
import type { EvaluatedImage, ShownComparison } from '#store/slices/evaluationSlice.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import type { ViewerTool } from '#store/slices/viewSlice.ts';

/** Tools that do not change the annotation: with the others in hand it has to be seen. */
const LOOKING: ReadonlySet<ViewerTool> = new Set(['pan', 'select', 'rectangle']);

/** True when an image has objects of a network and an annotation to compare them with. */
export function selectCanEvaluate(state: AppState, imageId: string | null): boolean {
  if (imageId === null || !state.results[imageId]) return false;
  return (state.annotations[imageId]?.state.annotatedPixels ?? 0) > 0;
}

/** Scores of an image while they are those of its present objects and annotation. */
export function selectEvaluated(state: AppState, imageId: string | null): EvaluatedImage | null {
  const found = imageId === null ? undefined : state.evaluation.images[imageId];
  if (!found || imageId === null) return null;
  const isPresent =
    state.results[imageId]?.objects === found.objects &&
    state.annotations[imageId]?.state === found.annotation;
  return isPresent ? found : null;
}

/** True while hits and misses are drawn: nothing is painted, and the annotation is not asked for. */
export function selectShowsComparisons(state: AppState): boolean {
  const { isOpen } = state.evaluation;
  return isOpen && state.shownOverlay === 'prediction' && LOOKING.has(state.tool);
}

/** The comparison to be drawn over an image, `null` while something else is. */
export function selectShownComparison(state: AppState, imageId: string): ShownComparison | null {
  const { shown } = state.evaluation;
  if (shown?.imageId !== imageId || !selectShowsComparisons(state)) return null;
  return selectEvaluated(state, imageId) ? shown : null;
}

/** Open images that can be evaluated, in the order of the list. A new array each time. */
export function selectEvaluableImages(state: AppState): readonly ImageEntry[] {
  return state.images.filter(({ id }) => selectCanEvaluate(state, id));
}
