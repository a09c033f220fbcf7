import type { ObjectSource } from '#domain/export/planeFacts.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { withAnnotation } from '#store/slices/annotationSlice.ts';
import { findEntry, withEntry } from '#store/slices/imagesSlice.ts';
import { withResult } from '#store/slices/resultsSlice.ts';

/**
 * Notes how a page is now. What it returns counts the page as saved, unless it was changed by then.
 */
export function noteForSaving(
  context: ActionContext,
  page: {
    readonly imageId: string;
    readonly pageIndex: number;
    readonly source: ObjectSource;
  },
): () => void {
  const isShown =
    findEntry(context.store.getState(), page.imageId)?.info?.pageIndex === page.pageIndex;
  if (page.source === 'annotation')
    return isShown ? noteAnnotation(context, page.imageId) : NOTHING;
  return isShown ? noteResult(context, page.imageId) : notePrediction(context, page);
}

// Whether other pages' annotations are saved is known of all of them only, see `allPagesSaved`.
const NOTHING = (): void => undefined;

/** Every page's annotation of an image was exported. */
export function allPagesSaved({ store }: ActionContext, imageId: string): void {
  store.setState((state) => withEntry(state, imageId, () => ({ hasUnsavedPages: false })));
}

function noteResult({ store }: ActionContext, imageId: string): () => void {
  const objects = store.getState().results[imageId]?.objects;
  return () =>
    store.setState((state) =>
      state.results[imageId]?.objects === objects
        ? withResult(state, imageId, { isUnsaved: false })
        : state,
    );
}

function noteAnnotation({ store }: ActionContext, imageId: string): () => void {
  const annotated = store.getState().annotations[imageId]?.state;
  return () =>
    store.setState((state) =>
      state.annotations[imageId]?.state === annotated
        ? withAnnotation(state, imageId, { isUnsaved: false })
        : state,
    );
}

function notePrediction(
  { store }: ActionContext,
  { imageId, pageIndex }: { readonly imageId: string; readonly pageIndex: number },
): () => void {
  const noted = findEntry(store.getState(), imageId)?.predictions.find(
    (prediction) => prediction.pageIndex === pageIndex,
  );
  return () =>
    store.setState((state) =>
      withEntry(state, imageId, ({ predictions }) => ({
        predictions: predictions.map((prediction) =>
          prediction === noted ? { ...prediction, isUnsaved: false } : prediction,
        ),
      })),
    );
}
