import type { ActionContext } from '#store/actions/actionContext.ts';
import { dropAnnotation } from '#store/actions/editAnnotation.ts';
import { selectUnsavedCount, unsavedParts } from '#store/selectors/unsavedWork.ts';
import { findEntry, withoutEntry } from '#store/slices/imagesSlice.ts';
import { withoutResult } from '#store/slices/resultsSlice.ts';
import { withoutTuned } from '#store/slices/tuningSlice.ts';

/** Closes an image; asks first when its objects or its annotation were not exported. */
export async function closeImage(context: ActionContext, imageId: string): Promise<void> {
  const state = context.store.getState();
  const entry = findEntry(state, imageId);
  if (!entry) return;
  const parts = unsavedParts(state, imageId);
  if (parts !== null) {
    const isSure = await context.ask({
      title: `Close ${entry.name}?`,
      message: `Its ${parts} ${parts === 'annotation' ? 'was' : 'were'} not exported and will be lost.`,
      confirmLabel: 'Close image',
      declineLabel: 'Keep it open',
      isDestructive: true,
    });
    if (!isSure) return;
  }
  dropImage(context, imageId);
}

/** Closes every image; asks once when objects were not exported. */
export async function closeAll(context: ActionContext): Promise<void> {
  const unsavedCount = selectUnsavedCount(context.store.getState());
  if (unsavedCount > 0) {
    const isSure = await context.ask({
      title: 'Close all images?',
      message: `The objects or annotations of ${unsavedCount === 1 ? 'one image' : `${unsavedCount} images`} were not exported and will be lost.`,
      confirmLabel: 'Close all',
      declineLabel: 'Keep them open',
      isDestructive: true,
    });
    if (!isSure) return;
  }
  for (const { id } of context.store.getState().images) dropImage(context, id);
}

/** Takes an image out of the state, stops what works on it and frees its pixels. */
function dropImage(context: ActionContext, imageId: string): void {
  const { services, store, running } = context;
  running.decoding.get(imageId)?.abort();
  running.extractions.get(imageId)?.controller.abort();
  if (store.getState().job?.imageId === imageId) running.segmentation?.image.abort();
  dropAnnotation(context, imageId);
  store.setState((state) => ({
    ...withoutEntry(state, imageId),
    ...withoutResult(state, imageId),
    ...withoutTuned(state, imageId),
  }));
  // A worker that died has freed the pixels already: nothing to tell the user.
  services.image.removeImage({ imageId }).catch(() => null);
}
