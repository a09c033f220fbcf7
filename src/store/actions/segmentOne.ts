import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { hasCode } from '#lib/errors.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { extractObjects } from '#store/actions/extractObjects.ts';
import { keepNewMap } from '#store/autosave/keepMap.ts';
import { selectRunRegion } from '#store/selectors/runRegion.ts';
import { selectRunScale } from '#store/selectors/runScale.ts';
import type { PredictRequest } from '#store/services.ts';
import { type ImageEntry, withNewRevision } from '#store/slices/imagesSlice.ts';
import type { Job } from '#store/slices/runSlice.ts';
import { failureText } from '#text/messages.ts';

/** Fills the map of one image and finds its objects. Failures are shown, never thrown. */
export async function segmentOne(
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
  const { averageSymmetries } = state.runOptions;
  const scale = selectRunScale(state, entry.id);
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
  context.store.setState((state) => withNewRevision(state, imageId, 'probability'));
}

function patchJob(context: ActionContext, change: Partial<Job>): void {
  context.store.setState((state) => (state.job ? { job: { ...state.job, ...change } } : state));
}
