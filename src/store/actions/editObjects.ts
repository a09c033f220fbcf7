import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { showObjects, waitForObjects } from '#store/actions/extractObjects.ts';
import { recordDeletion, recordUndoneDeletion } from '#store/history/recordSteps.ts';
import { findEntry, withEntry } from '#store/slices/imagesSlice.ts';
import { withResult } from '#store/slices/resultsSlice.ts';
import { failureText } from '#text/messages.ts';
import type { InstanceResult } from '#workers/imageApi.ts';

/** Deletes the selected objects of an image; `undoDelete` brings them back. */
export async function deleteSelection(context: ActionContext, imageId: string): Promise<void> {
  const labels = [...(context.store.getState().results[imageId]?.selection ?? [])];
  if (labels.length === 0) return;
  if (!(await deleteLabels(context, imageId, labels))) return;
  const { results, images } = context.store.getState();
  const settings = results[imageId]?.settings;
  const mapRevision = findEntry({ images, currentImageId: null }, imageId)?.revisions.probability;
  if (!settings || mapRevision === undefined) return;
  recordDeletion(context, imageId, { labels, settings, mapRevision });
}

/** Deletes objects by their labels; true once they are gone. */
export function deleteLabels(
  context: ActionContext,
  imageId: string,
  labels: readonly number[],
): Promise<boolean> {
  return editObjects(context, imageId, failureText.objectsNotDeleted, (pixelSizeUm) =>
    context.services.image.deleteObjects({ imageId, labels, pixelSizeUm }),
  );
}

/** Brings the objects deleted last back. */
export async function undoDelete(context: ActionContext, imageId: string): Promise<void> {
  if (!context.store.getState().results[imageId]?.canUndoDelete) return;
  const isDone = await editObjects(
    context,
    imageId,
    failureText.objectsNotBroughtBack,
    (pixelSizeUm) => context.services.image.undoDelete({ imageId, pixelSizeUm }),
  );
  if (isDone) recordUndoneDeletion(context, imageId);
}

/** Sets the pixel size of an image in µm, `null` = unknown, and measures its objects anew. */
export async function setPixelSize(
  context: ActionContext,
  imageId: string,
  pixelSizeUm: number | null,
): Promise<void> {
  context.store.setState((state) => withEntry(state, imageId, () => ({ pixelSizeUm })));
  await waitForObjects(context, imageId);
  // Deleting nothing measures again and, unlike an extraction, keeps earlier deletions.
  await editObjects(context, imageId, failureText.objectsNotMeasured, () =>
    context.services.image.deleteObjects({ imageId, labels: [], pixelSizeUm }),
  );
}

/** Replaces the selection of an image's objects. */
export function selectObjects(
  context: ActionContext,
  imageId: string,
  labels: ReadonlySet<number>,
): void {
  context.store.setState((state) => withResult(state, imageId, { selection: labels }));
}

/** A click in the viewer: selects the object, or adds it to or takes it from the selection. */
export function clickObject(
  context: ActionContext,
  imageId: string,
  label: number,
  isAdditive: boolean,
): void {
  const selection = context.store.getState().results[imageId]?.selection;
  if (!selection) return;
  const next = new Set(isAdditive ? selection : []);
  if (label > 0 && !(isAdditive && next.delete(label))) next.add(label);
  selectObjects(context, imageId, next);
}

/**
 * Runs one edit. While objects are being extracted their labels are about to change, so nothing is
 * edited then; an extraction that starts during the edit wins over its answer.
 *
 * @returns whether it was done
 */
async function editObjects(
  context: ActionContext,
  imageId: string,
  failedTitle: (imageName: string) => string,
  edit: (pixelSizeUm: number | null) => Promise<InstanceResult>,
): Promise<boolean> {
  const state = context.store.getState();
  const result = state.results[imageId];
  const entry = findEntry(state, imageId);
  if (!result || !entry || context.running.extractions.has(imageId)) return false;
  try {
    const answer = await edit(entry.pixelSizeUm);
    // An extraction that began meanwhile shows what was edited too.
    if (context.running.extractions.has(imageId)) return true;
    const { modelId, settings } = result;
    showObjects(context, { imageId, modelId, settings, answer });
    return true;
  } catch (error) {
    reportFailure(context, failedTitle(entry.name), error);
    return false;
  }
}
