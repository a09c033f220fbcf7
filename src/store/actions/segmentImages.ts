import type { ModelCard } from '#domain/model/modelCard.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { confirmLongRun } from '#store/actions/confirmLongRun.ts';
import { noteRest } from '#store/actions/cutOffRun.ts';
import { QueueTime } from '#store/actions/queueTime.ts';
import { segmentOne } from '#store/actions/segmentOne.ts';
import { turnToPage } from '#store/actions/setPage.ts';
import { findEntry, type ImageEntry } from '#store/slices/imagesSlice.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import type { Job } from '#store/slices/runSlice.ts';

/**
 * Segments images one after the other with the chosen model. A failure is shown and the next image
 * goes on; `job.cancel` ends the whole queue and keeps what is finished. Does nothing while a job
 * runs already.
 */
export async function segmentImages(
  context: ActionContext,
  imageIds: readonly string[],
): Promise<void> {
  await startQueue(
    context,
    imageIds.map((imageId) => ({ imageId, pageIndex: null })),
  );
}

/**
 * Segments every page of an image as `segmentImages` does images, showing each; then the page comes
 * back that was shown before.
 */
export async function segmentPlanes(context: ActionContext, imageId: string): Promise<void> {
  const info = findEntry(context.store.getState(), imageId)?.info;
  const pages = Array.from({ length: info?.pageCount ?? 0 }, (_, pageIndex) => pageIndex);
  const isDone = await startQueue(
    context,
    pages.map((pageIndex) => ({ imageId, pageIndex })),
  );
  if (isDone && info) await turnToPage(context, imageId, info.pageIndex);
}

/** @returns true when it was worked off */
async function startQueue(context: ActionContext, items: readonly QueueItem[]): Promise<boolean> {
  const { store, running } = context;
  const card = findCard(store.getState(), store.getState().chosenModelId);
  const first = items.find(({ imageId }) => isReady(findEntry(store.getState(), imageId)));
  const previous = running.segmentation;
  const isBusy = previous !== null && !previous.queue.signal.aborted;
  if (!card || !first || isBusy) return false;
  const queue = new AbortController();
  const time = new QueueTime(items.length);
  showJob(context, first, { index: 0, time });
  const finished = runQueue(context, { items, card, queue, time, previous: previous?.finished });
  running.segmentation = { queue, image: new AbortController(), finished };
  await finished;
  return !queue.signal.aborted;
}

interface QueueItem {
  readonly imageId: string;
  /** `null` = the page that is shown. */
  readonly pageIndex: number | null;
}

interface Queue {
  /** In the order of the list; some may still be read, and each is waited for when its turn comes. */
  readonly items: readonly QueueItem[];
  readonly time: QueueTime;
  readonly card: ModelCard;
  readonly queue: AbortController;
  /** A cancelled queue that still cleans up. */
  readonly previous: Promise<void> | undefined;
}

async function runQueue(
  context: ActionContext,
  { items, card, queue, time, previous }: Queue,
): Promise<void> {
  const { store, running } = context;
  await previous;
  try {
    const entries = items.flatMap(({ imageId }) => findEntry(store.getState(), imageId) ?? []);
    const isWanted = await Promise.race([
      confirmLongRun(context, entries.filter(isReady), card, queue.signal),
      whenAborted(queue.signal),
    ]);
    if (!isWanted) return;
    time.begin();
    for (const [index, item] of items.entries()) {
      const entry = await whenReady(context, item.imageId, queue.signal);
      if (queue.signal.aborted) break;
      if (!entry) continue;
      showJob(context, item, { index, time });
      noteRest(restOf(items, index));
      await segmentItem(context, item, card);
      time.finishOne();
    }
  } finally {
    if (running.segmentation?.queue === queue) running.segmentation = null;
    noteRest([]);
    // After a cancel the page was given back at once; the job shown may be the next one.
    if (!queue.signal.aborted) store.setState({ job: null });
  }
}

/** Images of a run over several; that over one image, or its pages, is begun anew with one click. */
function restOf(items: readonly QueueItem[], from: number): readonly string[] {
  const isOfSeveral = items.length > 1 && items.every(({ pageIndex }) => pageIndex === null);
  return isOfSeveral ? items.slice(from).map(({ imageId }) => imageId) : [];
}

async function segmentItem(
  context: ActionContext,
  { imageId, pageIndex }: QueueItem,
  card: ModelCard,
): Promise<void> {
  if (pageIndex !== null) {
    await mapsStored(context.running);
    if (!(await turnToPage(context, imageId, pageIndex))) return;
  }
  const entry = findEntry(context.store.getState(), imageId);
  if (entry && context.store.getState().job) await segmentOne(context, entry, card);
}

/** Maps of pages that were left stay in memory until they are stored: a long stack would fill it. */
async function mapsStored({ autosave }: ActionContext['running']): Promise<void> {
  const held = [...autosave.maps.values()].filter(({ map }) => map !== null);
  if (held.length >= MAX_HELD_MAPS) await autosave.packing;
}

const MAX_HELD_MAPS = 4;

function isReady(entry: ImageEntry | undefined): boolean {
  return entry?.status === 'ready';
}

/** The image once it is read; `undefined` when it was closed, could not be read, or is not wanted. */
function whenReady(
  { store }: ActionContext,
  imageId: string,
  signal: AbortSignal,
): Promise<ImageEntry | undefined> {
  return new Promise((resolve) => {
    const look = (): void => {
      const entry = findEntry(store.getState(), imageId);
      if (entry && !isReady(entry) && !signal.aborted) return;
      stop();
      signal.removeEventListener('abort', look);
      resolve(signal.aborted ? undefined : entry);
    };
    const stop = store.subscribe(look);
    signal.addEventListener('abort', look);
    look();
  });
}

/** False once `signal` aborts: a cancel need not wait for an estimate. */
function whenAborted(signal: AbortSignal): Promise<false> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(false);
    signal.addEventListener('abort', () => resolve(false), { once: true });
  });
}

/** Stops the running job and gives the page back at once; what is finished stays. */
export function cancelJob(context: ActionContext): void {
  const { segmentation } = context.running;
  segmentation?.queue.abort();
  segmentation?.image.abort();
  context.store.setState({ job: null });
}

function showJob(
  context: ActionContext,
  { imageId, pageIndex }: QueueItem,
  { index, time }: { readonly index: number; readonly time: QueueTime },
): void {
  const job: Job = {
    id: context.nextId('job'),
    kind: 'segment',
    imageId,
    position: index + 1,
    imageCount: time.itemCount,
    pageIndex,
    queueSecondsLeft: time.secondsLeft(),
    stage: 'predicting',
    hasTiles: false,
    progress: { phase: 'starting', tilesDone: 0, tileCount: 0, secondsLeft: null },
    cancel: () => cancelJob(context),
  };
  // The result is what one waits for; an annotation comes back at the next stroke.
  context.store.setState({ job, shownOverlay: 'prediction' });
}
