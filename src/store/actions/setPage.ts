import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { fillEntry } from '#store/actions/addImage.ts';
import { dropAnnotation } from '#store/actions/editAnnotation.ts';
import { unsavedParts } from '#store/selectors/unsavedWork.ts';
import { findEntry, withEntry } from '#store/slices/imagesSlice.ts';

/**
 * Shows another page of a stack. The objects and the annotation of the page before go with it, so it asks when they
 * were not exported; when the page cannot be read, the old one stays. The latest page asked for wins.
 */
export async function setPage(
  context: ActionContext,
  imageId: string,
  pageIndex: number,
): Promise<void> {
  const { services, store, running } = context;
  const entry = findEntry(store.getState(), imageId);
  if (!entry?.info || !entry.file) return;
  if (pageIndex < 0 || pageIndex >= entry.info.pageCount) return;
  if (pageIndex === entry.info.pageIndex || store.getState().job?.imageId === imageId) return;
  const parts = unsavedParts(store.getState(), imageId);
  if (parts !== null && !(await askToLeavePage(context, parts))) return;
  const controller = new AbortController();
  running.decoding.get(imageId)?.abort();
  running.decoding.set(imageId, controller);
  running.extractions.get(imageId)?.controller.abort();
  store.setState((state) => withEntry(state, imageId, () => ({ status: 'loading' })));
  try {
    const image = await services.decode(entry.file, entry.name, pageIndex, controller.signal);
    if (controller.signal.aborted) return;
    dropAnnotation(context, imageId);
    await fillEntry(context, imageId, image);
  } catch (error) {
    reportFailure(context, `Page ${pageIndex + 1} of ${entry.name} could not be opened`, error);
  } finally {
    if (running.decoding.get(imageId) === controller) {
      running.decoding.delete(imageId);
      store.setState((state) => withEntry(state, imageId, () => ({ status: 'ready' })));
    }
  }
}

function askToLeavePage(context: ActionContext, parts: string): Promise<boolean> {
  return context.ask({
    title: 'Show another page?',
    message: `The ${parts} of this page ${parts === 'annotation' ? 'was' : 'were'} not exported and will be lost.`,
    confirmLabel: 'Show the page',
    declineLabel: 'Stay here',
    isDestructive: true,
  });
}
