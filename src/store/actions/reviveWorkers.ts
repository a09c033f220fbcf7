import { AppError } from '#lib/errors.ts';
import { type ActionContext, notify, reportFailure } from '#store/actions/actionContext.ts';
import { reviveImage } from '#store/actions/restoreImage.ts';
import { restoreAnnotation } from '#store/actions/restorePage.ts';
import type { HoldingWorker } from '#store/services.ts';
import { withEntry } from '#store/slices/imagesSlice.ts';
import { savingText } from '#text/saving.ts';

/** Deaths within this time that are mended; a worker that dies more often would die again. */
const MAX_DEATHS = 3;
const DEATH_PERIOD_MS = 60_000;

/**
 * Brings back what a worker held, whenever one dies.
 *
 * @param context with the clients as they are, without the wait for what is done here
 */
export function startReviving(context: ActionContext): void {
  const { running, services } = context;
  const deaths: Record<HoldingWorker, number[]> = { image: [], annotation: [] };
  const revive = { image: reviveImages, annotation: reviveAnnotations };
  services.onWorkerReplaced((worker) => {
    running.replaceCounts[worker]++;
    const nowMs = performance.now();
    deaths[worker] = deaths[worker].filter((deathMs) => nowMs - deathMs < DEATH_PERIOD_MS);
    if (deaths[worker].push(nowMs) > MAX_DEATHS) {
      // Once is enough.
      const { alerts } = context.store.getState();
      if (alerts.some(({ title }) => title === savingText.diesAgain)) return;
      reportFailure(context, savingText.diesAgain, new AppError('worker-died', savingText.reload));
      return;
    }
    const work = (running.reviving[worker] ?? Promise.resolve())
      .then(() => revive[worker](context))
      .finally(() => {
        if (running.reviving[worker] === work) running.reviving[worker] = null;
      });
    running.reviving[worker] = work;
  });
}

/** Every annotation as it was kept, with what was not stored yet. */
async function reviveAnnotations(context: ActionContext): Promise<void> {
  // An edit that was answered before the death is noted within the task of its answer: it counts.
  await new Promise((resolve) => setTimeout(resolve));
  const ids = [...context.running.annotating.keys()];
  await Promise.all(ids.map((imageId) => restoreAnnotation(context, imageId)));
}

/** Every image with its objects, the current one first. */
async function reviveImages(context: ActionContext): Promise<void> {
  const { store } = context;
  const { images, currentImageId } = store.getState();
  const ready = images.filter(({ status }) => status === 'ready');
  const ids = ready.map(({ id }) => id).sort((a) => (a === currentImageId ? -1 : 0));
  for (const id of ids) {
    store.setState((state) => withEntry(state, id, () => ({ status: 'loading' })));
  }
  let backCount = 0;
  for (const id of ids) if (await reviveImage(context, id)) backCount++;
  if (backCount > 0) notify(context, savingText.imagesRevived(backCount));
}
