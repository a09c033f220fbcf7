import type { AppState } from '#store/appState.ts';
import { selectHasUnkeptRun } from '#store/selectors/trainingData.ts';

/** Number of images whose objects were never exported since they last changed. */
export function selectUnsavedCount(state: AppState): number {
  return Object.values(state.results).filter((result) => result.isUnsaved).length;
}

/** True when closing the page would lose results or weights, or stop a run. */
export function selectMustWarnOnClose(state: AppState): boolean {
  return state.job !== null || selectUnsavedCount(state) > 0 || selectHasUnkeptRun(state);
}
