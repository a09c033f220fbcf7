import type { ActionContext } from '#store/actions/actionContext.ts';
import { type Autosave, type KeptAnnotation, pageKey } from '#store/autosave/autosave.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';

/**
 * Opening plays the entries that come after the base again: 300 of them take well under a second,
 * also where each is a long stroke. Steps stay stored as long as they can be undone; it is the
 * playing that is saved.
 */
const MAX_ENTRIES = 300;
/** Large steps, such as imports, take long to play. */
const MAX_BYTES = 16 * 2 ** 20;
/** Without a sign of work for so long, nobody is in the middle of a stroke. */
export const REST_MS = 5000;

/** True when opening the annotation would take long and nobody works on it. */
export function needsBase(kept: KeptAnnotation, nowMs: number): boolean {
  const isLong = kept.entriesSinceBase > MAX_ENTRIES || kept.bytesSinceBase > MAX_BYTES;
  return isLong && kept.base === null && nowMs - kept.touchedMs >= REST_MS;
}

/**
 * Reads the pixels of annotations with long logs, to be stored with the next change.
 *
 * @returns true when there are any
 */
export async function readBases(context: ActionContext, autosave: Autosave): Promise<boolean> {
  let isAny = false;
  for (const kept of autosave.annotations.values()) {
    if (needsBase(kept, performance.now())) isAny = (await readBase(context, kept)) || isAny;
  }
  return isAny;
}

async function readBase(
  { running, services, store }: ActionContext,
  kept: KeptAnnotation,
): Promise<boolean> {
  const { imageId, pageIndex } = kept;
  const queue = running.annotating.get(imageId);
  const isShown = findEntry(store.getState(), imageId)?.info?.pageIndex === pageIndex;
  if (!queue || !isShown) return false;
  await queue.tail;
  const base = await services.annotation.readBase({ imageId }).catch(() => null);
  // Another page is shown, or the worker was replaced meanwhile: the next rest will do.
  const known = running.autosave.annotations.get(pageKey(imageId, pageIndex));
  if (!base || running.annotating.get(imageId) !== queue || known !== kept) return false;
  kept.base = base;
  kept.entriesSinceBase = 0;
  kept.bytesSinceBase = 0;
  return true;
}
