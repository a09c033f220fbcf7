import type { ActionContext } from '#store/actions/actionContext.ts';
import { pageKey } from '#store/autosave/autosave.ts';
import { noteChange } from '#store/autosave/saving.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';

/** Keeps the map that a run has just made of the page that is shown. */
export function keepNewMap(context: ActionContext, imageId: string): void {
  const { running, services, store } = context;
  const info = findEntry(store.getState(), imageId)?.info;
  if (!info) return;
  const { pageIndex } = info;
  running.autosave.maps.set(pageKey(imageId, pageIndex), {
    imageId,
    pageIndex,
    mapId: services.freshId('map'),
    isStored: false,
    regions: null,
    map: null,
  });
  noteChange(context, 0);
}
