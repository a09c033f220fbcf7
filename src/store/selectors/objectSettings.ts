import type { ModelCard } from '#domain/model/modelCard.ts';
import { IMPORTED_OBJECTS_ID } from '#domain/project/importedObjects.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { AppState } from '#store/appState.ts';
import { selectCurrentResult } from '#store/selectors/currentImage.ts';
import { findCard } from '#store/slices/modelsSlice.ts';

/** Model whose map an image's sliders act on: that of its result, else the chosen one. */
export function selectSettingsModelId(state: AppState, imageId: string): string | null {
  return state.results[imageId]?.modelId ?? state.chosenModelId;
}

/** Settings of an image under a model: as tuned, else the card's defaults; `undefined` unknown. */
export function selectSettingsFor(
  state: AppState,
  imageId: string,
  modelId: string | null,
): InstanceSettings | undefined {
  if (modelId === null) return undefined;
  const tuned = state.tunedSettings[imageId]?.[modelId];
  return tuned ?? findCard(state, modelId)?.defaults;
}

/** Model of the current image's result when another one is chosen for the next run. */
export function selectForeignModel(state: AppState): ModelCard | undefined {
  const modelId = selectCurrentResult(state)?.modelId;
  return modelId === state.chosenModelId ? undefined : findCard(state, modelId ?? null);
}

/** Whether the objects of the current image come from a file: no settings act on them. */
export function selectIsImported(state: AppState): boolean {
  return selectCurrentResult(state)?.modelId === IMPORTED_OBJECTS_ID;
}

/** Settings that the sliders of the current image show; `undefined` while models load. */
export function selectCurrentSettings(state: AppState): InstanceSettings | undefined {
  const imageId = state.currentImageId;
  if (imageId === null) return findCard(state, state.chosenModelId)?.defaults;
  return selectSettingsFor(state, imageId, selectSettingsModelId(state, imageId));
}
