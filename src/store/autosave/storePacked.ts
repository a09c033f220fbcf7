import type { ActionContext } from '#store/actions/actionContext.ts';
import type { Autosave, KeptAnnotation, KeptMap } from '#store/autosave/autosave.ts';
import { type CollectedChange, collectBase, collectMap } from '#store/autosave/collectChange.ts';
import { readFreshMap } from '#store/autosave/readMaps.ts';
import { isStoring } from '#store/autosave/saveState.ts';

/** True when a map, or the base of an annotation, waits to be stored. */
export function hasUnpacked({ maps, annotations }: Autosave): boolean {
  const lacksMap = [...maps.values()].some(({ isStored }) => !isStored);
  return lacksMap || [...annotations.values()].some(({ base }) => base !== null);
}

/**
 * Stores maps and bases one after the other, beside all other changes: packing takes seconds for a
 * large image, and no stroke may wait for it.
 *
 * @returns true when there were any
 * @throws AppError of the first that could not be stored; it stays to be stored
 */
export async function storePacked(context: ActionContext, autosave: Autosave): Promise<boolean> {
  const tried = new Set<object>();
  const isNew = (imageId: string, thing: object) =>
    autosave.rows.has(imageId) && !autosave.packingIds.has(imageId) && !tried.has(thing);
  let isAny = false;
  while (isStoring(context, autosave)) {
    const map = [...autosave.maps.values()].find(
      (kept) => !kept.isStored && isNew(kept.imageId, kept),
    );
    const annotation = [...autosave.annotations.values()].find(
      ({ base, imageId }) => base && isNew(imageId, base),
    );
    if (map) {
      tried.add(map);
      isAny = (await storeMap(context, autosave, map)) || isAny;
    } else if (annotation?.base) {
      tried.add(annotation.base);
      await storeBase(context, autosave, annotation);
      isAny = true;
    } else break;
  }
  return isAny;
}

async function storeMap(
  context: ActionContext,
  autosave: Autosave,
  kept: KeptMap,
): Promise<boolean> {
  const read = await readFreshMap(context, autosave, kept);
  const collected = read && collectMap(context.store.getState(), autosave, read);
  if (!collected) return false;
  // A map that lies nowhere else would be gone with a transfer that fails.
  const transfer = read.isHeldHere ? [] : [read.map.data.buffer];
  await sendPacked(context, autosave, kept.imageId, collected, transfer);
  return true;
}

/** Pixels whose log is stored are moved: copying hundreds of megabytes would hold up the page. */
async function storeBase(
  context: ActionContext,
  autosave: Autosave,
  kept: KeptAnnotation,
): Promise<void> {
  const { base, isBaseFirst, imageId } = kept;
  const pixels = isBaseFirst ? undefined : base?.labels?.data.buffer;
  try {
    await sendPacked(context, autosave, imageId, collectBase(kept), pixels ? [pixels] : []);
  } catch (error) {
    if (pixels && kept.base === base) {
      // Their worker has them still: they are read again once the user rests.
      kept.base = null;
      kept.entriesSinceBase = Number.POSITIVE_INFINITY;
    }
    throw error;
  }
}

/** Sends a change of an image; its row is not stored by others meanwhile. */
export async function sendPacked(
  { services }: ActionContext,
  autosave: Autosave,
  imageId: string,
  { change, confirm }: CollectedChange,
  transfer: ArrayBuffer[],
): Promise<void> {
  if (!autosave.facts) return;
  autosave.packingIds.add(imageId);
  try {
    await services.projects.apply({ projectId: autosave.facts.id, change }, { transfer });
    confirm();
  } finally {
    autosave.packingIds.delete(imageId);
  }
}
