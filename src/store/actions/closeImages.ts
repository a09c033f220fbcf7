import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import { type ActionContext, notify } from '#store/actions/actionContext.ts';
import { settleEdits } from '#store/actions/leavePage.ts';
import { restoreImage, reviveImage } from '#store/actions/restoreImage.ts';
import { restoreAnnotation } from '#store/actions/restorePage.ts';
import type { Autosave } from '#store/autosave/autosave.ts';
import { shownPage } from '#store/autosave/noteEntry.ts';
import { noteChange } from '#store/autosave/saving.ts';
import {
  type ImageAnnotation,
  withAnnotation,
  withoutAnnotation,
} from '#store/slices/annotationSlice.ts';
import { findEntry, type ImageEntry, withoutEntry } from '#store/slices/imagesSlice.ts';
import { type ImageResult, withoutResult } from '#store/slices/resultsSlice.ts';
import { withoutTuned } from '#store/slices/tuningSlice.ts';
import { savingText } from '#text/saving.ts';

/** A closed image as the page knew it; its pixels stay in the workers until it is forgotten. */
interface ClosedImage {
  readonly entry: ImageEntry;
  readonly place: number;
  readonly result: ImageResult | undefined;
  readonly annotation: ImageAnnotation | undefined;
  readonly tuned: Readonly<Record<string, InstanceSettings>> | undefined;
}

/** Closes an image; its notice brings it back with all that belongs to it, as long as it is shown. */
export async function closeImage(context: ActionContext, imageId: string): Promise<void> {
  const { pageTurns } = context.running;
  if (pageTurns.has(imageId)) await pageTurns.get(imageId);
  const entry = findEntry(context.store.getState(), imageId);
  if (entry) closeTogether(context, [imageId], savingText.closed(entry.name));
}

/** Closes every image; their notice brings them back. */
export async function closeAll(context: ActionContext): Promise<void> {
  await Promise.all(context.running.pageTurns.values());
  const ids = context.store.getState().images.map(({ id }) => id);
  if (ids.length > 0) closeTogether(context, ids, savingText.closedAll(ids.length));
}

function closeTogether(context: ActionContext, imageIds: readonly string[], text: string): void {
  const { running, store } = context;
  const { autosave } = running;
  const { currentImageId } = store.getState();
  const counts = { ...running.replaceCounts };
  const closed = imageIds.flatMap((id) => takeOut(context, id) ?? []);
  // An image that was never read to the end leaves nothing to bring back.
  const [whole] = closed;
  if (!whole) return;
  const noticeId = notify(context, text, {
    label: savingText.undo,
    run: async () => {
      autosave.closeNoticeIds.delete(noticeId);
      // Places were noted one after the other, while images went.
      for (const image of closed.toReversed()) putBack(context, image);
      if (closed.some(({ entry }) => entry.id === currentImageId))
        store.setState({ currentImageId });
      for (const { entry } of closed) await bringBack(context, entry.id, counts);
    },
    expire: async () => {
      autosave.closeNoticeIds.delete(noticeId);
      for (const { entry } of closed) forget(context, autosave, entry.id);
    },
  });
  autosave.closeNoticeIds.add(noticeId);
}

/** Closes images for good, without a word. */
export function dropImages(context: ActionContext, imageIds: readonly string[]): void {
  for (const imageId of imageIds) {
    if (takeOut(context, imageId)) forget(context, context.running.autosave, imageId);
  }
}

/** Takes an image out of the state and stops what works on it. */
function takeOut(context: ActionContext, imageId: string): ClosedImage | null {
  const { store, running } = context;
  const state = store.getState();
  const entry = findEntry(state, imageId);
  if (!entry) return null;
  running.decoding.get(imageId)?.abort();
  running.extractions.get(imageId)?.controller.abort();
  if (state.job?.imageId === imageId) running.segmentation?.image.abort();
  const place = state.images.indexOf(entry);
  const closed = {
    entry: isRead(entry) ? { ...entry, status: 'ready' as const } : entry,
    place,
    result: state.results[imageId],
    annotation: state.annotations[imageId],
    tuned: state.tunedSettings[imageId],
  } as const;
  store.setState({
    ...withoutEntry(state, imageId),
    ...withoutResult(state, imageId),
    ...withoutTuned(state, imageId),
    ...withoutAnnotation(state, imageId),
  });
  if (entry.info) return closed;
  forget(context, running.autosave, imageId);
  return null;
}

/** False for an image of the project whose pixels are not back yet, or are missing. */
function isRead({ channels }: ImageEntry): boolean {
  return channels.length > 0;
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

/** Workers that died meanwhile have forgotten the image. */
async function bringBack(
  context: ActionContext,
  imageId: string,
  counts: ActionContext['running']['replaceCounts'],
): Promise<void> {
  const { image, annotation } = context.running.replaceCounts;
  const entry = findEntry(context.store.getState(), imageId);
  if (entry && !isRead(entry)) {
    if (entry.status === 'loading') await restoreImage(context, imageId);
    return;
  }
  if (image !== counts.image) await reviveImage(context, imageId);
  if (annotation !== counts.annotation) await restoreAnnotation(context, imageId);
  else await showEdited(context, imageId);
}

/** What was painted last may have been done after the image was closed. */
async function showEdited(context: ActionContext, imageId: string): Promise<void> {
  await settleEdits(context, imageId);
  const page = shownPage(context, imageId);
  if (!page || !context.store.getState().annotations[imageId]) return;
  const state = await context.services.annotation.open(page);
  context.store.setState((former) => withAnnotation(former, imageId, { state }));
}

/** Frees the memory of a closed image, and its place in storage. */
function forget(context: ActionContext, autosave: Autosave, imageId: string): void {
  const { services, running } = context;
  for (const kept of [autosave.maps, autosave.annotations]) {
    for (const [key, page] of kept) if (page.imageId === imageId) kept.delete(key);
  }
  autosave.sources.delete(imageId);
  autosave.removedImageIds.add(imageId);
  // A worker that died has freed them already: nothing to tell the user.
  services.image.removeImage({ imageId }).catch(() => null);
  if (running.annotating.delete(imageId)) services.annotation.close({ imageId }).catch(() => null);
  if (running.autosave === autosave) noteChange(context);
}
