import { type ActionContext, closeNotice } from '#store/actions/actionContext.ts';
import type { Autosave } from '#store/autosave/autosave.ts';
import { noteChange } from '#store/autosave/saving.ts';
import type { Closing } from '#store/history/closing.ts';

/** Closed images are gone for good once the history can not bring them back any more. */
export function watchClosings(context: ActionContext): void {
  const { store, running } = context;
  store.subscribe(({ history }, former) => {
    if (history === former.history) return;
    const { closings } = running.history;
    for (const [step, closing] of closings) {
      if (history.past.includes(step)) continue;
      closings.delete(step);
      dropOffer(context, closing);
      for (const { entry } of closing.images) forgetImage(context, closing.autosave, entry.id);
    }
  });
}

/** Takes the notice away that offers closed images back. */
export function dropOffer(context: ActionContext, closing: Closing): void {
  const { noticeId } = closing;
  closing.noticeId = null;
  if (noticeId === null) return;
  context.running.noticeActions.delete(noticeId);
  void closeNotice(context, noticeId, false);
}

/** Frees the memory of a closed image, and its place in storage. */
export function forgetImage(context: ActionContext, autosave: Autosave, imageId: string): void {
  for (const kept of [autosave.maps, autosave.annotations]) {
    for (const [key, page] of kept) if (page.imageId === imageId) kept.delete(key);
  }
  autosave.sources.delete(imageId);
  autosave.removedImageIds.add(imageId);
  freeImage(context, imageId);
  if (context.running.autosave === autosave) noteChange(context);
}

/** Frees the memory of a closed image. */
export function freeImage({ services, running }: ActionContext, imageId: string): void {
  // A worker that died has freed them already: nothing to tell the user.
  services.image.removeImage({ imageId }).catch(() => null);
  if (running.annotating.delete(imageId)) services.annotation.close({ imageId }).catch(() => null);
}
