import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { selectSettingsFor } from '#store/selectors/objectSettings.ts';
import { findEntry, withNewRevision } from '#store/slices/imagesSlice.ts';
import { resultFrom, withResult } from '#store/slices/resultsSlice.ts';
import { withTuned } from '#store/slices/tuningSlice.ts';
import { failureText } from '#text/messages.ts';
import type { InstanceResult } from '#workers/imageApi.ts';

/** What to extract; `modelId` is the model that made the probability map. */
export interface ExtractionRequest {
  readonly imageId: string;
  readonly modelId: string;
  /** Waits this long for a newer request before it starts: a dragged slider asks many times. */
  readonly delayMs: number;
}

/**
 * Finds and measures the objects of an image under its settings of now. A newer request for the same
 * image overtakes this one, whose answer is then thrown away. Failures are shown, never thrown.
 */
export function extractObjects(context: ActionContext, request: ExtractionRequest): Promise<void> {
  const { extractions } = context.running;
  extractions.get(request.imageId)?.controller.abort();
  const controller = new AbortController();
  const finished = runExtraction(context, request, controller.signal).finally(() => {
    if (extractions.get(request.imageId)?.controller === controller) {
      extractions.delete(request.imageId);
    }
  });
  extractions.set(request.imageId, { controller, finished });
  return finished;
}

/** Resolves when the objects shown are those of the settings shown. */
export async function waitForObjects(context: ActionContext, imageId: string): Promise<void> {
  const { extractions } = context.running;
  for (let next = extractions.get(imageId); next; next = extractions.get(imageId)) {
    await next.finished;
  }
}

/** Puts objects from the image worker into the state and makes the viewer read the new labels. */
export function showObjects(
  context: ActionContext,
  objects: {
    readonly imageId: string;
    readonly modelId: string;
    readonly settings: InstanceSettings;
    readonly answer: InstanceResult;
  },
): void {
  const { imageId, modelId, settings, answer } = objects;
  context.store.setState((state) => {
    if (!findEntry(state, imageId)) return state;
    return {
      results: { ...state.results, [imageId]: resultFrom(modelId, settings, answer) },
      hoveredLabel: null,
      ...withNewRevision(state, imageId, 'labels'),
    };
  });
}

async function runExtraction(
  context: ActionContext,
  request: ExtractionRequest,
  signal: AbortSignal,
): Promise<void> {
  const { services, store } = context;
  const { imageId, modelId } = request;
  if (request.delayMs > 0) await waitMs(request.delayMs);
  const state = store.getState();
  const entry = findEntry(state, imageId);
  const settings = selectSettingsFor(state, imageId, modelId);
  // While another page is being read, what it shows comes with it.
  if (signal.aborted || entry?.status !== 'ready' || !settings) return;
  const isLeft = () => findEntry(store.getState(), imageId)?.info !== entry.info;
  const { pixelSizeUm } = entry;
  try {
    const question = { imageId, settings, pixelSizeUm };
    const answer = await services.image.extractInstances(question, { signal });
    if (signal.aborted || isLeft()) return;
    showObjects(context, { imageId, modelId, settings, answer });
    // Without objects to be updated, a slider that was moved meanwhile has asked for nothing.
    const isBehind = selectSettingsFor(store.getState(), imageId, modelId) !== settings;
    if (isBehind) await runExtraction(context, { ...request, delayMs: 0 }, signal);
  } catch (error) {
    if (signal.aborted || isLeft()) return;
    reportFailure(context, failureText.objectsNotUpdated(entry.name), error);
    keepShownObjects(context, imageId);
  }
}

/** After a failure the sliders go back to the settings of the objects that are still shown. */
function keepShownObjects(context: ActionContext, imageId: string): void {
  context.store.setState((state) => {
    const result = state.results[imageId];
    if (!result) return state;
    const { modelId, settings } = result;
    return {
      ...withResult(state, imageId, { isExtracting: false }),
      ...withTuned(state, imageId, modelId, settings),
    };
  });
}

function waitMs(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
}
