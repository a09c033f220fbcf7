import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { closeAgain } from '#store/actions/closeImages.ts';
import { redoAnnotation, undoAnnotation } from '#store/actions/editAnnotation.ts';
import { deleteLabels, setPixelSize, undoDelete } from '#store/actions/editObjects.ts';
import { waitForObjects } from '#store/actions/extractObjects.ts';
import { giveModelTitle } from '#store/actions/keptModels.ts';
import { reopenImages } from '#store/actions/reopenImages.ts';
import { extractChanged } from '#store/actions/tuneObjects.ts';
import { moveStep } from '#store/history/recordSteps.ts';
import { changedImages, settingsOf, withSettings } from '#store/history/settingsParts.ts';
import { patchTree } from '#store/history/treePatch.ts';
import { type Direction, selectStep } from '#store/selectors/historySteps.ts';
import type { HistoryStep } from '#store/slices/historySlice.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { historyText } from '#text/history.ts';

/**
 * Takes the latest step back, or does the one again that was taken back last, whatever it was about,
 * and shows where. Steps asked for quickly follow each other. Failures are shown, never thrown.
 */
export function stepHistory(context: ActionContext, direction: Direction): Promise<void> {
  const { annotating, history } = context.running;
  // A stroke that is still on its way is the latest step; one that is drawn later is none of them.
  const { drawn } = history;
  const strokes = [...annotating.values()].map(({ tail }) => tail);
  history.pendingCount++;
  history.tail = history.tail
    .then(() => Promise.all([...strokes, drawn]))
    .then(() => travel(context, direction))
    .catch((error: unknown) => reportFailure(context, historyText.failed, error))
    .finally(() => {
      history.pendingCount--;
    });
  return history.tail;
}

async function travel(context: ActionContext, direction: Direction): Promise<void> {
  const step = selectStep(context.store.getState(), direction);
  if (!step) return;
  show(context, step);
  switch (step.kind) {
    case 'settings':
      return travelSettings(context, step, direction);
    case 'annotation':
      await (direction === 'undo' ? undoAnnotation : redoAnnotation)(context, step.imageId);
      return;
    case 'closing':
      return (direction === 'undo' ? reopenImages : closeAgain)(context, step);
    case 'deletion':
      await waitForObjects(context, step.imageId);
      if (direction === 'undo') return undoDelete(context, step.imageId);
      if (await deleteLabels(context, step.imageId, step.deletion.labels)) {
        moveStep(context, step, 'redo');
      }
      return;
    case 'objects': {
      const { swapObjects } = await import('#store/importing/swapObjects.ts');
      return swapObjects(context, step, direction);
    }
    case 'rename':
      if (await giveModelTitle(context, step.modelId, sideOf(step, direction))) {
        moveStep(context, step, direction);
      }
  }
}

function travelSettings(
  context: ActionContext,
  step: Extract<HistoryStep, { readonly kind: 'settings' }>,
  direction: Direction,
): void {
  const { store } = context;
  const before = settingsOf(store.getState());
  const side = direction === 'undo' ? 'before' : 'after';
  const after = patchTree(before, step.changes, side);
  store.setState((state) => withSettings(state, before, after));
  moveStep(context, step, direction);
  for (const imageId of changedImages(before, after, 'tuned')) extractChanged(context, imageId);
  for (const imageId of changedImages(before, after, 'own')) {
    const pixelSizeUm = after.images[imageId]?.own.pixelSizeUm ?? null;
    if (before.images[imageId]?.own.pixelSizeUm === pixelSizeUm) continue;
    // Never rejects: failures are shown there.
    setPixelSize(context, imageId, pixelSizeUm).catch(() => null);
  }
}

function sideOf<T>(
  { before, after }: { readonly before: T; readonly after: T },
  direction: Direction,
): T {
  return direction === 'undo' ? before : after;
}

/** Nothing changes unseen: its image comes into view, and the layer that it is about. */
function show({ store }: ActionContext, step: HistoryStep): void {
  if (!('imageId' in step) || step.imageId === null) return;
  const { imageId } = step;
  if (!findEntry(store.getState(), imageId)) return;
  if (store.getState().currentImageId !== imageId) {
    store.setState({ currentImageId: imageId, hoveredLabel: null });
  }
  if (step.kind === 'annotation') store.setState({ shownOverlay: 'annotation' });
  if (step.kind === 'deletion' || step.kind === 'objects')
    store.setState({ shownOverlay: 'prediction' });
}
