import type { AppState } from '#store/appState.ts';
import type { AppStore } from '#store/appStore.ts';
import { selectCurrentAnnotation } from '#store/selectors/annotations.ts';
import { selectCurrentEntry, selectCurrentResult } from '#store/selectors/currentImage.ts';
import { reasonText } from '#text/commands.ts';

/** For what can always be done. */
export const always = (): boolean => true;

/** True while an image is chosen, opened or not. */
export const hasImage = (state: AppState): boolean => state.currentImageId !== null;

/** True while the image in the viewer can be worked on. */
export const isReady = (state: AppState): boolean => selectCurrentEntry(state)?.status === 'ready';

/** True when the image in the viewer was segmented. */
export const hasResult = (state: AppState): boolean => selectCurrentResult(state) !== undefined;

/** True when something of the image in the viewer is annotated. */
export const hasAnnotation = (state: AppState): boolean =>
  selectCurrentAnnotation(state) !== undefined;

/** What to do before something can be done with the image in the viewer; `then` follows. */
export function needsImage(then?: string | ((state: AppState) => string)) {
  return (state: AppState): string => {
    if (!hasImage(state)) return reasonText.noImage;
    if (!isReady(state)) return reasonText.opening;
    return typeof then === 'function' ? then(state) : (then ?? '');
  };
}

/** Runs an action of the image in the viewer, where there is one. */
export function withCurrentImage(
  store: AppStore,
  action: (imageId: string) => unknown,
): Promise<void> {
  const { currentImageId } = store.getState();
  return currentImageId === null
    ? Promise.resolve()
    : Promise.resolve(action(currentImageId)).then(() => undefined);
}
