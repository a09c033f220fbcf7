import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { fillEntry } from '#store/actions/addImage.ts';
import { leavePage } from '#store/actions/leavePage.ts';
import { restorePage } from '#store/actions/restorePage.ts';
import { settleHistory } from '#store/history/settleHistory.ts';
import { findEntry, type ImageEntry, withEntry } from '#store/slices/imagesSlice.ts';
import { failureText } from '#text/messages.ts';

/**
 * Shows another page of a stack, with what was found and annotated there before; the page that is
 * left keeps its own. When the page cannot be read, the old one stays. The latest page asked for wins.
 * Its neighbours are read ahead. Does nothing while the image is segmented.
 */
export async function setPage(
  context: ActionContext,
  imageId: string,
  pageIndex: number,
): Promise<void> {
  if (context.running.history.pendingCount > 0) await waitToTurn(context, imageId, pageIndex);
  const state = context.store.getState();
  if (state.job?.imageId === imageId) return;
  const former = findEntry(state, imageId)?.info?.pageIndex;
  const isShown = await turnToPage(context, imageId, pageIndex);
  if (!isShown || former === undefined || former === pageIndex) return;
  const { readAround } = await import('#store/series/readAhead.ts');
  void readAround(context, imageId, former);
}

/** What is undone and drawn comes first; the page counts as asked for meanwhile, for the next press. */
async function waitToTurn(
  context: ActionContext,
  imageId: string,
  turningTo: number,
): Promise<void> {
  const { store } = context;
  const ask = (change: Pick<ImageEntry, 'turningTo'>) =>
    store.setState((state) => withEntry(state, imageId, () => change));
  ask({ turningTo });
  await settleHistory(context);
  if (findEntry(store.getState(), imageId)?.turningTo === turningTo) ask({ turningTo: undefined });
}

/** `setPage` also for the segmentation itself. @returns true when the page is shown */
export async function turnToPage(
  context: ActionContext,
  imageId: string,
  pageIndex: number,
): Promise<boolean> {
  const { store, running } = context;
  const entry = findEntry(store.getState(), imageId);
  if (!entry?.info) return false;
  if (pageIndex === entry.info.pageIndex && !running.decoding.has(imageId)) return true;
  if (!entry.file || pageIndex < 0 || pageIndex >= entry.info.pageCount) return false;
  const former = running.decoding.get(imageId);
  const onItsWay = former && !former.signal.aborted ? turns.get(former) : undefined;
  if (onItsWay?.pageIndex === pageIndex) return onItsWay.isShown;
  const controller = new AbortController();
  former?.abort();
  running.decoding.set(imageId, controller);
  const isShown = turnNow(context, { id: imageId, name: entry.name }, pageIndex, controller);
  turns.set(controller, { pageIndex, isShown });
  return isShown;
}

/** A key that is held down asks for the same page again and again: it is read once. */
const turns = new WeakMap<
  AbortController,
  { readonly pageIndex: number; readonly isShown: Promise<boolean> }
>();

async function turnNow(
  context: ActionContext,
  { id: imageId, name }: { readonly id: string; readonly name: string },
  pageIndex: number,
  controller: AbortController,
): Promise<boolean> {
  const { store, running } = context;
  store.setState((state) =>
    withEntry(state, imageId, () => ({ status: 'loading', turningTo: pageIndex })),
  );
  try {
    await readPage(context, imageId, pageIndex, controller.signal);
    return !controller.signal.aborted;
  } catch (error) {
    reportFailure(context, failureText.pageNotOpened(pageIndex + 1, name), error);
    return false;
  } finally {
    if (running.decoding.get(imageId) === controller) {
      running.decoding.delete(imageId);
      store.setState((state) =>
        withEntry(state, imageId, () => ({ status: 'ready', turningTo: undefined })),
      );
    }
  }
}

async function readPage(
  context: ActionContext,
  imageId: string,
  pageIndex: number,
  signal: AbortSignal,
): Promise<void> {
  const { store, running } = context;
  const entry = findEntry(store.getState(), imageId);
  if (!entry?.file) return;
  const { takePage } = await import('#store/series/readAhead.ts');
  const image = await takePage(context, { ...entry, file: entry.file }, pageIndex, signal);
  await inTurn(context, imageId, async () => {
    if (signal.aborted) return;
    running.extractions.get(imageId)?.controller.abort();
    await leavePage(context, imageId);
    try {
      await fillEntry(context, imageId, image, () => restorePage(context, imageId));
    } catch (error) {
      await restorePage(context, imageId);
      throw error;
    }
  });
}

/**
 * Does what needs the page that is shown: one page is put aside and another brought back whole before
 * the next change of page begins, and none begins meanwhile.
 */
export async function inTurn<T>(
  { running }: ActionContext,
  imageId: string,
  work: () => Promise<T>,
): Promise<T> {
  const turn = (running.pageTurns.get(imageId) ?? Promise.resolve()).then(work);
  const settled = turn.then(noAnswer, noAnswer);
  running.pageTurns.set(imageId, settled);
  return turn.finally(() => {
    if (running.pageTurns.get(imageId) === settled) running.pageTurns.delete(imageId);
  });
}

const noAnswer = (): void => undefined;
