import type { AppState } from '#store/appState.ts';
import { selectHasUnkeptRun } from '#store/selectors/trainingData.ts';
import { isBatchBusy } from '#store/slices/batchSlice.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { madeText } from '#text/messages.ts';

/** Number of images whose objects or annotation were never exported since they last changed. */
export function selectUnsavedCount(state: AppState): number {
  return state.images.filter(({ id }) => unsavedParts(state, id) !== null).length;
}

/** What of an image, all its pages, was not exported since it last changed; `null` = nothing. */
export function unsavedParts(state: AppState, imageId: string): string | null {
  const entry = findEntry(state, imageId);
  const others = entry?.predictions.filter(({ pageIndex }) => pageIndex !== entry.info?.pageIndex);
  const found = [state.results[imageId], ...(others ?? [])];
  const isAnnotationUnsaved = state.annotations[imageId]?.isUnsaved || entry?.hasUnsavedPages;
  const parts = [
    found.some((one) => one?.isUnsaved) ? madeText.objects : '',
    isAnnotationUnsaved ? madeText.annotation : '',
  ];
  return madeText.parts(parts.filter(Boolean)) || null;
}

/** True when closing the page now would lose work or weights, or stop a run. */
export function selectMustWarnOnClose(state: AppState): boolean {
  if (state.exportRun?.isDone === false) return true;
  return (
    state.job !== null || isBatchBusy(state) || selectHasUnkeptRun(state) || isWorkUnsafe(state)
  );
}

/** True while something that the user did is not safe on disk. */
function isWorkUnsafe(state: AppState): boolean {
  const { save, isSaveSlow } = state.project;
  if (save.kind === 'memory') return selectUnsavedCount(state) > 0;
  return save.kind === 'failed' || save.kind === 'lost' || (save.kind === 'saving' && isSaveSlow);
}
