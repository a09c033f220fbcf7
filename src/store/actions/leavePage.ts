import type { ActionContext } from '#store/actions/actionContext.ts';
import { dropAnnotation } from '#store/actions/editAnnotation.ts';
import { pageKey } from '#store/autosave/autosave.ts';
import { shownPrediction } from '#store/autosave/projectRows.ts';
import { readFreshMap } from '#store/autosave/readMaps.ts';
import { findEntry, withEntry } from '#store/slices/imagesSlice.ts';
import { withoutResult } from '#store/slices/resultsSlice.ts';

/**
 * Puts prediction and annotation of the shown page aside, so that they come back with it. What
 * storage does not have yet is kept in memory.
 */
export async function leavePage(context: ActionContext, imageId: string): Promise<void> {
  await holdMap(context, imageId);
  await settleEdits(context, imageId);
  const isUnsaved = context.store.getState().annotations[imageId]?.isUnsaved;
  if (isUnsaved) {
    context.store.setState((state) => withEntry(state, imageId, () => ({ hasUnsavedPages: true })));
  }
  dropAnnotation(context, imageId);
  asideObjects(context, imageId);
}

/** Takes the objects that are shown away; they come back with `restorePrediction`. */
export function asideObjects({ running, store }: ActionContext, imageId: string): void {
  store.setState((state) => {
    const entry = findEntry(state, imageId);
    const shown = entry && shownPrediction(state, running.autosave, entry, 'any');
    if (!shown) return state;
    const others = entry.predictions.filter(({ pageIndex }) => pageIndex !== shown.pageIndex);
    return {
      ...withoutResult(state, imageId),
      ...withEntry(state, imageId, () => ({ predictions: [...others, shown] })),
    };
  });
}

/** A map that is not stored yet would go with the page. */
async function holdMap(context: ActionContext, imageId: string): Promise<void> {
  const { autosave } = context.running;
  const pageIndex = findEntry(context.store.getState(), imageId)?.info?.pageIndex ?? 0;
  const kept = autosave.maps.get(pageKey(imageId, pageIndex));
  if (!kept || kept.isStored) return;
  const read = await readFreshMap(context, autosave, kept);
  if (read) kept.map = read.map;
}

/** Resolves when no edit of an image is on its way. */
export async function settleEdits({ running }: ActionContext, imageId: string): Promise<void> {
  let tail: Promise<unknown> | undefined;
  for (;;) {
    const next = running.annotating.get(imageId)?.tail;
    if (next === tail) return;
    tail = next;
    await tail;
  }
}
