import type { ActionContext } from '#store/actions/actionContext.ts';
import { type Autosave, type KeptMap, pageKey } from '#store/autosave/autosave.ts';
import type { ReadMap } from '#store/autosave/collectChange.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';

/** Maps that storage lacks: those at hand, and those that the image worker has. */
export async function readFreshMaps(
  context: ActionContext,
  autosave: Autosave,
): Promise<readonly ReadMap[]> {
  const maps: ReadMap[] = [];
  for (const kept of autosave.maps.values()) {
    if (kept.isStored) continue;
    const read = await readFreshMap(context, autosave, kept);
    if (read) maps.push(read);
  }
  return maps;
}

/**
 * A map to be stored; `null` where it can not be read now: the page is not shown any more, or the
 * worker is being replaced.
 */
export async function readFreshMap(
  { services, store }: ActionContext,
  autosave: Autosave,
  kept: KeptMap,
): Promise<ReadMap | null> {
  const { imageId, pageIndex, mapId } = kept;
  if (kept.map) return { imageId, pageIndex, mapId, map: kept.map, isHeldHere: true };
  if (findEntry(store.getState(), imageId)?.info?.pageIndex !== pageIndex) return null;
  const answer = await services.image.readPrediction({ imageId }).catch(() => null);
  // Segmented again meanwhile: the next look stores the newer one.
  if (!answer || autosave.maps.get(pageKey(imageId, pageIndex)) !== kept) return null;
  kept.regions = answer.regions;
  return { imageId, pageIndex, mapId, map: answer.map, isHeldHere: false };
}
