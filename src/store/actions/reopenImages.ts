import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { dropOffer } from '#store/actions/forgetClosed.ts';
import { settleEdits } from '#store/actions/leavePage.ts';
import { restoreImage, reviveImage } from '#store/actions/restoreImage.ts';
import { restoreAnnotation } from '#store/actions/restorePage.ts';
import { extractChanged } from '#store/actions/tuneObjects.ts';
import { pageKey } from '#store/autosave/autosave.ts';
import { keepNewMap } from '#store/autosave/keepMap.ts';
import { shownPage } from '#store/autosave/noteEntry.ts';
import { hasSameValues } from '#store/autosave/projectFacts.ts';
import { type ClosedImage, type Closing, isRead } from '#store/history/closing.ts';
import { moveStep } from '#store/history/recordSteps.ts';
import { selectSettingsFor } from '#store/selectors/objectSettings.ts';
import { withAnnotation } from '#store/slices/annotationSlice.ts';
import type { HistoryStep } from '#store/slices/historySlice.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { historyText } from '#text/history.ts';

/** Brings closed images back after every undo and redo asked before. Never rejects. */
export function takeClosingBack(context: ActionContext, step: HistoryStep): Promise<void> {
  const { history } = context.running;
  history.tail = history.tail
    .then(() => reopenImages(context, step))
    .catch((error: unknown) => reportFailure(context, historyText.failed, error));
  return history.tail;
}

/** Brings images back that were closed together, with all that belongs to them. */
export async function reopenImages(context: ActionContext, step: HistoryStep): Promise<void> {
  const { running, store } = context;
  const closing = running.history.closings.get(step);
  if (!closing) return;
  running.history.closings.delete(step);
  dropOffer(context, closing);
  const { images, currentImageId } = closing;
  // Places were noted one after the other, while images went.
  for (const image of images.toReversed()) putBack(context, image);
  if (images.some(({ entry }) => entry.id === currentImageId)) store.setState({ currentImageId });
  else if (store.getState().currentImageId === null) {
    store.setState({ currentImageId: images[0]?.entry.id ?? null });
  }
  moveStep(context, step, 'undo');
  for (const { entry } of images) {
    await bringBack(context, entry.id, closing.replaceCounts);
    catchUp(context, entry.id);
  }
}

/** A slider that was ahead of its objects when the image was closed is so still. */
function catchUp(context: ActionContext, imageId: string): void {
  const state = context.store.getState();
  const result = state.results[imageId];
  const wanted = result && selectSettingsFor(state, imageId, result.modelId);
  if (wanted && !hasSameValues(wanted, result.settings)) extractChanged(context, imageId);
}

function putBack(
  { store }: ActionContext,
  { entry, place, result, annotation, tuned }: ClosedImage,
): void {
  const { id } = entry;
  store.setState((state) => ({
    images: state.images.toSpliced(place, 0, entry),
    ...(result && { results: { ...state.results, [id]: { ...result, isExtracting: false } } }),
    ...(annotation && { annotations: { ...state.annotations, [id]: annotation } }),
    ...(tuned && { tunedSettings: { ...state.tunedSettings, [id]: tuned } }),
  }));
}

/** What is not in memory comes from the project; workers that died have forgotten the image. */
async function bringBack(
  context: ActionContext,
  imageId: string,
  counts: Closing['replaceCounts'],
): Promise<void> {
  const { image, annotation } = context.running.replaceCounts;
  const entry = findEntry(context.store.getState(), imageId);
  if (entry && !isRead(entry)) {
    if (entry.status === 'loading') await restoreImage(context, imageId);
    return;
  }
  if (image !== counts.image) await reviveImage(context, imageId);
  else keepUnkeptMap(context, imageId);
  const isHeld = context.store.getState().annotations[imageId] !== undefined;
  if (annotation !== counts.annotation || !isHeld) await restoreAnnotation(context, imageId);
  else await showEdited(context, imageId);
}

/** The run may have ended in the moment in which the image was closed. */
function keepUnkeptMap(context: ActionContext, imageId: string): void {
  const { store, running } = context;
  const pageIndex = findEntry(store.getState(), imageId)?.info?.pageIndex ?? 0;
  const isKept = running.autosave.maps.has(pageKey(imageId, pageIndex));
  if (!isKept && store.getState().results[imageId]) keepNewMap(context, imageId);
}

/** What was painted last may have been done after the image was closed. */
async function showEdited(context: ActionContext, imageId: string): Promise<void> {
  await settleEdits(context, imageId);
  const page = shownPage(context, imageId);
  if (!page || !context.store.getState().annotations[imageId]) return;
  const state = await context.services.annotation.open(page);
  context.store.setState((former) => withAnnotation(former, imageId, { state }));
}
