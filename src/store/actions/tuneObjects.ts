import { IMPORTED_OBJECTS_ID } from '#domain/project/importedObjects.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { extractObjects } from '#store/actions/extractObjects.ts';
import { selectSettingsFor, selectSettingsModelId } from '#store/selectors/objectSettings.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { withResult } from '#store/slices/resultsSlice.ts';
import { withTuned } from '#store/slices/tuningSlice.ts';

/** A dragged slider asks for objects once it rests this long; the shader follows at once. */
export const SETTLE_MS = 30;

/** Changes how the probability map of an image becomes objects; the network does not run again. */
export function updateSettings(
  context: ActionContext,
  imageId: string,
  change: Partial<InstanceSettings>,
): void {
  const state = context.store.getState();
  const modelId = selectSettingsModelId(state, imageId);
  const settings = selectSettingsFor(state, imageId, modelId);
  if (modelId === null || !settings) return;
  applySettings(context, imageId, modelId, { ...settings, ...change });
}

/** Brings back the defaults of the model's card. */
export function resetSettings(context: ActionContext, imageId: string): void {
  const state = context.store.getState();
  const card = findCard(state, selectSettingsModelId(state, imageId));
  if (card) applySettings(context, imageId, card.id, card.defaults);
}

/** Gives every open image the settings of one; results by the same model are computed anew. */
export function copySettingsToAll(context: ActionContext, imageId: string): void {
  const state = context.store.getState();
  const modelId = selectSettingsModelId(state, imageId);
  const settings = selectSettingsFor(state, imageId, modelId);
  if (modelId === null || !settings) return;
  for (const entry of state.images) {
    if (entry.id !== imageId) applySettings(context, entry.id, modelId, settings);
  }
}

function applySettings(
  context: ActionContext,
  imageId: string,
  modelId: string,
  settings: InstanceSettings,
): void {
  const { store } = context;
  const result = store.getState().results[imageId];
  const isShown = result?.modelId === modelId;
  // One change of the state, and the result only when it changes: each is drawn at once.
  store.setState((state) => ({
    ...withTuned(state, imageId, modelId, settings),
    ...(isShown && !result.isExtracting && withResult(state, imageId, { isExtracting: true })),
  }));
  if (isShown) extractChanged(context, imageId);
}

/** Finds the objects of an image anew whose settings have just changed; nothing without objects. */
export function extractChanged(context: ActionContext, imageId: string): void {
  const result = context.store.getState().results[imageId];
  if (!result || result.modelId === IMPORTED_OBJECTS_ID) return;
  if (!result.isExtracting) {
    context.store.setState((state) => withResult(state, imageId, { isExtracting: true }));
  }
  const { modelId } = result;
  // Never rejects: failures are shown by extractObjects itself.
  extractObjects(context, { imageId, modelId, delayMs: SETTLE_MS }).catch(() => null);
}
