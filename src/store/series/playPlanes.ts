import { pagePlayedNext } from '#domain/image/stackNeighbours.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { setPage } from '#store/actions/setPage.ts';
import type { AppState } from '#store/appState.ts';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';

/**
 * Plays the planes of the current image, along time or, where there is none, along z, and again from
 * the first; stops where one is played. Never faster than planes come. It also stops when another
 * image is chosen, at a run, at every step that undo knows, and at a page that cannot be shown.
 * Resolves when it has stopped; never rejects.
 */
export async function togglePlay(context: ActionContext): Promise<void> {
  const { store } = context;
  const { playedImageId, currentImageId } = store.getState();
  if (playedImageId !== null) {
    store.setState({ playedImageId: null });
    return;
  }
  if (currentImageId === null || (selectCurrentEntry(store.getState())?.info?.pageCount ?? 1) < 2) {
    return;
  }
  store.setState({ playedImageId: currentImageId });
  const ignore = store.subscribe((state, former) => {
    if (isElsewhere(state, former, currentImageId)) store.setState({ playedImageId: null });
  });
  try {
    while (await playNext(context, currentImageId));
  } finally {
    ignore();
    if (store.getState().playedImageId === currentImageId) store.setState({ playedImageId: null });
  }
}

/** Shows the next plane when it is due. @returns false once it has stopped */
async function playNext(context: ActionContext, imageId: string): Promise<boolean> {
  const { store } = context;
  const startMs = performance.now();
  const entry = selectCurrentEntry(store.getState());
  if (entry?.id !== imageId || !entry.info || !entry.file) return false;
  const next = pagePlayedNext(entry.info, entry.info.pageIndex);
  await setPage(context, imageId, next);
  if (selectCurrentEntry(store.getState())?.info?.pageIndex !== next) return false;
  const restMs = 1000 / store.getState().playSpeed - (performance.now() - startMs);
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, restMs)));
  return store.getState().playedImageId === imageId;
}

function isElsewhere(state: AppState, former: AppState, imageId: string): boolean {
  if (state.playedImageId !== imageId) return false;
  const isEdited = state.history.past !== former.history.past;
  return isEdited || state.currentImageId !== imageId || state.job !== null;
}
