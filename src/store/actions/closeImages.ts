import { type ActionContext, notify } from '#store/actions/actionContext.ts';
import { forgetImage } from '#store/actions/forgetClosed.ts';
import { settleEdits } from '#store/actions/leavePage.ts';
import { releaseClosed } from '#store/actions/releaseClosed.ts';
import { takeClosingBack } from '#store/actions/reopenImages.ts';
import { shownPrediction } from '#store/autosave/projectRows.ts';
import { type ClosedImage, type Closing, isRead } from '#store/history/closing.ts';
import { moveStep, recordStep } from '#store/history/recordSteps.ts';
import { settleHistory } from '#store/history/settleHistory.ts';
import { withoutAnnotation } from '#store/slices/annotationSlice.ts';
import type { HistoryStep } from '#store/slices/historySlice.ts';
import { findEntry, withoutEntry } from '#store/slices/imagesSlice.ts';
import { withoutResult } from '#store/slices/resultsSlice.ts';
import { withoutTuned } from '#store/slices/tuningSlice.ts';
import { historyText } from '#text/history.ts';
import { savingText } from '#text/saving.ts';

/** Closes an image: a step of undo, which its notice offers to take back as well. */
export async function closeImage(context: ActionContext, imageId: string): Promise<void> {
  await settleHistory(context);
  await settle(context, () => [imageId]);
  const entry = findEntry(context.store.getState(), imageId);
  if (entry) closeTogether(context, [imageId], historyText.closing(entry.name));
}

/** Closes every image, as one step of undo. */
export async function closeAll(context: ActionContext): Promise<void> {
  const idsOf = () => context.store.getState().images.map(({ id }) => id);
  await settleHistory(context);
  await settle(context, idsOf);
  closeTogether(context, idsOf(), historyText.closingAll);
}

/** Closes images again that were brought back. */
export async function closeAgain(context: ActionContext, step: HistoryStep): Promise<void> {
  if (step.kind !== 'closing') return;
  await settle(context, () => step.imageIds);
  const closing = takeTogether(context, step.imageIds);
  if (!closing) return;
  context.running.history.closings.set(step, closing);
  moveStep(context, step, 'redo');
  offerBack(context, step, closing);
}

/** Closes images for good, without a word. */
export function dropImages(context: ActionContext, imageIds: readonly string[]): void {
  for (const imageId of imageIds) {
    if (takeOut(context, imageId)) forgetImage(context, context.running.autosave, imageId);
  }
}

/**
 * What is on its way was done before: it comes before in the history. A change of page has to end, too:
 * half of it would leave the image without its annotation.
 */
async function settle(context: ActionContext, idsOf: () => readonly string[]): Promise<void> {
  const { pageTurns } = context.running;
  // Checked by itself: the next change of page may begin while edits are waited for.
  const isTurning = () => idsOf().some((imageId) => pageTurns.has(imageId));
  do {
    for (const imageId of idsOf()) {
      await pageTurns.get(imageId);
      await settleEdits(context, imageId);
    }
  } while (isTurning());
}

function closeTogether(context: ActionContext, imageIds: readonly string[], title: string): void {
  const closing = takeTogether(context, imageIds);
  if (!closing) return;
  const ids = closing.images.map(({ entry }) => entry.id);
  const step: HistoryStep = { kind: 'closing', title, imageIds: ids };
  context.running.history.closings.set(step, closing);
  recordStep(context, step);
  offerBack(context, step, closing);
}

function offerBack(context: ActionContext, step: HistoryStep, closing: Closing): void {
  const { images } = closing;
  const [first] = images;
  const isOne = step.kind === 'closing' && step.title !== historyText.closingAll;
  const text =
    isOne && first ? savingText.closed(first.entry.name) : savingText.closedAll(images.length);
  closing.noticeId = notify(context, text, {
    label: savingText.undo,
    run: () => takeClosingBack(context, step),
    expire: async () => {
      closing.noticeId = null;
      await releaseClosed(context);
    },
  });
}

/** `null` when nothing can be brought back: an image that was never read to the end leaves nothing. */
function takeTogether(context: ActionContext, imageIds: readonly string[]): Closing | null {
  const { running, store } = context;
  const { currentImageId } = store.getState();
  const replaceCounts = holdingCounts(context);
  const images = imageIds.flatMap((id) => takeOut(context, id) ?? []);
  if (images.length === 0) return null;
  return { images, currentImageId, autosave: running.autosave, replaceCounts, noticeId: null };
}

/** A worker that is getting back what it held leaves out what is closed meanwhile. */
function holdingCounts({ running }: ActionContext): Closing['replaceCounts'] {
  const { replaceCounts, reviving } = running;
  return {
    image: reviving.image ? NEVER : replaceCounts.image,
    annotation: reviving.annotation ? NEVER : replaceCounts.annotation,
  };
}

/** No count: the image comes back as from a worker that was replaced. */
const NEVER = -1;

/** Takes an image out of the state and stops what works on it. */
function takeOut(context: ActionContext, imageId: string): ClosedImage | null {
  const { store, running } = context;
  const state = store.getState();
  const entry = findEntry(state, imageId);
  if (!entry) return null;
  running.decoding.get(imageId)?.abort();
  running.extractions.get(imageId)?.controller.abort();
  if (state.job?.imageId === imageId) running.segmentation?.image.abort();
  const closed: ClosedImage = {
    entry: isRead(entry) ? { ...entry, status: 'ready', turningTo: undefined } : entry,
    place: state.images.indexOf(entry),
    result: state.results[imageId],
    prediction: shownPrediction(state, running.autosave, entry, 'any'),
    annotation: state.annotations[imageId],
    tuned: state.tunedSettings[imageId],
  };
  store.setState({
    ...withoutEntry(state, imageId),
    ...withoutResult(state, imageId),
    ...withoutTuned(state, imageId),
    ...withoutAnnotation(state, imageId),
  });
  if (entry.info) return closed;
  forgetImage(context, running.autosave, imageId);
  return null;
}
