import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { fillEntry } from '#store/actions/addImage.ts';
import { leavePage } from '#store/actions/leavePage.ts';
import { restorePage } from '#store/actions/restorePage.ts';
import { findEntry, withEntry } from '#store/slices/imagesSlice.ts';
import { failureText } from '#text/messages.ts';

/**
 * Shows another page of a stack, with what was found and annotated there before; the page that is
 * left keeps its own. When the page cannot be read, the old one stays. The latest page asked for wins.
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
  if (store.getState().job?.imageId === imageId) return;
  if (pageIndex === entry.info.pageIndex && !running.decoding.has(imageId)) return;
  const controller = new AbortController();
  running.decoding.get(imageId)?.abort();
  running.decoding.set(imageId, controller);
  store.setState((state) => withEntry(state, imageId, () => ({ status: 'loading' })));
  try {
    const image = await services.decode(entry.file, entry.name, pageIndex, controller.signal);
    await inTurn(context, imageId, async () => {
      if (controller.signal.aborted) return;
      running.extractions.get(imageId)?.controller.abort();
      await leavePage(context, imageId);
      try {
        await fillEntry(context, imageId, image, () => restorePage(context, imageId));
      } catch (error) {
        await restorePage(context, imageId);
        throw error;
      }
    });
  } catch (error) {
    reportFailure(context, failureText.pageNotOpened(pageIndex + 1, entry.name), error);
  } finally {
    if (running.decoding.get(imageId) === controller) {
      running.decoding.delete(imageId);
      store.setState((state) => withEntry(state, imageId, () => ({ status: 'ready' })));
    }
  }
}

/** One page is put aside and another brought back whole before the next change of page begins. */
async function inTurn(
  { running }: ActionContext,
  imageId: string,
  work: () => Promise<void>,
): Promise<void> {
  const turn = (running.pageTurns.get(imageId) ?? Promise.resolve()).then(work);
  const settled = turn.catch(() => undefined);
  running.pageTurns.set(imageId, settled);
  await turn.finally(() => {
    if (running.pageTurns.get(imageId) === settled) running.pageTurns.delete(imageId);
  });
}
