import type { AppState } from '#store/appState.ts';
import { selectHasUnkeptRun } from '#store/selectors/trainingData.ts';

/** Number of images whose objects or annotation were never exported since they last changed. */
export function selectUnsavedCount(state: AppState): number {
  return state.images.filter(({ id }) => unsavedParts(state, id) !== null).length;
}

/** What of an image would be lost, for people; `null` when nothing would. */
export function unsavedParts(state: AppState, imageId: string): string | null {
  const parts = [
    state.results[imageId]?.isUnsaved ? 'objects' : '',
    state.annotations[imageId]?.isUnsaved ? 'annotation' : '',
  ];
  return parts.filter(Boolean).join(' and ') || null;
}

/** True when closing the page would lose results or weights, or stop a run. */
export function selectMustWarnOnClose(state: AppState): boolean {
  return state.job !== null || selectUnsavedCount(state) > 0 || selectHasUnkeptRun(state);
}
