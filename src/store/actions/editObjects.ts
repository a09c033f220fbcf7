import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { showObjects } from '#store/actions/extractObjects.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { withResult } from '#store/slices/resultsSlice.ts';
import type { InstanceResult } from '#workers/imageApi.ts';

/** Deletes the selected objects of an image; `undoDelete` brings them back. */
export async function deleteSelection(context: ActionContext, imageId: string): Promise<void> {
  const labels = [...(context.store.getState().results[imageId]?.selection ?? [])];
  if (labels.length === 0) return;
  await editObjects(context, imageId, 'deleted', (pixelSizeUm) =>
    context.services.image.deleteObjects({ imageId, labels, pixelSizeUm }),
  );
}

/** Brings the objects deleted last back. */
export async function undoDelete(context: ActionContext, imageId: string): Promise<void> {
  if (!context.store.getState().results[imageId]?.canUndoDelete) return;
  await editObjects(context, imageId, 'brought back', (pixelSizeUm) =>
    context.services.image.undoDelete({ imageId, pixelSizeUm }),
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

/**
 * Runs one edit. While objects are being extracted their labels are about to change, so nothing is
 * edited then; an extraction that starts during the edit wins over its answer.
 */
async function editObjects(
  context: ActionContext,
  imageId: string,
  verb: string,
  edit: (pixelSizeUm: number | null) => Promise<InstanceResult>,
): Promise<void> {
  const state = context.store.getState();
  const result = state.results[imageId];
  const entry = findEntry(state, imageId);
  if (!result || !entry || context.running.extractions.has(imageId)) return;
  try {
    const answer = await edit(entry.pixelSizeUm);
    if (context.running.extractions.has(imageId)) return;
    const { modelId, settings } = result;
    showObjects(context, { imageId, modelId, settings, answer });
  } catch (error) {
    reportFailure(context, `The objects of ${entry.name} could not be ${verb}`, error);
  }
}
