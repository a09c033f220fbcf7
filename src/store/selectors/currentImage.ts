import type { AppState } from '#store/appState.ts';
import { findEntry, type ImageEntry } from '#store/slices/imagesSlice.ts';
import type { ImageResult } from '#store/slices/resultsSlice.ts';

/** Entry of the image in the viewer, `undefined` when none is open. */
export function selectCurrentEntry(state: AppState): ImageEntry | undefined {
  return findEntry(state, state.currentImageId);
}

/** Result of the image in the viewer, `undefined` before it is segmented. */
export function selectCurrentResult(state: AppState): ImageResult | undefined {
  return state.currentImageId === null ? undefined : state.results[state.currentImageId];
}

/** True when the image in the viewer can be segmented now. */
export function selectCanSegment(state: AppState): boolean {
  const entry = selectCurrentEntry(state);
  const lacksRectangle = state.runOptions.region === 'rectangle' && entry?.rectangle === null;
  return (
    state.job === null &&
    state.chosenModelId !== null &&
    entry?.status === 'ready' &&
    !lacksRectangle
  );
}

/** True when every plane of the image in the viewer can be segmented now. */
export function selectCanSegmentPlanes(state: AppState): boolean {
  const entry = selectCurrentEntry(state);
  const hasPlanes = (entry?.info?.pageCount ?? 1) > 1 && entry?.file !== null;
  return hasPlanes && selectCanSegment(state);
}

/** True when at least one open image can be segmented now. */
export function selectCanSegmentAll(state: AppState): boolean {
  return (
    state.job === null &&
    state.chosenModelId !== null &&
    state.images.some((entry) => entry.status === 'ready')
  );
}
