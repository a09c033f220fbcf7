import type { ActionContext } from '#store/actions/actionContext.ts';
import { freeImage } from '#store/actions/forgetClosed.ts';
import type { AppState } from '#store/appState.ts';
import type { Autosave, KeptMap } from '#store/autosave/autosave.ts';
import { collectMap, type ReadMap } from '#store/autosave/collectChange.ts';
import { copySource } from '#store/autosave/copySources.ts';
import { rowFrom } from '#store/autosave/projectRows.ts';
import { isStoring } from '#store/autosave/saveState.ts';
import { saveNow } from '#store/autosave/saving.ts';
import { sendPacked } from '#store/autosave/storePacked.ts';
import { type ClosedImage, isRead } from '#store/history/closing.ts';

/**
 * Frees the memory of closed images whose notice has gone, as far as the project holds all of them:
 * from there they come back. The others stay in memory, and are tried again with the next. Never
 * rejects.
 */
export async function releaseClosed(context: ActionContext): Promise<void> {
  for (const [step, closing] of context.running.history.closings) {
    if (closing.noticeId !== null) continue;
    for (const image of closing.images) {
      if (!isRead(image.entry) || !(await isStoredWhole(context, closing.autosave, image)))
        continue;
      // It may be back by now, or gone for good.
      if (context.running.history.closings.get(step) !== closing) break;
      freeImage(context, image.entry.id);
      closing.images = closing.images.map((one) => (one === image ? asStored(image) : one));
    }
  }
}

/** A closed image as it is known when its project is opened. */
function asStored(image: ClosedImage): ClosedImage {
  const { entry, prediction } = image;
  const others = entry.predictions.filter(({ pageIndex }) => pageIndex !== prediction?.pageIndex);
  const predictions = prediction ? [...others, prediction] : others;
  return {
    ...image,
    entry: { ...entry, status: 'loading', file: null, channels: [], predictions },
    result: undefined,
    annotation: undefined,
  };
}

async function isStoredWhole(
  context: ActionContext,
  autosave: Autosave,
  image: ClosedImage,
): Promise<boolean> {
  // Objects without a map could not come back.
  if (image.result && !image.prediction) return false;
  const { id } = image.entry;
  await saveNow(context);
  if (!isStoring(context, autosave) || autosave.packingIds.has(id)) return false;
  try {
    await storeRest(context, autosave, image);
  } catch {
    // The page tells of storage that fails when it stores what is open.
    return false;
  }
  if (lacksAny(autosave, id)) await saveNow(context);
  return isStoring(context, autosave) && !lacksAny(autosave, id);
}

/** Stores what is only done for open images otherwise. */
async function storeRest(
  context: ActionContext,
  autosave: Autosave,
  image: ClosedImage,
): Promise<void> {
  const { entry } = image;
  const { id } = entry;
  const state = stateWith(context.store.getState(), image);
  const row = rowFrom(state, autosave, entry, new Set());
  if (row && !autosave.rows.has(id)) {
    const confirm = () => autosave.rows.set(id, row);
    await sendPacked(context, autosave, id, { change: { images: [row] }, confirm }, []);
  }
  for (const kept of autosave.maps.values()) {
    if (kept.imageId !== id || kept.isStored) continue;
    const read = await readMap(context, kept, entry.info?.pageIndex);
    const collected = read && collectMap(state, autosave, read);
    if (collected) await sendPacked(context, autosave, id, collected, []);
  }
  if (!autosave.sources.has(id)) return;
  await copySource(context, autosave, entry);
  autosave.sources.delete(id);
}

/** The page as if the image were open. */
function stateWith(state: AppState, { entry, result, tuned }: ClosedImage): AppState {
  const { id } = entry;
  return {
    ...state,
    images: [entry],
    results: result ? { [id]: { ...result, isExtracting: false } } : {},
    tunedSettings: tuned ? { [id]: tuned } : {},
  };
}

async function readMap(
  { services }: ActionContext,
  kept: KeptMap,
  shownPageIndex: number | undefined,
): Promise<ReadMap | null> {
  const { imageId, pageIndex, mapId, map } = kept;
  if (map) return { imageId, pageIndex, mapId, map, isHeldHere: true };
  if (pageIndex !== shownPageIndex) return null;
  const answer = await services.image.readPrediction({ imageId });
  if (!answer) return null;
  kept.regions = answer.regions;
  return { imageId, pageIndex, mapId, map: answer.map, isHeldHere: false };
}

function lacksAny({ rows, sources, maps, annotations }: Autosave, id: string): boolean {
  return (
    !rows.has(id) ||
    sources.has(id) ||
    [...maps.values()].some(({ imageId, isStored }) => imageId === id && !isStored) ||
    [...annotations.values()].some(
      ({ imageId, pending, base, isBaseFirst, isReplaced }) =>
        imageId === id && (pending.length > 0 || base !== null || isBaseFirst || isReplaced),
    )
  );
}
