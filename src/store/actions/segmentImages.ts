import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { hasCode } from '#lib/errors.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { confirmLongRun } from '#store/actions/confirmLongRun.ts';
import { extractObjects } from '#store/actions/extractObjects.ts';
import { keepNewMap } from '#store/autosave/keepMap.ts';
import { selectRunRegion } from '#store/selectors/runRegion.ts';
import type { PredictRequest } from '#store/services.ts';
import { findEntry, type ImageEntry, withEntry } from '#store/slices/imagesSlice.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import type { Job } from '#store/slices/runSlice.ts';
import { failureText } from '#text/messages.ts';

/**
 * Segments images one after the other with the chosen model. A failure is shown and the next image
 * goes on; `job.cancel` ends the whole queue and keeps what is finished. Does nothing while a job
 * runs already.
 */
export async function segmentImages(
  context: ActionContext,
  imageIds: readonly string[],
): Promise<void> {
  const { store, running } = context;
  const entries = imageIds.flatMap((id) => findEntry(store.getState(), id) ?? []);
  const card = findCard(store.getState(), store.getState().chosenModelId);
  const first = entries.find(isReady);
  const previous = running.segmentation;
  const isBusy = previous !== null && !previous.queue.signal.aborted;
  if (!card || !first || isBusy) return;
  const queue = new AbortController();
  showJob(context, first.id, { index: 0, imageCount: entries.length });
  const finished = runQueue(context, { entries, card, queue, previous: previous?.finished });
  running.segmentation = { queue, image: new AbortController(), finished };
  await finished;
}

interface Queue {
  /** In the order of the list; some may still be read, and each is waited for when its turn comes. */
  readonly entries: readonly ImageEntry[];
  readonly card: ModelCard;
  readonly queue: AbortController;
  /** A cancelled queue that still cleans up. */
  readonly previous: Promise<void> | undefined;
}

async function runQueue(
  context: ActionContext,
  { entries, card, queue, previous }: Queue,
): Promise<void> {
  const { store, running } = context;
  await previous;
  try {
    const isWanted = await Promise.race([
      confirmLongRun(context, entries.filter(isReady), card, queue.signal),
      whenAborted(queue.signal),
    ]);
    if (!isWanted) return;
    for (const [index, { id }] of entries.entries()) {
      const entry = await whenReady(context, id, queue.signal);
      if (queue.signal.aborted) break;
      if (!entry) continue;
      showJob(context, id, { index, imageCount: entries.length });
      await segmentOne(context, entry, card);
    }
  } finally {
    if (running.segmentation?.queue === queue) running.segmentation = null;
    // After a cancel the page was given back at once; the job shown may be the next one.
    if (!queue.signal.aborted) store.setState({ job: null });
  }
}

function isReady({ status }: ImageEntry): boolean {
  return status === 'ready';
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
  imageId: string,
  place: { readonly index: number; readonly imageCount: number },
): void {
  const job: Job = {
    id: context.nextId('job'),
    kind: 'segment',
    imageId,
    position: place.index + 1,
    imageCount: place.imageCount,
    stage: 'predicting',
    hasTiles: false,
    progress: { phase: 'starting', tilesDone: 0, tileCount: 0, secondsLeft: null },
    cancel: () => cancelJob(context),
  };
  // The result is what one waits for; an annotation comes back at the next stroke.
  context.store.setState({ job, shownOverlay: 'prediction' });
}

function patchJob(context: ActionContext, change: Partial<Job>): void {
  context.store.setState((state) => (state.job ? { job: { ...state.job, ...change } } : state));
}

/** Fills the map of one image and finds its objects. Failures are shown, never thrown. */
async function segmentOne(
  context: ActionContext,
  entry: ImageEntry,
  card: ModelCard,
): Promise<void> {
  const { services, running } = context;
  const { autosave } = running;
  const image = new AbortController();
  if (running.segmentation) running.segmentation.image = image;
  try {
    const request = predictRequest(context, entry, card);
    await services.engine.predict({
      ...request,
      signal: image.signal,
      onProgress: (progress) => {
        if (!image.signal.aborted) patchJob(context, { progress });
      },
      onTile: (window) => showTile(context, entry.id, window),
    });
    // From here on the map is complete: a cancel ends the queue, but this image is finished first.
    patchJob(context, { stage: 'extracting' });
    await extractObjects(context, { imageId: entry.id, modelId: card.id, delayMs: 0 });
    // Opened again meanwhile, the image has what was kept of it.
    if (running.autosave === autosave) keepNewMap(context, entry.id);
  } catch (error) {
    if (!hasCode(error, 'cancelled')) {
      reportFailure(context, failureText.notSegmented(entry.name), error);
    }
  } finally {
    showWholeMap(context, entry.id);
  }
}

function predictRequest(
  context: ActionContext,
  entry: ImageEntry,
  card: ModelCard,
): Omit<PredictRequest, 'signal' | 'onProgress' | 'onTile'> {
  const state = context.store.getState();
  const { scale, averageSymmetries } = state.runOptions;
  return {
    imageId: entry.id,
    modelId: card.id,
    input: { ...entry.input, normalization: card.normalization, scale },
    region: selectRunRegion(state, entry.id, context.running.visibleRegion()),
    averageSymmetries,
  };
}

/** The first tile makes the viewer look for a map at all, each further one for its own part. */
function showTile(context: ActionContext, imageId: string, window: Rectangle): void {
  const job = context.store.getState().job;
  if (job?.hasTiles) {
    for (const listener of context.running.tileListeners) listener(imageId, window);
    return;
  }
  patchJob(context, { hasTiles: true });
  showWholeMap(context, imageId);
}

function showWholeMap(context: ActionContext, imageId: string): void {
  context.store.setState((state) =>
    withEntry(state, imageId, ({ revisions }) => ({
      revisions: { ...revisions, probability: revisions.probability + 1 },
    })),
  );
}
