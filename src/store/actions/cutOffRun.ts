import { type ActionContext, notify } from '#store/actions/actionContext.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { noticeText } from '#text/messages.ts';

const PLACE = 'cellpane-run';

/**
 * Keeps which images a run over several has still to do, so that a reload does not lose the rest of
 * it; none = it is over.
 */
export function noteRest(imageIds: readonly string[]): void {
  try {
    if (imageIds.length === 0) localStorage.removeItem(PLACE);
    else localStorage.setItem(PLACE, JSON.stringify(imageIds));
  } catch {
    // Where nothing is kept, the rest is not offered.
  }
}

/** Offers to segment what a run left that a reload has cut off, where its images are open again. */
export function offerRest(
  context: ActionContext,
  segment: (imageIds: readonly string[]) => Promise<void>,
): void {
  const state = context.store.getState();
  const imageIds = keptRest().filter((id) => findEntry(state, id));
  if (imageIds.length === 0) return;
  noteRest([]);
  notify(context, noticeText.runCutOff(imageIds.length), {
    label: noticeText.segmentRest,
    run: async () => {
      await context.running.restoring;
      await segment(imageIds);
    },
    expire: async () => undefined,
  });
}

function keptRest(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PLACE) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
