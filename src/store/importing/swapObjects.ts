import type { LabelImage } from '#domain/image/labelImage.ts';
import { IMPORTED_OBJECTS_ID, IMPORTED_OBJECTS_SETTINGS } from '#domain/project/importedObjects.ts';
import { AppError } from '#lib/errors.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { showObjects, waitForObjects } from '#store/actions/extractObjects.ts';
import { restorePrediction } from '#store/actions/restorePage.ts';
import { pageKey } from '#store/autosave/autosave.ts';
import { keepNewMap } from '#store/autosave/keepMap.ts';
import { shownPrediction } from '#store/autosave/projectRows.ts';
import { noteChange } from '#store/autosave/saving.ts';
import type { HeldObjects } from '#store/history/historyWork.ts';
import { moveStep, recordStep } from '#store/history/recordSteps.ts';
import type { HistoryStep } from '#store/slices/historySlice.ts';
import { findEntry, withEntry, withNewRevision } from '#store/slices/imagesSlice.ts';
import { withoutResult, withResult } from '#store/slices/resultsSlice.ts';
import { importText } from '#text/importing.ts';

type ObjectsStep = Extract<HistoryStep, { readonly kind: 'objects' }>;

/**
 * Objects of a file take the place of what was found on the page that is shown: one step of undo,
 * kept by the project.
 *
 * @throws AppError `shape-mismatch`, `not-found` when the image is not open any more
 */
export async function showImported(
  context: ActionContext,
  imageId: string,
  labels: LabelImage,
): Promise<void> {
  const { services, running, store } = context;
  await waitForObjects(context, imageId);
  const held = await holdShown(context, imageId);
  const { pixelSizeUm = null, info } = findEntry(store.getState(), imageId) ?? {};
  const answer = await services.image.showLabels(
    { imageId, labels, pixelSizeUm },
    { transfer: [labels.data.buffer] },
  );
  const modelId = IMPORTED_OBJECTS_ID;
  showObjects(context, { imageId, modelId, settings: IMPORTED_OBJECTS_SETTINGS, answer });
  // The file has it all: nothing is lost with the page.
  store.setState((state) => ({
    ...withResult(state, imageId, { isUnsaved: false }),
    ...withNewRevision(state, imageId, 'probability'),
  }));
  keepNewMap(context, imageId);
  const step: HistoryStep = { kind: 'objects', imageId, pageIndex: info?.pageIndex ?? 0 };
  running.history.objects.set(step, held);
  recordStep(context, step);
}

/** Takes an import of objects back, or does it again: what is shown now is held instead. */
export async function swapObjects(
  context: ActionContext,
  step: ObjectsStep,
  direction: 'undo' | 'redo',
): Promise<void> {
  const { objects } = context.running.history;
  const { imageId } = step;
  await waitForObjects(context, imageId);
  try {
    const shown = await holdShown(context, imageId);
    await putBack(context, imageId, objects.get(step) ?? null);
    objects.set(step, shown);
    moveStep(context, step, direction);
  } catch (error) {
    const name = findEntry(context.store.getState(), imageId)?.name ?? '';
    reportFailure(context, importText.notSwapped(name), error);
  }
}

/** A copy of the objects of the page that is shown; `null` when there are none. */
async function holdShown(context: ActionContext, imageId: string): Promise<HeldObjects | null> {
  const { services, store, running } = context;
  const state = store.getState();
  const entry = findEntry(state, imageId);
  if (!entry?.info) throw new AppError('not-found', importText.imageClosed);
  const prediction = shownPrediction(state, running.autosave, entry, 'any');
  if (!prediction) return null;
  const { map, regions } = await services.image.readPrediction({ imageId });
  return { prediction: { ...prediction, regions }, map };
}

async function putBack(
  context: ActionContext,
  imageId: string,
  held: HeldObjects | null,
): Promise<void> {
  const { services, store, running } = context;
  const { info, predictions } = findEntry(store.getState(), imageId) ?? {};
  if (!info || !predictions) return;
  const { pageIndex } = info;
  const key = pageKey(imageId, pageIndex);
  const others = predictions.filter((prediction) => prediction.pageIndex !== pageIndex);
  if (held) {
    const mapId = services.freshId('map');
    const { map, prediction } = held;
    const { regions } = prediction;
    running.autosave.maps.set(key, { imageId, pageIndex, mapId, isStored: false, regions, map });
    const kept = [...others, { ...prediction, mapId }];
    store.setState((state) => withEntry(state, imageId, () => ({ predictions: kept })));
    await restorePrediction(context, imageId);
  } else {
    await services.image.clearPrediction({ imageId });
    running.autosave.maps.delete(key);
    store.setState((state) => ({
      ...withoutResult(state, imageId),
      ...withEntry(state, imageId, ({ revisions }) => ({
        predictions: others,
        revisions: { ...revisions, labels: revisions.labels + 1 },
      })),
    }));
  }
  noteChange(context, 0);
}
