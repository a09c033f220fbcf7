import { IMPORTED_OBJECTS_ID } from '#domain/project/importedObjects.ts';
import type { AppState } from '#store/appState.ts';
import { diffTrees } from '#store/history/treePatch.ts';
import { selectSettingsFor } from '#store/selectors/objectSettings.ts';
import type { HistoryStep, StepPlace } from '#store/slices/historySlice.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { historyText } from '#text/history.ts';

export type Direction = 'undo' | 'redo';

type StepOf<K extends HistoryStep['kind']> = Extract<HistoryStep, { readonly kind: K }>;

/**
 * What undo or redo would act on now; `null` = nothing. Steps about images, pages or models that are
 * not here are passed over: they are here again when those are. Where the page remembers nothing,
 * such as after a reload, the image that is shown goes on with its own history: first that of the
 * layer in view, then that of the other.
 */
export function selectStep(state: AppState, direction: Direction): HistoryStep | null {
  const { past, future } = state.history;
  const steps = direction === 'undo' ? past : future;
  return steps.findLast((step) => isLive(state, step, direction)) ?? shownStep(state, direction);
}

/** What undo or redo would act on, for people: `threshold`, `brush stroke in a.png`; empty = nothing. */
export function selectStepTitle(state: AppState, direction: Direction): string {
  const step = selectStep(state, direction);
  if (!step) return '';
  const title = titleOf(state, step, direction);
  if (!('imageId' in step) || step.imageId === null || step.imageId === state.currentImageId) {
    return title;
  }
  const name = findEntry(state, step.imageId)?.name ?? '';
  return historyText.inImage(title, name);
}

/** Whether there is anything to undo or redo. */
export function selectCanStep(state: AppState, direction: Direction): boolean {
  return selectStep(state, direction) !== null;
}

function titleOf(state: AppState, step: HistoryStep, direction: Direction): string {
  switch (step.kind) {
    case 'settings':
    case 'closing':
      return step.title;
    case 'annotation':
      return annotationTitle(state, step.imageId, direction) ?? '';
    case 'deletion':
      return historyText.deletion(step.deletion.labels.length);
    case 'objects':
      return historyText.importedObjects;
    case 'rename':
      return historyText.rename;
  }
}

function isLive(state: AppState, step: HistoryStep, direction: Direction): boolean {
  switch (step.kind) {
    case 'settings':
      return isSettingsLive(state, step, direction);
    case 'annotation':
      return isPageShown(state, step) && annotationTitle(state, step.imageId, direction) !== null;
    case 'closing':
      return direction === 'undo' || step.imageIds.some((id) => findEntry(state, id));
    case 'deletion':
      return isPageShown(state, step) && isDeletionLive(state, step, direction);
    case 'objects':
      return isPageShown(state, step) && areObjectsLive(state, step.imageId, direction);
    case 'rename':
      return state.models.some(({ id }) => id === step.modelId);
  }
}

function isSettingsLive(
  state: AppState,
  { changes }: StepOf<'settings'>,
  direction: Direction,
): boolean {
  return changes.some(({ path: [part, id = ''], before, after }) => {
    if (part === 'images') return findEntry(state, id)?.info != null;
    if (part !== 'chosenModelId') return true;
    const target = direction === 'undo' ? before : after;
    return state.models.some((model) => model.id === target);
  });
}

/** What was found after the import, by a run, is not taken away with it. */
function areObjectsLive(state: AppState, imageId: string, direction: Direction): boolean {
  const isImported = state.results[imageId]?.modelId === IMPORTED_OBJECTS_ID;
  const isBusy = state.job?.imageId === imageId || findEntry(state, imageId)?.status !== 'ready';
  return !isBusy && (direction === 'redo' || isImported);
}

function isPageShown(
  state: AppState,
  step: StepOf<'annotation' | 'deletion' | 'objects'>,
): boolean {
  return findEntry(state, step.imageId)?.info?.pageIndex === step.pageIndex;
}

function isDeletionLive(
  state: AppState,
  { imageId, deletion }: StepOf<'deletion'>,
  direction: Direction,
): boolean {
  const result = state.results[imageId];
  if (!result) return false;
  if (direction === 'undo') return result.canUndoDelete;
  // The labels mean something else in another map or under other settings.
  const isSameMap = findEntry(state, imageId)?.revisions.probability === deletion.mapRevision;
  const settings = selectSettingsFor(state, imageId, result.modelId) ?? result.settings;
  return isSameMap && diffTrees(settings, deletion.settings).length === 0;
}

function annotationTitle(state: AppState, imageId: string, direction: Direction): string | null {
  const annotation = state.annotations[imageId]?.state;
  return (direction === 'undo' ? annotation?.undoTitle : annotation?.redoTitle) ?? null;
}

/** The next step of the own history of the image that is shown. */
function shownStep(state: AppState, direction: Direction): HistoryStep | null {
  const { currentImageId: imageId, shownOverlay } = state;
  if (imageId === null) return null;
  const place = { imageId, pageIndex: findEntry(state, imageId)?.info?.pageIndex ?? 0 };
  const hasEdit = annotationTitle(state, imageId, direction) !== null;
  const edit: HistoryStep | null = hasEdit ? { kind: 'annotation', ...place } : null;
  const deletion = deletionStep(state, place, direction);
  return shownOverlay === 'annotation' ? (edit ?? deletion) : (deletion ?? edit);
}

function deletionStep(state: AppState, place: StepPlace, direction: Direction): HistoryStep | null {
  const { imageId } = place;
  const result = state.results[imageId];
  if (direction === 'redo' || !result?.canUndoDelete) return null;
  const deletion = { labels: [], settings: result.settings, mapRevision: -1 };
  return { kind: 'deletion', ...place, deletion };
}
