import { IMPORTED_OBJECTS_ID } from '#domain/project/importedObjects.ts';
import type { ProjectPrediction } from '#domain/project/project.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { showObjects } from '#store/actions/extractObjects.ts';
import type { AppState } from '#store/appState.ts';
import { type AnnotatedPage, keptAnnotation, shownPage } from '#store/autosave/noteEntry.ts';
import { hasSameValues } from '#store/autosave/projectFacts.ts';
import { readKeptAnnotation, readKeptMap } from '#store/autosave/readKept.ts';
import { selectSettingsFor } from '#store/selectors/objectSettings.ts';
import { EMPTY_ANNOTATION } from '#store/slices/annotationSlice.ts';
import { findEntry, withNewRevision } from '#store/slices/imagesSlice.ts';
import { withResult } from '#store/slices/resultsSlice.ts';
import { withTuned } from '#store/slices/tuningSlice.ts';
import { savingText } from '#text/saving.ts';

/**
 * Brings back what was kept of the page that an image shows. What is damaged is told and left out;
 * the rest comes back. Never rejects.
 */
export async function restorePage(context: ActionContext, imageId: string): Promise<void> {
  await restorePrediction(context, imageId);
  await restoreAnnotation(context, imageId);
}

/** Brings the objects of the page back that an image shows. */
export async function restorePrediction(context: ActionContext, imageId: string): Promise<void> {
  const entry = findEntry(context.store.getState(), imageId);
  const pageIndex = entry?.info?.pageIndex;
  const kept = entry?.predictions.find((prediction) => prediction.pageIndex === pageIndex);
  if (!entry || !kept) return;
  try {
    await showKeptObjects(context, imageId, kept);
  } catch (error) {
    if (!findEntry(context.store.getState(), imageId)) return;
    reportFailure(context, savingText.predictionDamaged(entry.name), error);
  }
}

async function showKeptObjects(
  context: ActionContext,
  imageId: string,
  { pageIndex, modelId, settings, regions, deletions, isUnsaved }: ProjectPrediction,
): Promise<void> {
  const map = await readKeptMap(context, imageId, pageIndex);
  if (!map) throw new AppError('not-found', savingText.predictionGoneMessage);
  const pixelSizeUm = findEntry(context.store.getState(), imageId)?.pixelSizeUm ?? null;
  const answer = await context.services.image.restorePrediction(
    {
      ...{ imageId, map, regions, settings, deletions, pixelSizeUm },
      holdsLabels: modelId === IMPORTED_OBJECTS_ID,
    },
    { transfer: [map.data.buffer] },
  );
  showObjects(context, { imageId, modelId, settings, answer });
  context.store.setState((state) => ({
    ...withResult(state, imageId, { isUnsaved, deletions }),
    ...tunedTo(state, imageId, modelId, settings),
    ...withNewRevision(state, imageId, 'probability'),
  }));
}

/** The sliders show what the objects were found with. */
function tunedTo(
  state: AppState,
  imageId: string,
  modelId: string,
  settings: InstanceSettings,
): Partial<AppState> {
  if (modelId === IMPORTED_OBJECTS_ID) return {};
  const shown = selectSettingsFor(state, imageId, modelId);
  if (shown && hasSameValues(shown, settings)) return {};
  return withTuned(state, imageId, modelId, settings);
}

/** Brings the annotation of the page back that an image shows, with its whole history. */
export async function restoreAnnotation(context: ActionContext, imageId: string): Promise<void> {
  const page = shownPage(context, imageId);
  const name = findEntry(context.store.getState(), imageId)?.name;
  if (!page || name === undefined) return;
  try {
    await showKeptAnnotation(context, page);
  } catch (error) {
    if (!findEntry(context.store.getState(), imageId)) return;
    reportFailure(context, savingText.annotationDamaged(name), error);
    // A new annotation of this page takes the place of the damaged one.
    if (hasCode(error, 'corrupt-file')) startOver(context, page);
  }
}

async function showKeptAnnotation(context: ActionContext, page: AnnotatedPage): Promise<void> {
  const { running, services, store } = context;
  const { imageId, pageIndex } = page;
  const { autosave } = running;
  const stored = await readKeptAnnotation(context, imageId, pageIndex);
  if (!stored) return;
  const { labels } = stored.base;
  const transfer = labels ? [labels.data.buffer] : [];
  const logLength = stored.log.length;
  const state = await services.annotation.restoreStored({ imageId, stored }, { transfer });
  if (running.autosave !== autosave || !findEntry(store.getState(), imageId)) return;
  const kept = keptAnnotation(autosave, page);
  kept.entriesSinceBase = Math.max(kept.entriesSinceBase, logLength);
  const queue = running.annotating.get(imageId) ?? { tail: Promise.resolve(), newObjectCount: 0 };
  running.annotating.set(imageId, queue);
  // Strokes that wait for this have their ids already.
  const shown = { ...state, nextLabel: state.nextLabel + queue.newObjectCount };
  store.setState((before) => ({
    annotations: {
      ...before.annotations,
      [imageId]: { ...EMPTY_ANNOTATION, state: shown, isUnsaved: state.annotatedPixels > 0 },
    },
    ...withNewRevision(before, imageId, 'annotation'),
  }));
}

function startOver({ running: { autosave } }: ActionContext, page: AnnotatedPage): void {
  const kept = keptAnnotation(autosave, page);
  kept.isReplaced = true;
  kept.pending = [];
}
